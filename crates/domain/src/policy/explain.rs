//! Verdicts in words: what a statement wanted, and what the request had instead.

use std::fmt;

use super::{
    condition::{HeldByAbsence, Unmet, WantedValue},
    statement::{Mismatch, StatementTrace},
};
use crate::token::excerpt::quoted;

impl StatementTrace {
    /// `statement 2 (OwnObjects) of the bucket policy`
    pub fn cite(&self) -> String {
        match &self.sid {
            Some(sid) => format!("statement {} ({}) of {}", self.number, quoted(sid).trim_matches('"'), self.policy),
            None => format!("statement {} of {}", self.number, self.policy),
        }
    }

    /// A sentence for each condition that held only for want of its key, with a space before it: to be appended.
    pub fn absences(&self) -> String {
        self.held_by_absence.iter().fold(String::new(), |text, held| text + " " + &held.to_string())
    }
}

/// What a statement wanted beside what the request had, in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// As it is written in the statement: `Principal`, `NotResource`, `Condition`.
    pub element: &'static str,
    /// Of a condition: its operator and its key.
    pub condition: Option<(&'a str, &'a str)>,
    /// With the variables filled in, where they have values.
    pub wanted: Vec<&'a str>,
    /// Empty where the request has no such key.
    pub present: Vec<&'a str>,
}

impl Mismatch {
    pub fn compared(&self) -> Comparison<'_> {
        let element = |except: bool, names: [&'static str; 2], wanted, present| Comparison {
            element: names[usize::from(except)],
            condition: None,
            wanted,
            present: vec![present],
        };
        match self {
            Self::Principal { except, wanted, present } => {
                element(*except, ["Principal", "NotPrincipal"], borrowed(wanted), present)
            }
            Self::Action { except, wanted, present } => {
                element(*except, ["Action", "NotAction"], borrowed(wanted), present)
            }
            Self::Resource { except, wanted, present, .. } => {
                element(*except, ["Resource", "NotResource"], filled(wanted), present)
            }
            Self::Condition(unmet) => Comparison {
                element: "Condition",
                condition: Some((&unmet.operator, &unmet.key)),
                wanted: filled(&unmet.wanted),
                present: borrowed(unmet.present.as_deref().unwrap_or_default()),
            },
        }
    }
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn filled(values: &[WantedValue]) -> Vec<&str> {
    values.iter().map(|value| value.filled.as_ref().unwrap_or(&value.written).as_str()).collect()
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Principal { except, wanted, present } => element(f, "Principal", *except, &texts(wanted), present),
            Self::Action { except, wanted, present } => element(f, "Action", *except, &texts(wanted), present),
            Self::Resource { without_value: Some(key), wanted, .. } => write!(
                f,
                "Resource is {}, and the request has no value for its variable {}, so it matches nothing.",
                values(wanted),
                quoted(key)
            ),
            Self::Resource { except, wanted, present, .. } => element(f, "Resource", *except, &values(wanted), present),
            Self::Condition(unmet) => unmet.fmt(f),
        }
    }
}

fn element(f: &mut fmt::Formatter<'_>, name: &str, except: bool, wanted: &str, present: &str) -> fmt::Result {
    let present = quoted(present);
    if except {
        write!(f, "Not{name} lists {wanted}, and with it the {present} of the request.")
    } else {
        write!(f, "{name} is {wanted}; the request has {present}.")
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operator, key) = (&self.operator, quoted(&self.key));
        write!(f, "Condition {operator} on {key}: it compares with {}, and ", values(&self.wanted))?;
        match (&self.present, &self.without_value) {
            (Some(_), Some(key)) => write!(f, "the request has no value for the variable {}.", quoted(key)),
            (Some(present), None) => write!(f, "the request has {}.", texts(present)),
            (None, _) => f.write_str("the request has no such key."),
        }
    }
}

impl fmt::Display for HeldByAbsence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Condition {} holds because the request has no {}.", self.operator, quoted(&self.key))
    }
}

const MOST: usize = 4;

fn texts(texts: &[String]) -> String {
    list(texts.len(), texts.iter().map(|text| quoted(text)))
}

fn values(values: &[WantedValue]) -> String {
    let shown = |value: &WantedValue| match &value.filled {
        Some(filled) => format!("{}, here {}", quoted(&value.written), quoted(filled)),
        None => quoted(&value.written),
    };
    list(values.len(), values.iter().map(shown))
}

fn list(length: usize, shown: impl Iterator<Item = String>) -> String {
    let mut listed: Vec<String> = shown.take(MOST).collect();
    if length > MOST {
        listed.push(format!("{} more", length - MOST));
    }
    listed.join(", ")
}
