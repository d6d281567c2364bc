//! The sandbox by JSON, as the contract has it.

use crate::support::App;
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

async fn verdict(app: &App, token: &Value, gate: &str) -> Value {
    app.visitor().post("/api/v1/sandbox/verify", &json!({"token": token, "gate": gate, "scopes": []})).await.json()
}

#[tokio::test]
async fn the_samples_are_listed_as_they_are_at_start() {
    let app = App::on_sqlite().await;
    let samples = app.visitor().get("/api/v1/sandbox").await.json();
    assert_eq!(
        (&samples["region"], &samples["pool"], &samples["account"]),
        (&json!("us-east-1"), &json!("us-east-1_EXAMPLE00"), &json!("111122223333"))
    );
    assert_eq!(samples["issuers"]["local"], "http://127.0.0.1:3000/sandbox/aws/us-east-1_EXAMPLE00");
    assert_eq!(samples["clients"][0]["secret"], Value::Null);
    for list in ["clients", "users", "roles"] {
        assert!(!samples[list].as_array().unwrap().is_empty(), "{list}");
    }
}

#[tokio::test]
async fn tokens_are_accepted_where_they_belong_and_refused_elsewhere() {
    let app = App::on_sqlite().await;
    let minted = app.visitor().post("/api/v1/sandbox/tokens", &json!({})).await;
    assert_eq!((minted.status, minted.header("cache-control")), (StatusCode::OK, "no-store"));
    let minted = minted.json();
    assert_eq!(minted["expires_in"], 3600);
    for (token, gate, accepted) in [
        ("id_token", "id", true),
        ("id_token", "access", false),
        ("access_token", "access", true),
        ("access_token", "identity-pool", false),
        ("id_token", "identity-pool", true),
        ("id_token", "rest-authorizer", true),
        ("access_token", "self-service", true),
        ("access_token", "userinfo", false),
        ("refresh_token", "id", false),
    ] {
        let judged = verdict(&app, &minted[token], gate).await;
        assert_eq!(judged["accepted"], accepted, "{token} at {gate}: {judged}");
        let steps: Vec<&str> =
            judged["steps"].as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect();
        assert_eq!(steps, ["parse", "header", "key", "signature", "claims", "gate"]);
    }
}

#[tokio::test]
async fn a_token_expires_when_the_clock_says_so() {
    let app = App::on_sqlite().await;
    let minted = app.visitor().post("/api/v1/sandbox/tokens", &json!({})).await.json();
    app.clock.advance(3_599_000);
    assert_eq!(verdict(&app, &minted["id_token"], "id").await["accepted"], true);
    app.clock.advance(1_000);
    let judged = verdict(&app, &minted["id_token"], "id").await;
    assert_eq!(judged["accepted"], false);
    let failed = judged["steps"].as_array().unwrap().iter().find(|step| step["ok"] == false).unwrap();
    assert_eq!(failed["step"], "claims");
}

#[tokio::test]
async fn any_text_gets_a_verdict_up_to_16_kb() {
    let app = App::on_sqlite().await;
    for text in ["x", "a.b.c", "🦀", "....", "Bearer eyJ", &".".repeat(16 * 1024)] {
        let reply = app.visitor().post("/api/v1/sandbox/verify", &json!({"token": text, "gate": "id"})).await;
        assert_eq!((reply.status, &reply.json()["accepted"]), (StatusCode::OK, &json!(false)), "{text:.20}");
    }
    let post = |token: String| json!({"token": token, "gate": "id"});
    assert_eq!(
        app.visitor().post("/api/v1/sandbox/verify", &post(String::new())).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        app.visitor().post("/api/v1/sandbox/verify", &post("x".repeat(16 * 1024 + 1))).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let gate = app.visitor().post("/api/v1/sandbox/verify", &json!({"token": "x", "gate": "door"})).await;
    assert_eq!(gate.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_bad_paste_is_refused_by_its_size_or_in_an_exact_sentence() {
    let app = App::on_sqlite().await;
    let encode = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let header = encode(r#"{"kid":"of-another-pool","alg":"RS256"}"#);
    let nested = format!(r#"{{"a":{}1{}}}"#, "[".repeat(1000), "]".repeat(1000));
    let real = r#"{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi"}"#;
    let refresh = app.visitor().post("/api/v1/sandbox/tokens", &json!({})).await.json()["refresh_token"].clone();
    for (text, step, words) in [
        ("x".repeat(16_000), "parse", "It has 1 part between its dots"),
        (".".repeat(16_000), "parse", "It has 16001 parts between its dots"),
        (format!("{header}.e!30.AAAA"), "parse", "The claims part cannot be read safely. It is not Base64url."),
        (format!("{header}.{}.AAAA", encode(&nested)), "parse", "Its JSON is nested more than 32 levels deep."),
        (format!("{header}.{}.AAAA", encode(r#"{"a":1,"a":2}"#)), "parse", "The name \"a\" occurs twice"),
        (refresh.as_str().unwrap().to_owned(), "parse", "It has five parts: it is encrypted (JWE)"),
        (format!("{header}.{}.AAAA", encode(real)), "key", "no key with the id \"of-another-pool\""),
    ] {
        let judged = verdict(&app, &json!(text), "id").await;
        let failed = judged["steps"].as_array().unwrap().iter().find(|step| step["ok"] == false).unwrap();
        assert_eq!(failed["step"], step, "{words}");
        assert!(failed["reason"].as_str().unwrap().contains(words), "{failed}");
    }
    for (text, detail) in [
        ("x".repeat(17_000), "A token to be judged has at most 16384 bytes."),
        ("x".repeat(1_000_000), "A request may hold at most 64 KB."),
        (".".repeat(10_000_000), "A request may hold at most 64 KB."),
    ] {
        let reply = app.visitor().post("/api/v1/sandbox/verify", &json!({"token": text, "gate": "id"})).await;
        assert_eq!((reply.status, &reply.json()["detail"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!(detail)));
    }
}

#[tokio::test]
async fn the_user_and_the_groups_need_not_exist() {
    let app = App::on_sqlite().await;
    let request =
        json!({"user": {"username": "zoe", "email": "zoe@example.com", "groups": ["bakers"]}, "issuer": "local"});
    let minted = app.visitor().post("/api/v1/sandbox/tokens", &request).await;
    assert_eq!(minted.status, StatusCode::OK);
    for (request, word) in [
        (json!({"pool": "us-east-1_other"}), "pool"),
        (json!({"user": {"email": "nope"}}), "@"),
        (json!({"nonsense": 1}), "nonsense"),
    ] {
        let reply = app.visitor().post("/api/v1/sandbox/tokens", &request).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{request}");
        assert!(reply.json()["detail"].as_str().unwrap().contains(word), "{}", reply.text);
    }
}

#[tokio::test]
async fn a_request_is_signed_with_sample_credentials_and_with_no_others() {
    let app = App::on_sqlite().await;
    let request = |access_key: &str, body: String| {
        json!({
            "method": "GET", "url": "https://examplebucket.s3.amazonaws.com/test.txt", "body": body,
            "service": "s3", "region": "us-east-1", "time": "20130524T000000Z", "presign_seconds": 86400,
            "credentials": {"access_key": access_key, "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}
        })
    };
    let sample = request("AKIAIOSFODNN7EXAMPLE", String::new());
    let signed = app.visitor().post("/api/v1/sandbox/sigv4", &sample).await;
    assert_eq!((signed.status, signed.header("cache-control")), (StatusCode::OK, "no-store"));
    let signed = signed.json();
    assert_eq!(signed["signature"], "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    assert!(signed["presigned_url"].as_str().unwrap().ends_with("404") && signed["authorization"].is_null());

    let unlike = request("AKIAIOSFODNN7ABCDEFG", String::new());
    let refused = app.visitor().post("/api/v1/sandbox/sigv4", &unlike).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.starts_with("Sign with sample credentials only") && !detail.contains("ABCDEFG"), "{detail}");
    let large = request("AKIAIOSFODNN7EXAMPLE", "x".repeat(16 * 1024));
    assert_eq!(app.visitor().post("/api/v1/sandbox/sigv4", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_public_documents_of_the_pool_are_where_clients_look() {
    let app = App::on_sqlite().await;
    for slash in ["", "/"] {
        let keys =
            app.visitor().get(&format!("/sandbox/aws/us-east-1_EXAMPLE00/.well-known/jwks.json{slash}")).await.json();
        assert_eq!(keys["keys"].as_array().unwrap().len(), 2);
        let document = app
            .visitor()
            .get(&format!("/sandbox/aws/us-east-1_EXAMPLE00/.well-known/openid-configuration{slash}"))
            .await
            .json();
        assert_eq!(document["issuer"], "http://127.0.0.1:3000/sandbox/aws/us-east-1_EXAMPLE00");
    }
    let unknown = app.visitor().get("/sandbox/aws/us-east-1_other/.well-known/jwks.json").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn attacks_come_with_their_verdicts_and_all_it_takes_to_verify_them() {
    let app = App::on_sqlite().await;
    let reply = app.visitor().get("/api/v1/sandbox/attacks").await;
    assert_eq!((reply.status, reply.header("cache-control")), (StatusCode::OK, "no-store"));
    let list = reply.json();
    let cases = list["cases"].as_array().unwrap();
    assert!(cases.len() >= 44, "{} attacks", cases.len());
    for case in cases {
        let judged = verdict(&app, &case["token"], case["gate"].as_str().unwrap()).await;
        let steps = judged["steps"].as_array().unwrap();
        let deciding = steps.iter().find(|step| step["ok"] == false).or(steps.last()).unwrap();
        assert_eq!(
            (&judged["accepted"], &deciding["step"], &deciding["reason"]),
            (&case["accepted"], &case["step"], &case["reason"]),
            "{}",
            case["id"]
        );
    }
}
