//! The form: three lifetimes, the way in, and how much time has passed.

use domain::token::excerpt::quoted;

use super::spoken::spoken;
use crate::sandbox::{
    SandboxError,
    lifetimes::Lifetimes,
    scene::{Choices, Control, Input},
    wire::{Unit, Validity, ValidityUnits},
};

const LONGEST_NUMBER: usize = 10;
const MOST_DAYS: i64 = 31;
const MOST_MINUTES: i64 = 24 * 60 - MINUTES_STEP;
const MINUTES_STEP: i64 = 5;
/// As one finds it: after the first refresh.
const MINUTES: i64 = 90;
const MINUTE_S: u64 = 60;
const DAY_S: u64 = 24 * 60 * MINUTE_S;

const UNITS: [(&str, &str, Option<Unit>); 5] = [
    ("", "no unit", None),
    ("seconds", "seconds", Some(Unit::Seconds)),
    ("minutes", "minutes", Some(Unit::Minutes)),
    ("hours", "hours", Some(Unit::Hours)),
    ("days", "days", Some(Unit::Days)),
];

/// How Alice signs in, which decides the issuer of her tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Api,
    HostedPages,
}

/// One of the three tokens in the form.
pub(super) struct Token {
    pub(super) title: &'static str,
    number: (&'static str, &'static str, &'static str),
    unit: (&'static str, &'static str, &'static str),
    pub(super) unit_if_none: &'static str,
    pub(super) allowed: &'static str,
}

pub(super) const ID: Token = Token {
    title: "ID token",
    number: ("id", "ID token lives", "60"),
    unit: ("id-unit", "Unit of the ID token", "minutes"),
    unit_if_none: "hours",
    allowed: "5 minutes to 1 day",
};
pub(super) const ACCESS: Token = Token {
    title: "access token",
    number: ("access", "Access token lives", "60"),
    unit: ("access-unit", "Unit of the access token", "minutes"),
    unit_if_none: "hours",
    allowed: "5 minutes to 1 day",
};
pub(super) const REFRESH: Token = Token {
    title: "refresh token",
    number: ("refresh", "Refresh token lives", "30"),
    unit: ("refresh-unit", "Unit of the refresh token", "days"),
    unit_if_none: "days",
    allowed: "60 minutes to 10 years",
};

pub(super) struct Form {
    pub(super) lifetimes: Lifetimes,
    pub(super) way: Way,
    pub(super) refreshes: bool,
    /// Since the sign-in.
    pub(super) passed_s: u64,
}

/// Why nothing can be played.
pub(super) enum Unplayable {
    Unreadable(String),
    Refused(String),
}

impl Form {
    pub(super) fn read(choices: &Choices) -> Result<Self, Unplayable> {
        let validity = Validity {
            id_token: ID.number(choices)?,
            access_token: ACCESS.number(choices)?,
            refresh_token: REFRESH.number(choices)?,
            units: ValidityUnits {
                id_token: ID.unit(choices),
                access_token: ACCESS.unit(choices),
                refresh_token: REFRESH.unit(choices),
            },
        };
        let lifetimes = Lifetimes::parse(&validity).map_err(|error| refused(&error, choices))?;
        Ok(Self { lifetimes, way: way(choices), refreshes: refreshes(choices), passed_s: passed_s(choices) })
    }
}

impl Token {
    /// The number as it was typed.
    pub(super) fn typed<'a>(&self, choices: &'a Choices) -> &'a str {
        let (name, _, example) = self.number;
        choices.text(name, example).trim()
    }

    /// None leaves it to AWS's default.
    fn number(&self, choices: &Choices) -> Result<Option<u32>, Unplayable> {
        let typed = self.typed(choices);
        if typed.is_empty() {
            return Ok(None);
        }
        typed.parse().map(Some).map_err(|_| {
            let (title, typed) = (self.title, quoted(typed));
            Unplayable::Unreadable(format!("The lifetime of the {title} is a whole number, and {typed} is none."))
        })
    }

    fn chosen(&self, choices: &Choices) -> (&'static str, Option<Unit>) {
        let (name, _, example) = self.unit;
        let wanted = choices.text(name, example);
        let known = UNITS.into_iter().find(|(unit, ..)| *unit == wanted);
        known.map_or(("", None), |(name, _, unit)| (name, unit))
    }

    fn unit(&self, choices: &Choices) -> Option<Unit> {
        self.chosen(choices).1
    }

    /// Number and unit as AWS takes them: `10, no unit: hours`.
    pub(super) fn set(&self, choices: &Choices) -> String {
        match (self.typed(choices), self.chosen(choices).0) {
            ("", _) => "nothing: the default".to_owned(),
            (number, "") => format!("{number}, no unit: {}", self.unit_if_none),
            (number, unit) => format!("{number} {unit}"),
        }
    }

    /// A number stands alone, so it may not mean what was meant.
    pub(super) fn is_trap(&self, choices: &Choices) -> bool {
        !self.typed(choices).is_empty() && self.unit(choices).is_none()
    }

    fn controls(&self, choices: &Choices) -> [Control; 2] {
        let (name, label, example) = self.number;
        let number = Input::Line { value: choices.text(name, example).to_owned(), longest: LONGEST_NUMBER };
        let (unit_name, unit_label, _) = self.unit;
        let options = UNITS.map(|(value, label, _)| (value, label)).to_vec();
        let unit = Input::Select { options, chosen: self.chosen(choices).0.to_owned() };
        [
            Control { name, label, help: self.allowed, input: number },
            Control { name: unit_name, label: unit_label, help: "", input: unit },
        ]
    }
}

pub(super) fn controls(choices: &Choices) -> Vec<Control> {
    let mut controls: Vec<Control> =
        [&ID, &ACCESS, &REFRESH].into_iter().flat_map(|token| token.controls(choices)).collect();
    let way = if way(choices) == Way::Api { "api" } else { "hosted" };
    let ways = vec![("api", "By the pool's API: AWS's issuer"), ("hosted", "On the hosted page: this server's issuer")];
    let range = |name, label, help, most, step, value| Control {
        name,
        label,
        help,
        input: Input::Range { least: 0, most, step, value },
    };
    controls.extend([
        Control {
            name: "way",
            label: "How Alice signs in",
            help: "",
            input: Input::Select { options: ways, chosen: way.to_owned() },
        },
        Control {
            name: "app-refreshes",
            label: "The app refreshes when the access token has ended",
            help: "",
            input: Input::Check { on: refreshes(choices) },
        },
        range("days", "Days since the sign-in", "0 to 31.", MOST_DAYS, 1, days(choices)),
        range(
            "minutes",
            "Hours and minutes more",
            "In steps of five minutes, up to a day. What happens tells the sum.",
            MOST_MINUTES,
            MINUTES_STEP,
            minutes(choices),
        ),
    ]);
    controls
}

fn way(choices: &Choices) -> Way {
    if choices.get("way") == Some("hosted") { Way::HostedPages } else { Way::Api }
}

fn refreshes(choices: &Choices) -> bool {
    choices.ticked("app-refreshes", true)
}

fn days(choices: &Choices) -> i64 {
    choices.number("days", 0, MOST_DAYS, 0)
}

fn minutes(choices: &Choices) -> i64 {
    choices.number("minutes", 0, MOST_MINUTES, MINUTES)
}

fn passed_s(choices: &Choices) -> u64 {
    days(choices).unsigned_abs() * DAY_S + minutes(choices).unsigned_abs() * MINUTE_S
}

/// The error's own sentence, and what a number without a unit came to.
fn refused(error: &SandboxError, choices: &Choices) -> Unplayable {
    let sentence = error.to_string();
    let mut rest = sentence.chars();
    let first: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    let mut reason = format!("{first}{}.", rest.as_str());
    if let SandboxError::Lifetime { token, given_s, .. } = error
        && let Some(token) = [ID, ACCESS, REFRESH].into_iter().find(|known| known.title == *token)
        && token.is_trap(choices)
    {
        reason = format!("{reason} {} without a unit is {}.", token.typed(choices), spoken(*given_s));
    }
    Unplayable::Refused(reason)
}
