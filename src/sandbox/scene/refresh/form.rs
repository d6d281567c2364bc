//! The form: whether refresh tokens are rotated, what happens, and how much time passes.

use crate::sandbox::scene::{Choices, Control, Input};

const LONGEST_GRACE_S: i64 = 60;
/// Ten years, which is the longest that a refresh token can be made to live.
const LONGEST_WAIT_S: i64 = 315_360_000;
const LONGEST_NUMBER: usize = 12;

/// What happens between the first refresh and the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happens {
    Nothing,
    Revoke,
    SignOut,
    Reuse,
    OldFlow,
    Bearer,
}

const HAPPENS: [(Happens, &str, &str); 6] = [
    (Happens::Nothing, "nothing", "Nothing; the newest refresh token is used"),
    (Happens::Revoke, "revoke", "The refresh token is revoked (RevokeToken)"),
    (Happens::SignOut, "sign-out", "Alice signs out everywhere (GlobalSignOut)"),
    (Happens::Reuse, "reuse", "The first refresh token is used again"),
    (Happens::OldFlow, "old-flow", "The app refreshes by InitiateAuth, REFRESH_TOKEN_AUTH"),
    (Happens::Bearer, "bearer", "The app sends the refresh token where an access token belongs"),
];

pub(super) struct Form {
    /// How long a rotated refresh token stays good; none without rotation.
    pub(super) grace_s: Option<u32>,
    pub(super) happens: Happens,
    /// From the first refresh to the second.
    pub(super) seconds: i64,
}

impl Form {
    /// `Err` says what is wrong with the seconds; nothing else can be.
    pub(super) fn read(choices: &Choices) -> Result<Self, String> {
        let grace_s = u32::try_from(grace(choices)).ok().filter(|_| rotation(choices));
        let wanted = choices.get("happens");
        let known = HAPPENS.into_iter().find(|(_, name, _)| Some(*name) == wanted);
        let happens = known.map_or(Happens::Nothing, |(happens, ..)| happens);
        let text = seconds(choices).trim();
        let seconds = text.parse().ok().filter(|seconds| (0..=LONGEST_WAIT_S).contains(seconds));
        let wrong =
            || format!("The seconds that pass are a whole number from 0 to {LONGEST_WAIT_S}, which is ten years.");
        Ok(Self { grace_s, happens, seconds: seconds.ok_or_else(wrong)? })
    }
}

pub(super) fn controls(choices: &Choices) -> Vec<Control> {
    let options = HAPPENS.map(|(_, name, label)| (name, label));
    let chosen = choices.one_of("happens", &options.map(|(name, _)| name)).to_owned();
    let seconds = Input::Line { value: seconds(choices).to_owned(), longest: LONGEST_NUMBER };
    vec![
        Control {
            name: "rotation",
            label: "Rotate refresh tokens",
            help: "A setting of the app client. Off: a refresh gives no new refresh token.",
            input: Input::Check { on: rotation(choices) },
        },
        Control {
            name: "grace",
            label: "Grace period in seconds",
            help: "Only with rotation: how long the old refresh token stays good.",
            input: Input::Range { least: 0, most: LONGEST_GRACE_S, step: 1, value: grace(choices) },
        },
        Control {
            name: "happens",
            label: "What happens after the first refresh",
            help: "",
            input: Input::Select { options: options.to_vec(), chosen },
        },
        Control {
            name: "seconds",
            label: "Seconds that pass before the second use",
            help: "3600 is an hour, the lifetime of the access token. 2592000 is thirty days.",
            input: seconds,
        },
    ]
}

fn rotation(choices: &Choices) -> bool {
    choices.ticked("rotation", false)
}

fn grace(choices: &Choices) -> i64 {
    choices.number("grace", 0, LONGEST_GRACE_S, 30)
}

fn seconds(choices: &Choices) -> &str {
    choices.text("seconds", "60")
}
