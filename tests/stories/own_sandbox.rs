//! A sandbox of one's own, by its page alone.

use crate::support::{Reply, Visitor};
use axum::http::StatusCode;
use serde_json::{Value, json};

const PAGE: &str = "/sandbox/own";

/// Where the page says that the sandbox is.
fn endpoint(page: &Reply) -> String {
    let place = page.text.split("/sandbox/aws/of/").nth(1).expect("an endpoint");
    let key: String = place.chars().take_while(char::is_ascii_alphanumeric).collect();
    assert_eq!(key.len(), 24, "{key}");
    format!("/sandbox/aws/of/{key}")
}

async fn made(visitor: &mut Visitor) -> String {
    let reply = visitor.post_form(PAGE, "").await;
    assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, PAGE));
    endpoint(&visitor.get(PAGE).await)
}

/// A call as AWS's clients make it: nobody's cookie, and the operation in a header.
async fn call(visitor: Visitor, endpoint: &str, operation: &str, body: &Value) -> Reply {
    let target = format!("AWSCognitoIdentityProviderService.{operation}");
    let mut client = visitor.sending("x-amz-target", &target);
    client.send(axum::http::Method::POST, endpoint, Some("application/x-amz-json-1.1"), body.to_string().into()).await
}

fn sign_up(name: &str) -> Value {
    json!({
        "ClientId": "1sampleclientpublic0000001", "Username": name, "Password": "Sample-Passw0rd-8",
        "UserAttributes": [{"Name": "email", "Value": format!("{name}@example.com")}],
    })
}

async fn saves(visitor: &mut Visitor, rules: &str) -> Reply {
    let form = form_urlencoded::Serializer::new(String::new()).append_pair("rules", rules).finish();
    visitor.post_form("/sandbox/own/rules", &form).await
}

stories! {
    async fn it_is_explained_before_it_is_made_and_looking_makes_nothing(app: App) {
        let mut visitor = app.visitor();
        let page = visitor.get(PAGE).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Make my sandbox") && page.text.contains("After a day without use"));
        assert!(!page.text.contains("/sandbox/aws/of/") && !visitor.has_cookie());
        assert!(visitor.get("/sandbox").await.text.contains("href=\"/sandbox/own\""));
    }

    async fn it_goes_with_everything_else_that_is_deleted_of_a_visitor(app: App) {
        let mut visitor = app.visitor();
        let endpoint = made(&mut visitor).await;
        assert_eq!(call(app.visitor(), &endpoint, "SignUp", &sign_up("nora")).await.status, StatusCode::OK);
        visitor.post_form("/progress/delete", "confirmed=yes").await;
        let gone = call(app.visitor(), &endpoint, "SignUp", &sign_up("nora")).await;
        assert_eq!(gone.status, StatusCode::BAD_REQUEST);
        assert!(gone.text.contains("There is no such sandbox"), "{}", gone.text);
    }

    async fn its_page_has_the_endpoint_the_users_and_code_for_every_client(app: App) {
        let mut visitor = app.visitor();
        let endpoint = made(&mut visitor).await;
        let page = visitor.get(PAGE).await;
        assert_eq!(page.header("cache-control"), "private, no-store");
        let address = format!("http://127.0.0.1:3000{endpoint}");
        assert!(page.text.matches(&address).count() >= 5, "the endpoint and four snippets");
        for words in ["Treat it as a secret", "boto3", "endpoint_url", "--no-sign-request", "amazon-cognito-identity-js", "FORCE_CHANGE_PASSWORD", "SOFTWARE_TOKEN_MFA", "None yet."] {
            assert!(page.text.contains(words), "{words}");
        }
    }

    async fn what_a_client_does_there_shows_on_the_page(app: App) {
        let mut visitor = app.visitor();
        let endpoint = made(&mut visitor).await;
        assert_eq!(call(app.visitor(), &endpoint, "SignUp", &sign_up("dana")).await.status, StatusCode::OK);
        let page = visitor.get(PAGE).await;
        assert!(page.text.contains("dana@example.com") && page.text.contains("UNCONFIRMED") && page.text.contains("sign up"));
        let code = page.text.split("Newest first").last().expect("messages").split("<code>").nth(1).expect("a code")[..6].to_owned();
        let confirm = json!({"ClientId": "1sampleclientpublic0000001", "Username": "dana", "ConfirmationCode": code});
        assert_eq!(call(app.visitor(), &endpoint, "ConfirmSignUp", &confirm).await.status, StatusCode::OK);
        assert!(!visitor.get(PAGE).await.text.contains("UNCONFIRMED"));
    }

    async fn rules_are_saved_and_hold_for_this_sandbox_alone(app: App) {
        let (mut visitor, mut other) = (app.visitor(), app.visitor());
        let (endpoint, elsewhere) = (made(&mut visitor).await, made(&mut other).await);
        assert_ne!(endpoint, elsewhere);
        let saved = saves(&mut visitor, r#"{"pre_sign_up": {"auto_confirm": true}}"#).await;
        assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, "/sandbox/own?saved=rules#rules"));
        let page = visitor.get("/sandbox/own?saved=rules").await;
        assert!(page.text.contains("Saved.") && page.text.contains("auto_confirm"));
        for (place, confirmed) in [(endpoint, true), (elsewhere, false)] {
            let answer = call(app.visitor(), &place, "SignUp", &sign_up("dana")).await.json();
            assert_eq!(answer["UserConfirmed"], confirmed);
        }
    }

    async fn rules_that_cannot_be_taken_come_back_with_what_is_wrong(app: App) {
        let mut visitor = app.visitor();
        made(&mut visitor).await;
        for (rules, problem) in [
            ("{\"pre_sign_up\": ", "line 1 column 16"),
            ("{\"pre_sign_in\": null}", "unknown field `pre_sign_in`"),
            ("{\"pre_sign_up\": {\"only_domain\": \"a@b\", \"message\": \"no\"}}", "pre_sign_up.only_domain: Name a domain, without @ or spaces."),
        ] {
            let page = saves(&mut visitor, rules).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{rules}");
            assert!(page.text.contains(problem), "{problem}");
            assert!(page.text.contains(&rules[..16]), "what was written is still there: {rules}");
        }
        assert!(!visitor.get(PAGE).await.text.contains("only_domain"), "the former rules hold");
        let long = saves(&mut visitor, &" ".repeat(20_001)).await;
        assert!(long.text.contains("longer than 20000 characters"));
    }

    async fn starting_over_keeps_the_endpoint_and_nothing_else(app: App) {
        let mut visitor = app.visitor();
        let endpoint = made(&mut visitor).await;
        call(app.visitor(), &endpoint, "SignUp", &sign_up("dana")).await;
        saves(&mut visitor, r#"{"pre_sign_up": {"auto_confirm": true}}"#).await;
        let reply = visitor.post_form("/sandbox/own/start-over", "").await;
        assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, PAGE));
        let page = visitor.get(PAGE).await;
        assert!(!page.text.contains("dana@example.com") && page.text.contains("None yet."));
        assert!(page.text.contains("\"pre_sign_up\": null") || page.text.contains("pre_sign_up&quot;: null"));
        assert_eq!(self::endpoint(&page), endpoint);
    }

    async fn nobody_sees_another_ones_sandbox(app: App) {
        let mut visitor = app.visitor();
        let endpoint = made(&mut visitor).await;
        let mut other = app.visitor();
        other.answers("which-water", 1, &["b"]).await;
        assert!(!other.get(PAGE).await.text.contains("/sandbox/aws/of/"));
        other.post_form("/sandbox/own/start-over", "").await;
        assert_eq!(self::endpoint(&visitor.get(PAGE).await), endpoint);
    }
}
