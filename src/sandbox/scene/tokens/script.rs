//! What is written about the scene, and the cases worth opening.

use crate::sandbox::scene::{Case, Script};

const fn case(id: &'static str, label: &'static str, choices: &'static [(&'static str, &'static str)]) -> Case {
    Case { id, label, choices }
}

pub(in crate::sandbox::scene) const SCRIPT: Script = Script {
    lead: "Alice signs in and gets three tokens, each with a lifetime of its own. Move the time on and watch each of them \
           end: what the API says to the access token, what the app still knows, and when only a new sign-in helps.",
    notice: &[
        "exp is the first second in which a token is no good any more. This check knows no leeway; some libraries allow a minute.",
        "A refresh gives a new ID token and a new access token, with new iat, exp and jti. auth_time and origin_jti stay: \
         they tell of the sign-in, not of the token.",
        "Refreshing does not lengthen the refresh token. It ends a fixed time after the sign-in, however often it was used; \
         the tokens that it bought last live on until their own exp.",
        "A lifetime is a number, and its unit is another setting. Left out, it is hours for ID and access token, and days \
         for the refresh token: 10 can be ten hours or ten days, and is never ten minutes.",
    ],
    cases: &[
        case("as-found", "The app refreshes, and an hour and a half has passed", &[]),
        case("no-refresh", "The app does not refresh", &[("minutes", "90")]),
        case("at-exp", "It is the very second that exp names", &[("minutes", "60")]),
        case(
            "id-shorter",
            "The ID token lives 5 minutes, and half an hour has passed",
            &[("id", "5"), ("minutes", "30")],
        ),
        case(
            "ten-hours",
            "ID and access token live 10, without a unit, and nine hours have passed",
            &[("id", "10"), ("id-unit", ""), ("access", "10"), ("access-unit", ""), ("minutes", "540")],
        ),
        case("thirty", "The access token is to live 30, without a unit", &[("access", "30"), ("access-unit", "")]),
        case(
            "ten-days",
            "The refresh token lives 10, without a unit, and the app refreshed for ten days",
            &[("refresh", "10"), ("refresh-unit", ""), ("app-refreshes", "on"), ("days", "10"), ("minutes", "5")],
        ),
        case(
            "last-tokens",
            "The access token lives 35 minutes, and 30 days and a quarter of an hour have passed",
            &[("access", "35"), ("app-refreshes", "on"), ("days", "30"), ("minutes", "15")],
        ),
        case(
            "a-month-later",
            "The app refreshed for 30 days, and an hour more has passed",
            &[("app-refreshes", "on"), ("days", "30"), ("minutes", "60")],
        ),
    ],
    checked: "2026-11-23",
};
