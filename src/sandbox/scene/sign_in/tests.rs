//! What a visitor sees who opens the cases, and that the words are the engine's own.

use std::sync::LazyLock;

use serde_json::Value;

use super::{SCRIPT, play};
use crate::sandbox::{
    Sandbox,
    scene::{Block, Body, Choices, Stage, Step, Verdict, View, visit::claim},
};

const NOW_MS: i64 = 1_790_000_000_000;

/// Its keys take a while, and no scene changes it.
static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:8080", [11; 32]));

fn played(choices: &[(&str, &str)]) -> View {
    play(Stage { sandbox: &SANDBOX, now_ms: NOW_MS }, &Choices::of(choices)).unwrap()
}

fn opened(case: &str) -> View {
    played(SCRIPT.cases.iter().find(|known| known.id == case).unwrap().choices)
}

fn steps(view: &View) -> &[Step] {
    view.blocks.iter().find_map(|block| if let Block::Steps(steps) = block { Some(steps) } else { None }).unwrap()
}

fn titles(view: &View) -> Vec<&str> {
    steps(view).iter().map(|step| step.title.as_str()).collect()
}

fn json<'a>(step: &'a Step, caption: &str) -> &'a Value {
    let body = &step.exhibits.iter().find(|exhibit| exhibit.caption.starts_with(caption)).unwrap().body;
    let Body::Json(value) = body else { panic!("{caption} is no JSON") };
    value
}

fn token<'a>(view: &'a View, title: &str) -> &'a str {
    let step = steps(view).iter().find(|step| step.title == title).unwrap();
    let Body::Token(token) = &step.exhibits[0].body else { panic!("{title} shows no token") };
    token
}

/// The last thing that the pool said.
fn last_call(view: &View) -> &Step {
    steps(view).iter().rfind(|step| (step.from, step.to) == ("App", "User pool")).unwrap()
}

#[test]
fn every_case_ends_as_it_should() {
    let (wrong, second) = ("Incorrect username or password", "Signed in at the second try");
    let expected = [
        ("sign-up", true, "Signed in"),
        ("not-confirmed", false, "The user is not confirmed"),
        ("wrong-code", true, second),
        ("password", true, "Signed in"),
        ("wrong-password", false, wrong),
        ("unknown-user", false, wrong),
        ("no-secret-hash", false, "The secret hash is missing"),
        ("srp", true, "Signed in"),
        ("totp", true, "Signed in"),
        ("totp-twice", false, "The code was used before"),
        ("sms-guessed", false, "The session is used up"),
        ("email-late", false, "The session has expired"),
        ("new-password-weak", false, "The new password breaks the policy"),
        ("choice", true, "Signed in"),
        ("custom-wrong", true, second),
        ("custom-twice", false, "The session is used up"),
        ("google", true, "Signed in"),
        ("google-password", false, wrong),
        ("saml", true, "Signed in"),
    ];
    assert_eq!(SCRIPT.cases.iter().map(|case| case.id).collect::<Vec<_>>(), expected.map(|(id, ..)| id));
    for (case, accepted, label) in expected {
        let outcome = opened(case).outcome;
        assert_eq!((outcome.accepted, outcome.label.as_str()), (accepted, label), "{case}: {}", outcome.reason);
    }
}

#[test]
fn every_way_has_its_own_slips() {
    let expected = [
        ("sign-up", "weak-password", "The new password breaks the policy"),
        ("srp", "password", "Incorrect username or password"),
        ("srp", "session-twice", "Incorrect username or password"),
        ("srp", "session-old", "The session has expired"),
        ("totp", "code", "Signed in at the second try"),
        ("totp", "every-code", "The session is used up"),
        ("sms", "code", "Signed in at the second try"),
        ("new-password", "session-twice", "The session is used up"),
        ("choice", "session-old", "The session has expired"),
        ("custom", "every-code", "Incorrect username or password"),
        ("saml", "password", "Incorrect username or password"),
    ];
    for (way, wrong, label) in expected {
        assert_eq!(played(&[("way", way), ("wrong", wrong)]).outcome.label, label, "{way} {wrong}");
    }
}

#[test]
fn the_first_case_is_the_scene_as_one_finds_it() {
    let (found, opened) = (played(&[]), opened("sign-up"));
    assert_eq!((found.controls, found.outcome), (opened.controls, opened.outcome));
}

#[test]
fn refusals_are_the_exceptions_that_clients_know() {
    let exceptions = [
        ("not-confirmed", "UserNotConfirmedException", "User is not confirmed."),
        (
            "new-password-weak",
            "InvalidPasswordException",
            "Password did not conform with policy: Password must have uppercase characters",
        ),
        ("wrong-password", "NotAuthorizedException", "Incorrect username or password."),
        ("totp-twice", "ExpiredCodeException", "Your software token has already been used once."),
        ("email-late", "NotAuthorizedException", "Invalid session for the user, session is expired."),
        ("custom-twice", "NotAuthorizedException", "Invalid session for the user, session can only be used once."),
        (
            "no-secret-hash",
            "NotAuthorizedException",
            "Client 2sampleclientsecret0000002 is configured with secret but SECRET_HASH was not received",
        ),
    ];
    for (case, name, message) in exceptions {
        let view = opened(case);
        let last = steps(&view).last().unwrap();
        assert_eq!(last.verdict, Verdict::Refused, "{case}");
        assert_eq!(json(last, "Answer, HTTP 400"), &serde_json::json!({"__type": name, "message": message}), "{case}");
        assert!(view.outcome.reason.starts_with(&format!("{name}: {message}")), "{}", view.outcome.reason);
    }
}

#[test]
fn nobody_can_tell_an_unknown_user_from_a_wrong_password() {
    for way in ["password", "srp", "totp", "sms", "email", "new-password"] {
        let answer = |wrong| {
            let view = played(&[("way", way), ("wrong", wrong)]);
            let last = steps(&view).last().unwrap();
            (titles(&view).len(), json(last, "Answer, HTTP 400").clone())
        };
        assert_eq!(answer("password"), answer("unknown-user"), "{way}");
    }
}

#[test]
fn the_password_is_in_no_request_of_srp() {
    let view = opened("srp");
    assert!(view.outcome.accepted);
    let sent = steps(&view).iter().flat_map(|step| &step.exhibits).map(|exhibit| format!("{:?}", exhibit.body));
    assert!(sent.collect::<String>().contains("PASSWORD_CLAIM_SIGNATURE"));
    assert!(!format!("{:?}", view.blocks).contains("Sample-Passw0rd"));
    assert_eq!(
        titles(&view),
        [
            "The client chooses a number",
            "InitiateAuth: USER_SRP_AUTH",
            "The client makes its proof",
            "RespondToAuthChallenge: PASSWORD_VERIFIER",
            "The ID token",
            "The access token"
        ]
    );
}

#[test]
fn a_code_is_shown_instead_of_being_sent_and_is_the_one_that_is_answered() {
    for (way, field) in [("sms", "SMS_MFA_CODE"), ("email", "EMAIL_OTP_CODE"), ("choice", "EMAIL_OTP_CODE")] {
        let view = played(&[("way", way)]);
        assert!(view.outcome.accepted, "{way}");
        let message = steps(&view).iter().find(|step| ["Phone", "Mailbox"].contains(&step.to)).unwrap();
        let Body::Text(text) = &message.exhibits[0].body else { panic!("no text") };
        let answered = json(last_call(&view), "Request");
        let code = answered["ChallengeResponses"][field].as_str().unwrap();
        assert!(code.len() == 6 && text.contains(code), "{way}: {text}");
    }
}

#[test]
fn a_federated_user_is_one_of_the_pool_and_the_token_says_where_from() {
    for (case, name, id) in
        [("google", "Google", "100000000000000000001"), ("saml", "SampleCompany", "ivan@example.com")]
    {
        let view = opened(case);
        let made = steps(&view).iter().find(|step| step.title == "The pool makes a user").unwrap();
        let user = json(made, "The user");
        assert_eq!(user["UserStatus"], "EXTERNAL_PROVIDER");
        let token = token(&view, "The ID token");
        let identities: Value = serde_json::from_str(&claim(token, "identities")).unwrap();
        assert_eq!((&identities[0]["providerName"], &identities[0]["userId"]), (&name.into(), &id.into()));
        assert_eq!(claim(token, "cognito:groups"), format!("[\"us-east-1_EXAMPLE00_{name}\"]"));
        assert_eq!(claim(token, "cognito:username"), user["Username"].as_str().unwrap());
    }
}

#[test]
fn a_client_with_a_secret_hashes_every_call() {
    for way in ["sign-up", "srp", "totp", "sms", "email", "new-password", "choice", "custom"] {
        let view = played(&[("way", way), ("client", "sample-server")]);
        assert!(view.outcome.accepted, "{way}: {}", view.outcome.reason);
        for step in steps(&view).iter().filter(|step| (step.from, step.to) == ("App", "User pool")) {
            let request = json(step, "Request").to_string();
            assert!(request.contains("SECRET_HASH") || request.contains("SecretHash"), "{way}: {request}");
        }
    }
}

#[test]
fn every_choice_ends_in_words_and_what_cannot_go_wrong_is_said() {
    let options = |at: usize| {
        let controls = played(&[]).controls;
        let super::super::Input::Select { options, .. } = &controls[at].input else { panic!("no select") };
        options.iter().map(|(value, _)| *value).collect::<Vec<_>>()
    };
    for way in options(0) {
        for wrong in options(1) {
            for client in options(2) {
                let view = played(&[("way", way), ("wrong", wrong), ("client", client)]);
                let said = matches!(&view.blocks[0], Block::Text(text) if text.ends_with("It is played without."));
                let went_wrong = !view.outcome.accepted || view.outcome.label != "Signed in";
                assert!(wrong == "none" || said != went_wrong, "{way} {wrong} {client}: {}", view.outcome.label);
                assert!(!view.outcome.label.ends_with("Exception"), "{way} {wrong} {client}: {}", view.outcome.label);
                assert!(steps(&view).iter().all(|step| !step.reason.is_empty()), "{way} {wrong} {client}");
            }
        }
    }
}

#[test]
fn odd_choices_fall_back_to_the_example() {
    let view = played(&[("way", "x"), ("wrong", "🦀"), ("client", "sample-m2m")]);
    assert_eq!(view.outcome, opened("sign-up").outcome);
}
