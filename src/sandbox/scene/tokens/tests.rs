//! What a visitor sees who opens the cases, and who moves the time.

use std::sync::LazyLock;

use super::{SCRIPT, play};
use crate::sandbox::{
    Sandbox,
    scene::{Block, Cell, Choices, Input, Stage, Step, Table, Verdict, View},
};

const NOW_S: i64 = 1_790_000_000;

/// Its keys take a while, and no scene changes it.
static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:8080", [11; 32]));

fn played(choices: &[(&str, &str)]) -> View {
    play(Stage { sandbox: &SANDBOX, now_ms: NOW_S * 1000 }, &Choices::of(choices)).unwrap()
}

fn opened(case: &str) -> View {
    played(SCRIPT.cases.iter().find(|known| known.id == case).unwrap().choices)
}

fn table<'a>(view: &'a View, caption: &str) -> &'a Table {
    let tables =
        view.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.into_iter().find(|table| table.caption.contains(caption)).unwrap()
}

/// The row in whose column this text stands.
fn row<'a>(table: &'a Table, column: usize, text: &str) -> &'a [Cell] {
    table.rows.iter().find(|row| row[column].text == text).unwrap()
}

fn steps(view: &View) -> &[Step] {
    view.blocks.iter().find_map(|block| if let Block::Steps(steps) = block { Some(steps) } else { None }).unwrap()
}

fn label(choices: &[(&str, &str)]) -> String {
    played(choices).outcome.label
}

const OPEN: &str = "The access token still opens the API";
const EXPIRED: &str = "The access token has expired, refreshing works";
const ENDED: &str = "The refresh token has ended: sign in again";
const LAST: &str = "The last access token still opens the API";
const NO_ID: &str = "Only the ID token has expired";
const REFUSED: &str = "AWS refuses this lifetime";

#[test]
fn every_case_ends_as_it_should() {
    let expected = [
        ("as-found", true, OPEN),
        ("no-refresh", false, EXPIRED),
        ("at-exp", false, EXPIRED),
        ("id-shorter", true, NO_ID),
        ("ten-hours", true, OPEN),
        ("thirty", false, REFUSED),
        ("ten-days", false, ENDED),
        ("last-tokens", true, LAST),
        ("a-month-later", false, ENDED),
    ];
    assert_eq!(SCRIPT.cases.iter().map(|case| case.id).collect::<Vec<_>>(), expected.map(|(id, ..)| id));
    for (case, accepted, label) in expected {
        let outcome = opened(case).outcome;
        assert_eq!((outcome.accepted, outcome.label.as_str()), (accepted, label), "{case}: {}", outcome.reason);
    }
}

#[test]
fn a_token_is_good_until_the_second_that_exp_names() {
    for (minutes, expected) in [("0", OPEN), ("55", OPEN), ("60", EXPIRED), ("65", EXPIRED)] {
        assert_eq!(label(&[("minutes", minutes)]), expected, "{minutes}");
    }
    let view = opened("at-exp");
    assert_eq!(view.outcome.reason, "The token expired 0 seconds ago (\"exp\"); there is no leeway.");
}

#[test]
fn a_number_without_a_unit_is_hours_for_short_lived_tokens_and_days_for_the_refresh_token() {
    let view = played(&[
        ("id", "10"),
        ("id-unit", ""),
        ("access", "10"),
        ("access-unit", ""),
        ("refresh", "10"),
        ("refresh-unit", ""),
    ]);
    let lifetimes = table(&view, "lifetimes");
    for (token, set, lives) in [
        ("ID token", "10, no unit: hours", "10 hours"),
        ("access token", "10, no unit: hours", "10 hours"),
        ("refresh token", "10, no unit: days", "10 days"),
    ] {
        let row = row(lifetimes, 0, token);
        assert_eq!((row[1].text.as_str(), row[2].text.as_str()), (set, lives), "{token}");
    }
    let said = view.blocks.iter().any(
        |block| matches!(block, Block::Text(text) if text.contains("10 without a unit is 10 hours for the access token.")),
    );
    assert!(said);
}

#[test]
fn a_lifetime_outside_the_range_of_aws_is_refused_in_the_words_of_the_api_and_nothing_is_lost() {
    let out_of_range: [(&[(&str, &str)], &str); 4] = [
        (
            &[("access", "30"), ("access-unit", "")],
            "The lifetime of the access token must be from 300 to 86400 seconds; this is 108000. \
             30 without a unit is 1 day 6 hours.",
        ),
        (&[("id", "4")], "The lifetime of the ID token must be from 300 to 86400 seconds; this is 240."),
        (
            &[("refresh", "59"), ("refresh-unit", "minutes")],
            "The lifetime of the refresh token must be from 3600 to 315360000 seconds; this is 3540.",
        ),
        (
            &[("refresh", "3651")],
            "The lifetime of the refresh token must be from 3600 to 315360000 seconds; this is 315446400.",
        ),
    ];
    for (choices, reason) in out_of_range {
        let view = played(choices);
        assert_eq!((view.outcome.label.as_str(), view.outcome.reason.as_str()), (REFUSED, reason));
        let (name, typed) = choices[0];
        let kept = view.controls.iter().find(|control| control.name == name).map(|control| &control.input);
        assert!(matches!(kept, Some(Input::Line { value, .. }) if value == typed), "{name}");
    }
}

#[test]
fn a_lifetime_that_is_no_number_is_named_and_kept() {
    for odd in ["soon", "-1", "1.5", "4294967296", "<b>"] {
        let view = played(&[("access", odd)]);
        assert_eq!(view.outcome.label, "A lifetime cannot be read", "{odd}");
        assert_eq!(
            view.outcome.reason,
            format!("The lifetime of the access token is a whole number, and \"{odd}\" is none.")
        );
        let kept = view.controls.iter().find(|control| control.name == "access").map(|control| &control.input);
        assert!(matches!(kept, Some(Input::Line { value, .. }) if value == odd), "{odd}");
    }
}

#[test]
fn an_empty_lifetime_is_the_default_of_aws() {
    let view = played(&[("id", ""), ("access", " "), ("refresh", ""), ("minutes", "0")]);
    let lives: Vec<&str> = table(&view, "lifetimes").rows.iter().map(|row| row[2].text.as_str()).collect();
    assert_eq!(lives, ["1 hour", "1 hour", "30 days"]);
}

#[test]
fn a_refresh_keeps_the_sign_in_and_renews_the_token_in_both_ways_in() {
    for (way, issuer) in [
        ("api", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00"),
        ("hosted", "http://127.0.0.1:8080/sandbox/aws/us-east-1_EXAMPLE00"),
    ] {
        let view = played(&[("way", way), ("app-refreshes", "on"), ("minutes", "90")]);
        assert_eq!(view.outcome.label, OPEN, "{way}");
        let claims = table(&view, "before and after");
        assert_eq!(row(claims, 0, "iss")[2].text, issuer);
        let stay: Vec<&str> = claims
            .rows
            .iter()
            .filter(|row| row[3].mark == Some(Verdict::Done))
            .map(|row| row[0].text.as_str())
            .collect();
        assert_eq!(stay, ["iss", "sub", "auth_time", "origin_jti", "(the refresh token)"], "{way}");
        let began = NOW_S - 90 * 60;
        let auth_time = row(claims, 0, "auth_time");
        assert_eq!((&auth_time[1].text, &auth_time[2].text), (&began.to_string(), &began.to_string()), "{way}");
        assert_eq!(row(claims, 0, "iat")[2].text, (began + 3600).to_string(), "{way}");
        assert_eq!(row(claims, 0, "exp")[2].text, (began + 7200).to_string(), "{way}");
    }
}

#[test]
fn refreshing_does_not_lengthen_the_refresh_token() {
    let at = |days, minutes| label(&[("app-refreshes", "on"), ("days", days), ("minutes", minutes)]);
    assert_eq!(at("29", "1435"), OPEN);
    assert_eq!(at("30", "0"), ENDED);
    let view = opened("ten-days");
    let refresh = &steps(&view)[2];
    assert_eq!(
        (refresh.verdict, refresh.reason.as_str()),
        (Verdict::Refused, "NotAuthorizedException: Refresh Token has expired.")
    );
    let hosted = played(&[("way", "hosted"), ("days", "30")]);
    assert_eq!(steps(&hosted)[2].reason, "HTTP 400, invalid_grant.");
}

#[test]
fn the_timeline_is_in_order_and_now_stands_in_its_place() {
    let view = played(&[("access", "5"), ("app-refreshes", "on"), ("days", "30"), ("minutes", "60")]);
    let timeline = table(&view, "Timeline");
    let times: Vec<i64> = timeline.rows.iter().map(|row| row[1].text.parse().unwrap()).collect();
    assert!(times.is_sorted(), "{times:?}");
    let now = row(timeline, 2, "now");
    assert_eq!((now[0].text.as_str(), now[1].text.as_str()), ("30 days 1 hour", NOW_S.to_string().as_str()));
    let last = row(timeline, 2, "the app refreshes for the last time so far; it is the 8639th");
    assert_eq!((last[0].text.as_str(), last[3].text.as_str()), ("29 days 23 hours 55 minutes", "past"));
}

#[test]
fn odd_choices_fall_back_to_what_there_is() {
    let view = played(&[("days", "400"), ("minutes", "-5"), ("id-unit", "weeks"), ("id", "1"), ("way", "door")]);
    let lasting = view.blocks.iter().any(|block| matches!(block, Block::Heading(text) if text.contains("31 days")));
    assert!(lasting);
    assert_eq!(row(table(&view, "lifetimes"), 0, "ID token")[2].text, "1 hour");
}
