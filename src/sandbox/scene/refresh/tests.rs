//! What a visitor sees who opens the cases, and who lets other times pass.

use std::sync::LazyLock;

use super::{SCRIPT, play};
use crate::sandbox::{
    Sandbox,
    scene::{Block, Body, Choices, Input, Stage, Step, Table, Verdict, View, visit::claim},
};

const NOW_MS: i64 = 1_790_000_000_000;

/// Its keys take a while, and no scene changes it.
static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:8080", [9; 32]));

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
    steps(view).iter().find(|step| step.title.contains(title)).unwrap()
}

fn tokens(step: &Step) -> Vec<&str> {
    let tokens = step.exhibits.iter().filter_map(|exhibit| match &exhibit.body {
        Body::Token(token) => Some(token.as_str()),
        _ => None,
    });
    tokens.collect()
}

fn table<'a>(view: &'a View, caption: &str) -> &'a Table {
    let tables =
        view.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.into_iter().find(|table| table.caption == caption).unwrap()
}

fn ending(choices: &[(&str, &str)]) -> (bool, String) {
    let outcome = played(choices).outcome;
    (outcome.accepted, outcome.label)
}

#[test]
fn every_case_ends_as_it_should() {
    let expected = [
        ("as-found", true, "New ID and access token"),
        ("rotation", true, "New ID, access and refresh token"),
        ("within-grace", true, "New ID, access and refresh token"),
        ("after-grace", false, "RefreshTokenReuseException"),
        ("old-flow", false, "InvalidParameterException"),
        ("revoked", false, "No new tokens, but offline the access token still passes"),
        ("signed-out", false, "No new tokens, but offline the access token still passes"),
        ("revoked-long-ago", false, "No new tokens, and the access token has expired too"),
        ("a-month-later", false, "No new tokens, and the access token has expired too"),
        ("as-bearer", false, "Nobody takes it as an access token"),
    ];
    assert_eq!(SCRIPT.cases.iter().map(|case| case.id).collect::<Vec<_>>(), expected.map(|(id, ..)| id));
    for (case, accepted, label) in expected {
        let outcome = opened(case).outcome;
        assert_eq!((outcome.accepted, outcome.label.as_str()), (accepted, label), "{case}: {}", outcome.reason);
    }
}

#[test]
fn the_first_case_is_the_scene_as_one_finds_it() {
    let (found, opened) = (played(&[]), opened("as-found"));
    assert_eq!((found.controls, found.outcome), (opened.controls, opened.outcome));
}

#[test]
fn every_refusal_is_the_pools_own() {
    let said = [
        ("after-grace", "RefreshTokenReuseException: Refresh Token has been invalidated by refresh token rotation"),
        ("old-flow", "InvalidParameterException: REFRESH_TOKEN_AUTH flow not enabled for this client"),
        ("revoked", "NotAuthorizedException: Refresh Token has been revoked"),
        ("signed-out", "NotAuthorizedException: Refresh Token has been revoked"),
        ("a-month-later", "NotAuthorizedException: Refresh Token has expired"),
    ];
    for (case, said) in said {
        let view = opened(case);
        let step = step(&view, "The second try");
        assert_eq!((step.verdict, step.reason.as_str()), (Verdict::Refused, format!("{said}.").as_str()), "{case}");
    }
    let view = opened("as-bearer");
    assert!(view.outcome.reason.ends_with("GetUser: NotAuthorizedException: Invalid Access Token."));
}

#[test]
fn a_revoked_access_token_is_refused_by_the_pool_and_taken_offline() {
    for case in ["revoked", "signed-out"] {
        let view = opened(case);
        let (asked, offline) = (step(&view, "The pool is asked"), step(&view, "without asking the pool"));
        assert_eq!(asked.reason, "NotAuthorizedException: Access Token has been revoked.", "{case}");
        assert_eq!((asked.verdict, offline.verdict), (Verdict::Refused, Verdict::Done), "{case}");
    }
}

#[test]
fn a_refresh_keeps_the_sign_in_and_renews_the_tokens() {
    for (case, handed_out) in [("as-found", 2), ("rotation", 3)] {
        let view = opened(case);
        let (before, after) = (tokens(step(&view, "Alice signs in")), tokens(step(&view, "first refresh")));
        assert_eq!((before.len(), after.len()), (3, handed_out), "{case}");
        for token in 0..2 {
            for (name, stays) in
                [("auth_time", true), ("origin_jti", true), ("iat", false), ("exp", false), ("jti", false)]
            {
                let kept = claim(before[token], name) == claim(after[token], name);
                assert_eq!(kept, stays, "{case}: {name}");
            }
        }
        let rows = &table(&view, "The ID token before and after").rows;
        let marked: Vec<&str> =
            rows.iter().filter(|row| row[3].mark.is_some()).map(|row| row[0].text.as_str()).collect();
        let mut expected = vec!["sub", "auth_time", "origin_jti", "(the refresh token)"];
        expected.truncate(if case == "rotation" { 3 } else { 4 });
        assert_eq!(marked, expected, "{case}");
    }
}

#[test]
fn the_old_refresh_token_is_good_for_the_chosen_grace_and_not_a_second_longer() {
    for (grace, good, late) in [("60", "59", "60"), ("1", "0", "1"), ("30", "29", "30")] {
        let reuse =
            |seconds| ending(&[("rotation", "on"), ("grace", grace), ("happens", "reuse"), ("seconds", seconds)]);
        assert_eq!(reuse(good), (true, "New ID, access and refresh token".to_owned()), "{grace}");
        assert_eq!(reuse(late), (false, "RefreshTokenReuseException".to_owned()), "{grace}");
    }
    let no_grace = ending(&[("rotation", "on"), ("grace", "0"), ("happens", "reuse"), ("seconds", "0")]);
    assert_eq!(no_grace, (false, "RefreshTokenReuseException".to_owned()));
}

#[test]
fn without_rotation_the_first_refresh_token_can_be_used_again_and_again() {
    let again = ending(&[("happens", "reuse"), ("seconds", "86400")]);
    assert_eq!(again, (true, "New ID and access token".to_owned()));
}

#[test]
fn a_refresh_token_ends_thirty_days_after_the_sign_in_rotated_or_not() {
    // The first refresh comes half an hour after the sign-in.
    for rotation in ["off", "on"] {
        let after = |seconds| ending(&[("rotation", rotation), ("happens", "nothing"), ("seconds", seconds)]).0;
        assert!(after("2590199"), "rotation {rotation}");
        assert!(!after("2590200"), "rotation {rotation}");
    }
}

#[test]
fn each_check_notices_what_it_can() {
    let view = opened("as-found");
    let marks: Vec<Vec<bool>> = table(&view, "What each check says")
        .rows
        .iter()
        .map(|row| row[1..].iter().map(|cell| cell.mark == Some(Verdict::Done)).collect())
        .collect();
    let good_revoked_signed_out_expired = [
        [true, true, true, false],
        [true, false, false, false],
        [true, false, false, false],
        [true, false, false, true],
    ];
    assert_eq!(marks, good_revoked_signed_out_expired);
    let get_user = &table(&view, "What each check says").rows[1];
    assert_eq!(
        get_user[2..].iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(),
        ["Access Token has been revoked", "Access Token has been revoked", "Access Token has expired"]
    );
}

#[test]
fn seconds_that_are_none_are_named_and_kept() {
    for odd in ["soon", "-1", "1.5", "", "999999999999"] {
        let view = played(&[("happens", "revoke"), ("seconds", odd)]);
        assert_eq!(view.outcome.label, "The seconds cannot be read", "{odd}");
        let kept = view.controls.iter().find(|control| control.name == "seconds").map(|control| &control.input);
        assert!(matches!(kept, Some(Input::Line { value, .. }) if value == odd), "{odd}");
    }
}

#[test]
fn what_is_revoked_on_one_visit_is_good_on_the_next() {
    assert!(!opened("revoked").outcome.accepted);
    assert!(opened("as-found").outcome.accepted);
}
