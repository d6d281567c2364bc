//! The services as AWS's clients see them, at the edge where a suite of clients cannot look: what is counted, what is
//! kept apart, and what each kind of refusal looks like on the wire. The clients themselves are in `end2end/clients/`.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use serde_json::{Value, json};

use crate::support::{App, Reply, Visitor};

const PUBLIC: &str = "1sampleclientpublic0000001";

async fn call(visitor: Visitor, place: &str, operation: &str, body: &Value) -> Reply {
    let mut visitor = visitor.sending("x-amz-target", &format!("AWSCognitoIdentityProviderService.{operation}"));
    visitor.send(Method::POST, place, Some("application/x-amz-json-1.1"), Body::from(body.to_string())).await
}

fn password_of(name: &str, password: &str) -> Value {
    json!({
        "AuthFlow": "USER_PASSWORD_AUTH", "ClientId": PUBLIC,
        "AuthParameters": {"USERNAME": name, "PASSWORD": password},
    })
}

async fn tokens(app: &App, place: &str) -> Value {
    let reply = call(app.visitor(), place, "InitiateAuth", &password_of("alice", "Sample-Passw0rd-1")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()["AuthenticationResult"].clone()
}

async fn own(app: &App) -> String {
    let reply = app.visitor().post("/api/v1/sandbox/own", &json!({})).await;
    reply.json()["endpoint"].as_str().unwrap().trim_start_matches("http://127.0.0.1:3000").to_owned()
}

#[tokio::test]
async fn the_endpoint_works_with_and_without_a_slash_at_its_end() {
    let app = App::on_sqlite().await;
    for place in ["/sandbox/aws", "/sandbox/aws/"] {
        assert_eq!(tokens(&app, place).await["TokenType"], "Bearer");
    }
}

#[tokio::test]
async fn what_is_not_there_answers_as_an_unknown_operation() {
    let app = App::on_sqlite().await;
    for operation in ["AdminCreateUser", "CreateUserPool", "NoSuchThing"] {
        let reply = call(app.visitor(), "/sandbox/aws", operation, &json!({})).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST);
        assert_eq!(reply.json(), json!({"__type": "UnknownOperationException"}));
        assert_eq!(reply.header("content-type"), "application/x-amz-json-1.1");
        assert_eq!(reply.header("x-amzn-errortype"), "UnknownOperationException:");
        assert!(!reply.header("x-amzn-requestid").is_empty());
    }
    let mut visitor = app.visitor();
    let reply = visitor.post_form("/sandbox/aws", "Action=AssumeRole&Version=2011-06-15").await;
    assert_eq!((reply.status, reply.header("content-type")), (StatusCode::BAD_REQUEST, "text/xml"));
    assert!(reply.text.contains("<Code>InvalidAction</Code>"));
}

#[tokio::test]
async fn one_visitors_sandbox_is_nobody_elses() {
    let app = App::on_sqlite().await;
    let (mine, theirs) = (own(&app).await, own(&app).await);
    assert_ne!(mine, theirs);
    let access = tokens(&app, &mine).await["AccessToken"].clone();
    let of_me = |place: &'static str| (place, json!({"AccessToken": access}));
    for (place, operation, status) in [
        (mine.as_str(), "GetUser", StatusCode::OK),
        (theirs.as_str(), "GetUser", StatusCode::BAD_REQUEST),
        ("/sandbox/aws", "GlobalSignOut", StatusCode::BAD_REQUEST),
        (mine.as_str(), "GlobalSignOut", StatusCode::OK),
        (mine.as_str(), "GetUser", StatusCode::BAD_REQUEST),
    ] {
        let reply = call(app.visitor(), place, operation, &of_me("").1).await;
        assert_eq!(reply.status, status, "{operation} at {place}: {}", reply.text);
    }
    let gone = call(app.visitor(), "/sandbox/aws/of/nosuchkey", "GetUser", &json!({"AccessToken": access})).await;
    assert_eq!(gone.json()["__type"], "ResourceNotFoundException");
}

#[tokio::test]
async fn a_sandbox_of_ones_own_is_made_once_for_a_visitor() {
    let app = App::on_sqlite().await;
    let mut visitor = app.visitor();
    let first = visitor.post("/api/v1/sandbox/own", &json!({})).await.json();
    let again = visitor.post("/api/v1/sandbox/own", &json!({})).await.json();
    assert_eq!(first, again);
    assert!(visitor.has_cookie());
}

#[tokio::test]
async fn the_rules_of_triggers_are_checked_and_are_ones_own() {
    let app = App::on_sqlite().await;
    let mine = own(&app).await;
    let key = mine.rsplit('/').next().unwrap();
    let put = |query: String, body: Value| {
        let mut visitor = app.visitor();
        async move {
            let path = format!("/api/v1/sandbox/triggers{query}");
            visitor.send(Method::PUT, &path, Some("application/json"), Body::from(body.to_string())).await.status
        }
    };
    let rules = json!({"pre_sign_up": {"only_domain": "example.com", "message": "Only example.com may sign up"}});
    assert_eq!(put(String::new(), rules.clone()).await, StatusCode::UNPROCESSABLE_ENTITY);
    for bad in [json!([]), json!({"no_such_trigger": {}}), json!({"custom_challenge": {"tries": 99}})] {
        assert_eq!(put(format!("?sandbox={key}"), bad.clone()).await, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
    assert_eq!(put(format!("?sandbox={key}"), rules).await, StatusCode::NO_CONTENT);
    let sign_up = json!({
        "ClientId": PUBLIC, "Username": "mallory", "Password": "Sample-Passw0rd-9",
        "UserAttributes": [{"Name": "email", "Value": "mallory@example.org"}],
    });
    let refused = call(app.visitor(), &mine, "SignUp", &sign_up).await.json();
    assert_eq!(
        refused,
        json!({
            "__type": "UserLambdaValidationException",
            "message": "PreSignUp failed with error Only example.com may sign up.",
        })
    );
    assert_eq!(call(app.visitor(), "/sandbox/aws", "SignUp", &sign_up).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_samples_of_the_common_sandbox_stay_as_they_are_listed() {
    let app = App::on_sqlite().await;
    let grace = call(app.visitor(), "/sandbox/aws", "InitiateAuth", &password_of("grace", "Sample-Passw0rd-7")).await;
    let answer = json!({
        "ClientId": PUBLIC, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": grace.json()["Session"],
        "ChallengeResponses": {"USERNAME": "grace", "NEW_PASSWORD": "Another-Passw0rd-7"},
    });
    let signed_in = call(app.visitor(), "/sandbox/aws", "RespondToAuthChallenge", &answer).await;
    assert_eq!(signed_in.status, StatusCode::OK, "{}", signed_in.text);
    let again = call(app.visitor(), "/sandbox/aws", "InitiateAuth", &password_of("grace", "Sample-Passw0rd-7")).await;
    assert_eq!(again.json()["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    let forgot = json!({"ClientId": PUBLIC, "Username": "alice"});
    assert_eq!(call(app.visitor(), "/sandbox/aws", "ForgotPassword", &forgot).await.status, StatusCode::OK);
    let code = app.visitor().get("/api/v1/sandbox/messages").await.json()["messages"][0]["code"].clone();
    let reset = json!({
        "ClientId": PUBLIC, "Username": "alice", "ConfirmationCode": code, "Password": "Another-Passw0rd-1",
    });
    let refused = call(app.visitor(), "/sandbox/aws", "ConfirmForgotPassword", &reset).await;
    assert!(refused.text.contains("/api/v1/sandbox/own"), "{}", refused.text);
    tokens(&app, "/sandbox/aws").await;
}

#[tokio::test]
async fn a_code_by_mail_never_stands_in_for_a_second_factor() {
    let app = App::on_sqlite().await;
    let choose = |name: &str| {
        json!({
            "AuthFlow": "USER_AUTH", "ClientId": PUBLIC,
            "AuthParameters": {"USERNAME": name, "PREFERRED_CHALLENGE": "EMAIL_OTP"},
        })
    };
    let alice = call(app.visitor(), "/sandbox/aws", "InitiateAuth", &choose("alice")).await;
    assert_eq!(alice.json()["ChallengeName"], "EMAIL_OTP");
    for name in ["dave", "erin", "frank", "grace"] {
        let refused = call(app.visitor(), "/sandbox/aws", "InitiateAuth", &choose(name)).await;
        assert_eq!(refused.json()["__type"], "InvalidParameterException", "{name}: {}", refused.text);
    }
}

#[tokio::test]
async fn discovery_names_the_endpoints_of_the_place_where_it_is_asked_for() {
    let app = App::on_sqlite().await;
    for place in ["/sandbox/aws".to_owned(), own(&app).await] {
        let path = format!("{place}/us-east-1_EXAMPLE00/.well-known/openid-configuration");
        let document = app.visitor().get(&path).await.json();
        assert_eq!(document["issuer"], format!("http://127.0.0.1:3000{place}/us-east-1_EXAMPLE00"));
        assert_eq!(document["token_endpoint"], format!("http://127.0.0.1:3000{place}/oauth2/token"));
    }
}
