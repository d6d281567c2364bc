//! The values that a condition compares with, read once: numbers, dates, networks, bytes and texts with variables.

use std::net::IpAddr;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    date,
    operator::{Operator, Test},
};
use crate::policy::{
    glob::{self, Glyph},
    request::Context,
    template::{NoValue, Template},
};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    Text(Template),
    Number(f64),
    Date(i64),
    Bool(bool),
    Bytes(Vec<u8>),
    Network { address: IpAddr, prefix: u8 },
}

impl Wanted {
    pub(super) fn parse(operator: &Operator, text: &str, variables: bool) -> Result<Self, String> {
        let wrong = |wanted: &str| format!("{text:?} is not {wanted}, which {} compares with", operator.name);
        match operator.test {
            Test::Text | Test::TextIgnoringCase | Test::Like => Template::parse(text, variables).map(Self::Text),
            Test::Arn if text == "*" || text.contains("${") || text.splitn(6, ':').count() == 6 => {
                Template::parse(text, variables).map(Self::Text)
            }
            Test::Arn => Err(wrong("an ARN of six parts")),
            Test::Number(_) => number(text).map(Self::Number).ok_or_else(|| wrong("a number")),
            Test::Date(_) => {
                date::parse(text).map(Self::Date).ok_or_else(|| wrong("a date such as 2026-11-23T08:00:00Z"))
            }
            Test::Bool | Test::Null => bool(text).map(Self::Bool).ok_or_else(|| wrong("true or false")),
            Test::Binary => STANDARD.decode(text).map(Self::Bytes).map_err(|_| wrong("Base64")),
            Test::Address => network(text).ok_or_else(|| wrong("an address or a range such as 203.0.113.0/24")),
        }
    }

    pub(super) fn filled(&self, context: &Context) -> Option<String> {
        if let Self::Text(template) = self { template.filled(context) } else { None }
    }

    /// Whether a value of the request is the wanted one, before any negation. A value of the wrong kind is not.
    pub(super) fn is(&self, operator: &Operator, present: &str, context: &Context) -> Result<bool, NoValue> {
        Ok(match (self, operator.test) {
            (Self::Text(wanted), Test::Text) => wanted.text(context)? == present,
            (Self::Text(wanted), Test::TextIgnoringCase) => {
                wanted.text(context)?.to_lowercase() == present.to_lowercase()
            }
            (Self::Text(wanted), Test::Like) => wanted.matches(present, context)?,
            (Self::Text(wanted), _) => is_arn_like(&wanted.pattern(context)?, present),
            (Self::Number(wanted), Test::Number(order)) => number(present).is_some_and(|has| order.holds(has, *wanted)),
            (Self::Date(wanted), Test::Date(order)) => {
                date::parse(present).is_some_and(|has| order.holds(has, *wanted))
            }
            (Self::Bool(wanted), _) => bool(present) == Some(*wanted),
            (Self::Bytes(wanted), _) => wanted == present.as_bytes(),
            (Self::Network { address, prefix }, _) => {
                present.parse().is_ok_and(|own| is_within(own, *address, *prefix))
            }
            _ => false,
        })
    }
}

/// Without `inf`, `nan` and exponents, which `f64` would read.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain.then(|| text.parse().ok()).flatten()
}

fn bool(text: &str) -> Option<bool> {
    text.to_ascii_lowercase().parse().ok()
}

fn network(text: &str) -> Option<Wanted> {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address.parse().ok()?, Some(prefix.parse::<u8>().ok()?)),
        None => (text.parse().ok()?, None),
    };
    let longest = if matches!(address, IpAddr::V4(_)) { 32 } else { 128 };
    let prefix = prefix.unwrap_or(longest);
    (prefix <= longest).then_some(Wanted::Network { address, prefix })
}

fn is_within(own: IpAddr, network: IpAddr, prefix: u8) -> bool {
    match (own, network) {
        (IpAddr::V4(own), IpAddr::V4(network)) => {
            let differing = own.to_bits() ^ network.to_bits();
            differing.leading_zeros() >= u32::from(prefix)
        }
        (IpAddr::V6(own), IpAddr::V6(network)) => {
            let differing = own.to_bits() ^ network.to_bits();
            differing.leading_zeros() >= u32::from(prefix)
        }
        _ => false,
    }
}

/// Each of the six parts for itself: no wildcard reaches beyond its colon.
fn is_arn_like(pattern: &[Glyph], arn: &str) -> bool {
    if pattern == [Glyph::Many] {
        return arn.splitn(6, ':').count() == 6;
    }
    let patterns: Vec<&[Glyph]> = pattern.splitn(6, |glyph| *glyph == Glyph::Char(':')).collect();
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let alike = |(pattern, part): (&&[Glyph], &&str)| glob::matches(pattern, part);
    patterns.len() == 6 && parts.len() == 6 && patterns.iter().zip(&parts).all(alike)
}
