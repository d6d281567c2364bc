//! What a visitor sees who opens the cases, and what never leaves the page.

use std::sync::LazyLock;

use super::{SCRIPT, play};
use crate::sandbox::{
    Sandbox,
    scene::{Block, Body, Choices, Input, Stage, Step, Verdict, View, visit::claim},
};

const NOW_MS: i64 = 1_790_000_000_000;

/// Its keys take a while, and no scene changes it.
static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:8080", [10; 32]));

fn played(choices: &[(&str, &str)]) -> View {
    play(Stage { sandbox: &SANDBOX, now_ms: NOW_MS }, &Choices::of(choices)).unwrap()
}

fn opened(case: &str) -> View {
    played(SCRIPT.cases.iter().find(|known| known.id == case).unwrap().choices)
}

fn steps(view: &View) -> &[Step] {
    view.blocks.iter().find_map(|block| if let Block::Steps(steps) = block { Some(steps) } else { None }).unwrap()
}

fn step<'a>(view: &'a View, title: &str) -> &'a Step {
    steps(view).iter().find(|step| step.title.starts_with(title)).unwrap()
}

fn shown<'a>(step: &'a Step, caption: &str) -> &'a Body {
    &step.exhibits.iter().find(|exhibit| exhibit.caption.starts_with(caption)).unwrap().body
}

fn token<'a>(step: &'a Step, caption: &str) -> &'a str {
    let Body::Token(token) = shown(step, caption) else { panic!("{caption} is no token") };
    token
}

#[test]
fn every_case_ends_as_it_should() {
    let grant = "The token endpoint answers invalid_grant";
    let expected = [
        ("as-planned", true, "Alice is signed in"),
        ("other-verifier", false, grant),
        ("no-verifier", false, grant),
        ("plain", false, "Sent back with invalid_request"),
        ("no-pkce", false, "The thief has Alice's tokens"),
        ("reused", false, grant),
        ("old", false, grant),
        ("redirect", false, "An error page, and no way back"),
        ("redirect-at-token", false, "The token endpoint answers unauthorized_client"),
        ("no-state", false, "The app turns the callback down"),
        ("foreign-state", false, "The app turns the callback down"),
        ("nonce", false, "The app turns the ID token down"),
        ("other-client", false, grant),
        ("no-secret", false, "The token endpoint answers invalid_client"),
        ("foreign-scope", false, "Sent back with invalid_scope"),
        ("no-openid", false, "An access token, but no ID token"),
        ("implicit", false, "Sent back with unauthorized_client"),
        ("machine", true, "The API lets the machine in"),
        ("machine-read-only", false, "The API turns the token down"),
        ("machine-unknown-scope", false, "The token endpoint answers invalid_scope"),
        ("machine-openid", false, "The token endpoint answers invalid_grant"),
        ("machine-public", false, "The token endpoint answers unauthorized_client"),
    ];
    assert_eq!(SCRIPT.cases.iter().map(|case| case.id).collect::<Vec<_>>(), expected.map(|(id, ..)| id));
    for (case, accepted, label) in expected {
        let outcome = opened(case).outcome;
        assert_eq!((outcome.accepted, outcome.label.as_str()), (accepted, label), "{case}: {}", outcome.reason);
    }
}

#[test]
fn every_refused_code_is_refused_for_its_own_reason() {
    let why = [
        ("other-verifier", "invalid_grant", "The code_verifier does not fit the code_challenge."),
        ("no-verifier", "invalid_grant", "The code_verifier is missing."),
        ("reused", "invalid_grant", "The code is unknown, was used before, or is too old."),
        ("old", "invalid_grant", "The code is unknown, was used before, or is too old."),
        (
            "redirect-at-token",
            "unauthorized_client",
            "The redirect_uri is not the one that the code was asked for with.",
        ),
        ("other-client", "invalid_grant", "The code was given to another app client."),
    ];
    for (case, error, why) in why {
        assert_eq!(opened(case).outcome.reason, format!("{error}: {why}"), "{case}");
    }
}

#[test]
fn the_first_case_is_the_scene_as_one_finds_it() {
    let (found, opened) = (played(&[]), opened("as-planned"));
    assert_eq!((found.controls, found.outcome), (opened.controls, opened.outcome));
}

#[test]
fn whoever_ends_it_early_leaves_the_rest_unreached() {
    let reached = |case| steps(&opened(case)).iter().filter(|step| step.verdict != Verdict::Skipped).count();
    for (case, count) in
        [("as-planned", 9), ("redirect", 2), ("implicit", 2), ("no-state", 5), ("old", 6), ("nonce", 8)]
    {
        assert_eq!((case, reached(case)), (case, count));
        assert_eq!(steps(&opened(case)).len(), 9, "{case}");
    }
}

#[test]
fn an_error_page_sends_nobody_anywhere_and_an_error_goes_back_with_the_state() {
    let view = opened("redirect");
    assert!(step(&view, "GET /oauth2/authorize").exhibits.iter().all(|exhibit| !exhibit.caption.contains("Location")));
    let view = opened("foreign-scope");
    let Body::Text(back) = shown(step(&view, "GET /oauth2/authorize"), "302") else { panic!("no address") };
    assert!(back.starts_with("http://localhost:3000/callback?error=invalid_scope&state="), "{back}");
}

#[test]
fn the_confidential_client_gets_tokens_with_its_secret_and_a_thief_without_it_none() {
    let server = |broken| played(&[("client", "sample-server"), ("break", broken)]).outcome.label;
    assert_eq!(server("none"), "Alice is signed in");
    assert_eq!(server("no-pkce"), "The token endpoint answers invalid_client");
}

#[test]
fn pkce_catches_a_foreign_callback_that_the_app_lets_pass() {
    let view = opened("foreign-state");
    let step = step(&view, "Had the app gone on");
    assert_eq!(step.verdict, Verdict::Refused);
    assert!(step.reason.starts_with("The code_verifier does not fit the code_challenge."), "{}", step.reason);
}

#[test]
fn the_id_token_says_when_alice_signed_in_and_for_which_request() {
    let view = opened("as-planned");
    let Body::Json(remembered) = shown(step(&view, "The app makes up"), "What") else { panic!("no JSON") };
    let id_token = token(step(&view, "POST /oauth2/token"), "ID token");
    assert_eq!(claim(id_token, "nonce"), remembered["nonce"].as_str().unwrap());
    assert_eq!(claim(id_token, "auth_time"), (NOW_MS / 1000).to_string());
}

#[test]
fn a_machine_is_its_own_subject_and_nobody_else() {
    for gate in ["rest-authorizer-scopes", "http-jwt-authorizer"] {
        let view = played(&[("grant", "client-credentials"), ("gate", gate)]);
        let token = token(step(&view, "What is in the token"), "Access token");
        assert_eq!(claim(token, "sub"), claim(token, "client_id"));
        assert_eq!((claim(token, "username"), claim(token, "token_use")), (String::new(), "access".to_owned()));
        assert_eq!(claim(token, "scope"), "sample-orders/read sample-orders/write");
        assert!(view.outcome.accepted, "{gate}");
        assert!(!played(&[("grant", "client-credentials"), ("gate", gate), ("break", "read-only")]).outcome.accepted);
    }
    let no_secret = played(&[("grant", "client-credentials"), ("break", "no-secret")]).outcome.label;
    assert_eq!(no_secret, "The token endpoint answers invalid_client");
}

#[test]
fn odd_choices_fall_back_to_the_example_of_the_grant() {
    let view = played(&[("grant", "client-credentials"), ("break", "nonce"), ("gate", "alb"), ("client", "x")]);
    assert!(view.outcome.accepted);
    let chosen = view.controls.iter().map(|control| match &control.input {
        Input::Select { chosen, .. } => (control.name, chosen.as_str()),
        other => panic!("{other:?}"),
    });
    let expected = [("grant", "client-credentials"), ("break", "none"), ("gate", "rest-authorizer-scopes")];
    assert!(chosen.eq(expected));
}
