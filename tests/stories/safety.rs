//! What keeps visitors and the server safe: headers, limits, other sites, bad input.

use std::collections::BTreeSet;

use crate::support::{App, Database, library};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use quizmint::config::Switch;
use serde_json::json;

async fn limited() -> App {
    App::with(Database::sqlite(), library(), Switch::On).await
}

#[tokio::test]
async fn every_response_tells_the_browser_what_it_may_not_do() {
    let app = App::on_sqlite().await;
    for path in [
        "/",
        "/concepts/tea",
        "/nowhere",
        "/api/v1/concepts",
        "/api/v1/nowhere",
        "/healthz",
        "/sandbox/aws/x/.well-known/jwks.json",
    ] {
        let reply = app.visitor().get(path).await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "same-origin", "{path}");
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}");
    }
}

#[tokio::test]
async fn no_page_holds_an_inline_script_or_style() {
    let app = App::on_sqlite().await;
    let mut learner = app.visitor();
    learner.answers("which-water", 1, &["a"]).await;
    for path in ["/", "/concepts", "/concepts/tea", "/exams", "/sandbox", "/nowhere"] {
        let text = learner.get(path).await.text;
        assert!(!text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick="), "{path}");
        // What is marked as data is not run, whatever it says.
        let is_file_or_data = |script: &str| script.contains("src=") || script.contains("type=\"application/ld+json\"");
        assert!(
            text.split("<script").skip(1).all(|script| is_file_or_data(script.split('>').next().unwrap())),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_post_from_another_site_is_refused() {
    let app = App::on_sqlite().await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let mut visitor = app.visitor().sending(name, value);
        let form = visitor.post_form("/questions/which-water/answers", "chosen=b").await;
        assert_eq!(form.status, StatusCode::FORBIDDEN, "{name}");
        assert!(form.text.contains("<h1>Refused</h1>"));
        let api = visitor.answers("which-water", 1, &["b"]).await;
        assert_eq!((api.status, api.json()["status"].as_u64()), (StatusCode::FORBIDDEN, Some(403)));
        assert_eq!(visitor.get("/concepts/tea").await.status, StatusCode::OK, "links from elsewhere work");
    }
    let mut at_home = app.visitor().sending("sec-fetch-site", "same-origin").sending("origin", "http://127.0.0.1:3000");
    assert_eq!(at_home.answers("which-water", 1, &["b"]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_body_of_more_than_64_kb_is_refused() {
    let app = App::on_sqlite().await;
    let large = format!("{{\"attempt\":\"{}\"}}", "x".repeat(64 * 1024));
    let reply = app.visitor().post_text("/api/v1/questions/which-water/answers", &large).await;
    assert_eq!((reply.status, reply.json()["title"].as_str()), (StatusCode::PAYLOAD_TOO_LARGE, Some("Too large")));
    let form = app.visitor().post_form("/questions/which-water/answers", &large).await;
    assert_eq!(form.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused_with_the_reason() {
    let app = App::on_sqlite().await;
    let path = "/api/v1/questions/which-water/answers";
    for (body, status) in [
        ("", StatusCode::BAD_REQUEST),
        ("{", StatusCode::BAD_REQUEST),
        ("[]", StatusCode::UNPROCESSABLE_ENTITY),
        ("{\"attempt\":\"1\",\"chosen\":[\"a\"]}", StatusCode::UNPROCESSABLE_ENTITY),
        ("{\"attempt\":\"0190a5b2-7c3d-4e4f-8a1b-000000000001\",\"chosen\":\"a\"}", StatusCode::UNPROCESSABLE_ENTITY),
        (
            "{\"attempt\":\"0190a5b2-7c3d-4e4f-8a1b-000000000001\",\"chosen\":[\"a\"],\"extra\":1}",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "{\"attempt\":\"0190a5b2-7c3d-4e4f-8a1b-000000000001\",\"chosen\":[\"a\"],\"ms\":-1}",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    ] {
        let reply = app.visitor().post_text(path, body).await;
        assert_eq!(reply.status, status, "{body}");
        assert!(!reply.json()["detail"].as_str().unwrap().is_empty());
    }
    let wrong_type = app.visitor().send(Method::POST, path, Some("text/plain"), Body::from("{}")).await;
    assert_eq!(wrong_type.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(
        app.visitor().send(Method::DELETE, path, None, Body::empty()).await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[tokio::test]
async fn a_client_may_post_a_hundred_times_at_once_and_is_then_asked_to_wait() {
    let app = limited().await;
    let mut visitor = app.visitor();
    let body = json!({"attempt": crate::support::attempt_id(1), "chosen": ["b"]});
    for round in 0..100 {
        let reply = visitor.post("/api/v1/questions/which-water/answers", &body).await;
        assert_eq!(reply.status, StatusCode::OK, "{round}");
    }
    let mut refused = visitor.post("/api/v1/questions/which-water/answers", &body).await;
    for _ in 0..200 {
        // A slow machine may have earned a few more in the meantime.
        if refused.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        refused = visitor.post("/api/v1/questions/which-water/answers", &body).await;
    }
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    // Others, other kinds of routes, and reading are not held up.
    assert_eq!(app.visitor().at_address([192, 0, 2, 2]).answers("which-water", 2, &["b"]).await.status, StatusCode::OK);
    assert_eq!(visitor.post("/api/v1/sandbox/tokens", &json!({})).await.status, StatusCode::OK);
    for path in ["/concepts/tea", "/healthz", "/readyz", "/metrics", "/api/v1/progress"] {
        assert_eq!(visitor.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn the_session_cookie_is_for_the_server_alone_and_lives_400_days() {
    let app = App::on_sqlite().await;
    let cookie = app.visitor().answers("which-water", 1, &["b"]).await.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains("__Host-"), "plain http: {cookie}");
}

#[tokio::test]
async fn a_session_id_that_the_server_did_not_make_is_not_adopted() {
    let app = App::on_sqlite().await;
    let made_up = "quizmint=AAAAAAAAAAAAAAAAAAAAAA";
    let reply = app.visitor().sending("cookie", made_up).answers("which-water", 1, &["b"]).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(!reply.header("set-cookie").contains(made_up));
}

#[tokio::test]
async fn the_clock_can_only_be_moved_where_it_is_simulated() {
    let app = App::on_sqlite().await;
    let reply = app.visitor().post("/api/v1/dev/clock", &json!({"advance_s": 86400})).await;
    assert_eq!(reply.json(), json!({"now": "2026-11-23T12:00:00Z"}));
    let absurd = app.visitor().post("/api/v1/dev/clock", &json!({"advance_s": i64::MAX})).await;
    assert_eq!(absurd.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_description_is_one_that_generators_of_clients_take() {
    let api = App::on_sqlite().await.visitor().get("/api/v1/openapi.json").await.json();
    let mut names = BTreeSet::new();
    for (path, operations) in api["paths"].as_object().unwrap() {
        for operation in operations.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "two are called {name}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let stands_in_path = path.contains(&format!("{{{}}}", parameter["name"].as_str().unwrap()));
                assert_eq!(parameter["in"], if stands_in_path { "path" } else { "query" }, "{path}: {parameter}");
            }
        }
    }
}

#[tokio::test]
async fn a_client_of_the_sandbox_reads_why_it_is_refused_before_a_service_is_asked() {
    let app = App::on_sqlite().await;
    let long = "x".repeat(66_000);
    let sts = app.visitor().post_form("/sandbox/aws/", &long).await;
    assert_eq!((sts.status, sts.header("content-type")), (StatusCode::PAYLOAD_TOO_LARGE, "text/xml"));
    assert!(sts.text.contains("<Code>RequestEntityTooLargeException</Code>"), "{}", sts.text);
    let target = "AWSCognitoIdentityProviderService.InitiateAuth";
    let pool = app.visitor().sending("x-amz-target", target).post_text("/sandbox/aws/", &long).await;
    assert_eq!(pool.header("x-amzn-errortype"), "RequestEntityTooLargeException:");
    assert_eq!(pool.json()["__type"], "RequestEntityTooLargeException");
    let token = app.visitor().post("/sandbox/aws/oauth2/token", &json!({})).await;
    assert_eq!((token.status, &token.json()["error"]), (StatusCode::UNSUPPORTED_MEDIA_TYPE, &json!("invalid_request")));
    assert_eq!(app.visitor().get("/sandbox/awsome").await.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn every_described_route_answers_and_says_so_in_openapi() {
    let app = App::on_sqlite().await;
    let api = app.visitor().get("/api/v1/openapi.json").await.json();
    let paths: Vec<&String> = api["paths"].as_object().unwrap().keys().collect();
    let expected = [
        "/api/v1/concepts",
        "/api/v1/concepts/{slug}",
        "/api/v1/concepts/{slug}/retry",
        "/api/v1/dev/clock",
        "/api/v1/exams",
        "/api/v1/exams/{id}",
        "/api/v1/exams/{id}/answers/{place}",
        "/api/v1/exams/{id}/hand-in",
        "/api/v1/marks",
        "/api/v1/practice",
        "/api/v1/preferences",
        "/api/v1/progress",
        "/api/v1/questions/{id}",
        "/api/v1/questions/{id}/answers",
        "/api/v1/questions/{id}/mark",
        "/api/v1/reviews/due",
        "/api/v1/sandbox",
        "/api/v1/sandbox/attacks",
        "/api/v1/sandbox/messages",
        "/api/v1/sandbox/own",
        "/api/v1/sandbox/sigv4",
        "/api/v1/sandbox/tokens",
        "/api/v1/sandbox/triggers",
        "/api/v1/sandbox/verify",
        "/api/v1/search",
        "/api/v1/undo",
    ];
    let mut sorted = paths.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
    for (path, methods) in api["paths"].as_object().unwrap() {
        let path = path.replace("{slug}", "tea").replace("{id}", "which-water");
        for method in methods.as_object().unwrap().keys() {
            let method = method.to_uppercase().parse().unwrap();
            let reply = app.visitor().send(method, &path, Some("application/json"), Body::from("{}")).await;
            // An attempt that is not one's own is not found either, but in other words.
            let nowhere = reply.text.contains("There is nothing at this address.");
            assert!(!nowhere && reply.status != StatusCode::METHOD_NOT_ALLOWED, "{path}");
        }
    }
}

#[tokio::test]
async fn nothing_that_is_sent_stands_in_the_metrics() {
    let app = App::on_sqlite().await;
    let mut visitor = app.visitor();
    visitor.get("/concepts/some-secret-looking-path").await;
    visitor.post("/api/v1/sandbox/verify", &json!({"token": "eyJsecret"})).await;
    let metrics = visitor.get("/metrics").await.text;
    assert!(metrics.contains("/concepts/{slug}"), "{metrics}");
    assert!(!metrics.contains("secret"));
}
