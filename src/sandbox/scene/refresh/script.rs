//! What is written about the scene, and the cases worth opening.

use crate::sandbox::scene::{Case, Script};

const fn case(id: &'static str, label: &'static str, choices: &'static [(&'static str, &'static str)]) -> Case {
    Case { id, label, choices }
}

pub(in crate::sandbox::scene) const SCRIPT: Script = Script {
    lead: "Alice signs in and gets three tokens. Half an hour later the app refreshes them. Then something happens, some \
           time passes, and the app tries again. Watch what the pool notices, and what nobody notices who does not ask it.",
    notice: &[
        "A refresh gives a new ID token and a new access token of the same sign-in: auth_time and origin_jti stay.",
        "Without rotation the refresh token stays the same. With rotation each refresh gives a new one for the time that is \
         left, and the old one is good for the grace period only.",
        "Revoking and signing out everywhere stop the refresh token and every check that the pool makes itself. A check of \
         signature and time alone notices neither until the access token expires.",
        "So the lifetime of the access token is how long a stolen one works where nobody asks the pool.",
    ],
    cases: &[
        case("as-found", "A minute passes, and nothing happens", &[("happens", "nothing"), ("seconds", "60")]),
        case("rotation", "Rotation is on", &[("rotation", "on"), ("happens", "nothing"), ("seconds", "60")]),
        case(
            "within-grace",
            "Rotation with 30 seconds of grace; the old refresh token comes back after 20",
            &[("rotation", "on"), ("grace", "30"), ("happens", "reuse"), ("seconds", "20")],
        ),
        case(
            "after-grace",
            "The same, after 40 seconds",
            &[("rotation", "on"), ("grace", "30"), ("happens", "reuse"), ("seconds", "40")],
        ),
        case(
            "old-flow",
            "Rotation is on, and the app calls InitiateAuth with REFRESH_TOKEN_AUTH",
            &[("rotation", "on"), ("happens", "old-flow"), ("seconds", "60")],
        ),
        case("revoked", "The refresh token is revoked", &[("happens", "revoke"), ("seconds", "60")]),
        case("signed-out", "Alice signs out everywhere", &[("happens", "sign-out"), ("seconds", "60")]),
        case(
            "revoked-long-ago",
            "The refresh token was revoked more than an hour ago",
            &[("happens", "revoke"), ("seconds", "3700")],
        ),
        case("a-month-later", "Thirty days pass", &[("happens", "nothing"), ("seconds", "2592000")]),
        case("as-bearer", "The refresh token is sent to an API", &[("happens", "bearer"), ("seconds", "60")]),
    ],
    checked: "2026-11-23",
};
