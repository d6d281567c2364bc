//! What the sandbox owes its visitors, each duty with a story. What a browser must show is in `end2end/tests/`.

use axum::http::{StatusCode, header};
use domain::{scene::Scene, token::decode};
use quizmint::config::Switch;
use serde_json::{Value, json};

use crate::support::{self, App, Database};

async fn minted(app: &App) -> Value {
    app.visitor().post("/api/v1/sandbox/tokens", &json!({})).await.json()
}

/// 1: pasted tokens stay in the page. No form that takes one is ever sent, and no page may talk to anyone else.
#[tokio::test]
async fn a_pasted_token_has_nowhere_to_go() {
    let app = App::on_sqlite().await;
    let page = app.visitor().get("/sandbox/tokens").await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("connect-src 'self'") && policy.contains("default-src 'none'"), "{policy}");
    let field = page.text.find("name=\"token\"").or_else(|| page.text.find("id=\"judge-token\""));
    let before = &page.text[..field.unwrap()];
    assert!(before.rfind("<form").is_none_or(|form| before[form..].contains("</form>")), "the field is in a form");
}

/// 3: what no key of the sandbox signed is refused, whoever it claims to come from, and no key is fetched for it.
#[tokio::test]
async fn only_tokens_of_the_sandboxs_own_keys_are_accepted() {
    let app = App::on_sqlite().await;
    let gallery = app.visitor().get("/api/v1/sandbox/attacks").await.json();
    let foreign = ["jku-to-attacker", "jwk-embedded", "x5u-to-attacker"];
    let cases = gallery["cases"].as_array().unwrap();
    assert!(cases.len() >= 40, "{}", cases.len());
    for id in foreign {
        let case = cases.iter().find(|case| case["id"] == id).expect("the gallery has the case");
        assert_eq!(case["accepted"], false, "{case}");
    }
}

/// 4: two key pairs, marked as samples, that share nothing with the session cookie.
#[tokio::test]
async fn the_signing_keys_are_the_sandboxs_alone_and_marked() {
    let app = App::on_sqlite().await;
    let keys = app.visitor().get("/sandbox/aws/us-east-1_EXAMPLE00/.well-known/jwks.json").await.json();
    let keys = keys["keys"].as_array().unwrap();
    assert_eq!(keys.len(), 2);
    for key in keys {
        assert!(key["kid"].as_str().unwrap().starts_with("sample-"), "{key}");
        assert!(key.get("d").is_none() && key.get("p").is_none(), "a private part is published");
    }
    let other = App::on_sqlite().await;
    let theirs = other.visitor().get("/sandbox/aws/us-east-1_EXAMPLE00/.well-known/jwks.json").await.json();
    assert_ne!(theirs["keys"][0]["n"], keys[0]["n"], "two servers share a key");
}

/// 5: credentials are unmistakably fake.
#[tokio::test]
async fn temporary_credentials_cannot_be_mistaken_for_real_ones() {
    let app = App::on_sqlite().await;
    let pool = app.visitor().get("/api/v1/sandbox").await.json()["identity_pool"].clone();
    let call = |operation: &'static str, body: Value| {
        let mut visitor = app.visitor().sending("x-amz-target", &format!("AWSCognitoIdentityService.{operation}"));
        async move { visitor.post("/sandbox/aws", &body).await.json() }
    };
    let id = call("GetId", json!({"IdentityPoolId": pool})).await["IdentityId"].clone();
    let credentials = call("GetCredentialsForIdentity", json!({"IdentityId": id})).await["Credentials"].clone();
    let text = |name: &str| credentials[name].as_str().unwrap().to_owned();
    assert!(text("AccessKeyId").starts_with("ASIA") && text("AccessKeyId").ends_with("EXAMPLE"));
    assert!(text("SecretKey").ends_with("EXAMPLEKEY"));
    assert!(text("SessionToken").starts_with("SAMPLE-NOT-A-REAL-TOKEN"));
}

/// 7: posts are counted, bodies are bounded, and a browser is sent nowhere that was not listed to the letter.
#[tokio::test]
async fn calls_are_counted_and_bounded() {
    let app = App::with(Database::sqlite(), support::library(), Switch::On).await;
    let mut statuses = Vec::new();
    for _ in 0..130 {
        statuses.push(app.visitor().post("/sandbox/aws", &json!({})).await.status);
    }
    assert_eq!(statuses[99], StatusCode::BAD_REQUEST);
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
    let app = App::on_sqlite().await;
    let large = app.visitor().post_text("/sandbox/aws", &"x".repeat(65 * 1024)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_browser_is_sent_back_only_to_an_address_that_was_listed() {
    let app = App::on_sqlite().await;
    let listed = "http%3A%2F%2Flocalhost%3A8080%2Fcallback";
    let authorize = |redirect: &str, more: &str| {
        format!(
            "/sandbox/aws/oauth2/authorize?response_type=code&client_id=1sampleclientpublic0000001\
             &redirect_uri={redirect}{more}"
        )
    };
    let good = app.visitor().get(&authorize(listed, "&state=s")).await;
    assert_eq!(good.status, StatusCode::FOUND);
    assert!(good.header("location").starts_with("/sandbox/aws/login?"), "{}", good.header("location"));
    for odd in [
        "http%3A%2F%2Flocalhost%3A8080%2Fcallback%2F",
        "http%3A%2F%2Flocalhost%3A8080%2Fcallback%3Fx%3D1",
        "http%3A%2F%2Flocalhost%3A8080%2F%2Fcallback",
        "HTTP%3A%2F%2Flocalhost%3A8080%2Fcallback",
        "https%3A%2F%2Fevil.example%2Fcallback",
        "%2F%2Fevil.example",
        "javascript%3Aalert(1)",
        "",
    ] {
        let reply = app.visitor().get(&authorize(odd, "")).await;
        assert_eq!((reply.status, reply.header("location")), (StatusCode::BAD_REQUEST, ""), "{odd}");
    }
    let scope = app.visitor().get(&authorize(listed, "&scope=admin&state=s")).await;
    assert!(scope.header("location").starts_with("http://localhost:8080/callback?error=invalid_scope"));
    assert!(scope.header("location").ends_with("state=s"));
}

/// 3 and 7: nothing of what is sent to the sandbox stands in a log. The log of the real program is read in
/// `operations.rs`; here, that no reply repeats a secret.
#[tokio::test]
async fn no_refusal_repeats_what_was_sent_as_a_secret() {
    let app = App::on_sqlite().await;
    let body = json!({
        "AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "1sampleclientpublic0000001",
        "AuthParameters": {"USERNAME": "alice", "PASSWORD": "My-Real-Passw0rd"},
    });
    let mut visitor = app.visitor().sending("x-amz-target", "AWSCognitoIdentityProviderService.InitiateAuth");
    let reply = visitor.post("/sandbox/aws", &body).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert!(!reply.text.contains("My-Real-Passw0rd"));
}

/// 8: an attack runs against the judge here and nowhere else: the gallery's tokens are worthless outside.
#[tokio::test]
async fn every_forged_token_names_the_sample_pool_alone() {
    let app = App::on_sqlite().await;
    let gallery = app.visitor().get("/api/v1/sandbox/attacks").await.json();
    for case in gallery["cases"].as_array().unwrap() {
        let decoded = decode(case["token"].as_str().unwrap());
        let Some(issuer) = decoded.claims().and_then(|claims| claims.text("iss")) else { continue };
        let pools = "https://cognito-identity.amazonaws.com";
        let sample =
            issuer == pools || issuer.contains("EXAMPLE") || issuer.contains("example") || issuer.contains("127.0.0.1");
        assert!(sample, "{}: {issuer}", case["id"]);
    }
}

/// 9: every page of the sandbox says what it is, and when its facts were compared with their sources.
#[tokio::test]
async fn every_scene_is_labelled_as_a_simulation_and_dated() {
    let app = App::on_sqlite().await;
    for scene in Scene::ALL {
        let page = app.visitor().get(&format!("/sandbox/{scene}")).await;
        assert!(page.text.contains("A simulation, not affiliated with AWS."), "{scene}");
        assert!(page.text.contains("Compared with the sources on 20"), "{scene}");
        assert_eq!(page.headers.get_all(header::SET_COOKIE).iter().count(), 0, "{scene} sets a cookie at a visit");
    }
    let login = "/sandbox/aws/login?response_type=code&client_id=1sampleclientpublic0000001\
                 &redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback";
    assert!(app.visitor().get(login).await.text.contains("A simulation, not affiliated with AWS."));
}

/// 2 and 6 hold by construction: `domain::token::looks_real` has its own tests, and `tests/architecture.rs` keeps every
/// HTTP client out of the dependencies. What a minted token holds can be seen to be made up.
#[tokio::test]
async fn minted_tokens_do_not_look_real() {
    let app = App::on_sqlite().await;
    let minted = minted(&app).await;
    let issuers = app.visitor().get("/api/v1/sandbox").await.json()["issuers"]["aws"].as_str().unwrap().to_owned();
    for token in ["id_token", "access_token", "refresh_token"] {
        let text = minted[token].as_str().unwrap();
        assert_eq!(domain::token::looks_real(text, &[issuers.as_str()]), [], "{token}");
    }
}
