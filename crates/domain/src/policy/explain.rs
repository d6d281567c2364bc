//! Verdicts in words: what a statement wanted, and what the request had instead.

use std::fmt;

use super::{
    condition::Unmet,
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
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Principal { except, wanted, present } => element(f, "Principal", *except, wanted, present),
            Self::Action { except, wanted, present } => element(f, "Action", *except, wanted, present),
            Self::Resource { without_value: Some(key), wanted, .. } => write!(
                f,
                "Resource is {}, and the request has no value for its variable {}, so it matches nothing.",
                list(wanted),
                quoted(key)
            ),
            Self::Resource { except, wanted, present, .. } => element(f, "Resource", *except, wanted, present),
            Self::Condition(unmet) => unmet.fmt(f),
        }
    }
}

fn element(f: &mut fmt::Formatter<'_>, name: &str, except: bool, wanted: &[String], present: &str) -> fmt::Result {
    let present = quoted(present);
    if except {
        write!(f, "Not{name} lists {}, and with it the {present} of the request.", list(wanted))
    } else {
        write!(f, "{name} is {}; the request has {present}.", list(wanted))
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Condition {} on {}: it compares with {}, and ",
            self.operator,
            quoted(&self.key),
            list(&self.wanted)
        )?;
        match (&self.present, &self.without_value) {
            (Some(_), Some(key)) => write!(f, "the request has no value for the variable {}.", quoted(key)),
            (Some(present), None) => write!(f, "the request has {}.", list(present)),
            (None, _) => f.write_str("the request has no such key."),
        }
    }
}

const MOST: usize = 4;

fn list(values: &[String]) -> String {
    let mut listed: Vec<String> = values.iter().take(MOST).map(|value| quoted(value)).collect();
    if values.len() > MOST {
        listed.push(format!("{} more", values.len() - MOST));
    }
    listed.join(", ")
}
