//! How long each token lives, in the numbers and units of an app client's settings.

use super::{
    error::SandboxError,
    wire::{Unit, Validity},
};

const HOUR_S: u64 = 60 * 60;
const DAY_S: u64 = 24 * HOUR_S;

/// In seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lifetimes {
    pub(super) id: u64,
    pub(super) access: u64,
    pub(super) refresh: u64,
}

impl Lifetimes {
    /// What a client has that sets nothing.
    pub(super) const DEFAULT: Self = Self { id: HOUR_S, access: HOUR_S, refresh: 30 * DAY_S };

    pub(super) fn parse(validity: &Validity) -> Result<Self, SandboxError> {
        let Validity { id_token, access_token, refresh_token, units } = validity;
        Ok(Self {
            id: seconds(&SHORT_LIVED_ID, *id_token, units.id_token)?,
            access: seconds(&SHORT_LIVED_ACCESS, *access_token, units.access_token)?,
            // A refresh token's zero stands for the default, as AWS has it.
            refresh: seconds(&REFRESH, refresh_token.filter(|number| *number > 0), units.refresh_token)?,
        })
    }
}

struct Range {
    token: &'static str,
    unit: Unit,
    default_s: u64,
    least_s: u64,
    most_s: u64,
}

const SHORT_LIVED_ID: Range = short_lived("ID token");
const SHORT_LIVED_ACCESS: Range = short_lived("access token");
const REFRESH: Range =
    Range { token: "refresh token", unit: Unit::Days, default_s: 30 * DAY_S, least_s: HOUR_S, most_s: 3650 * DAY_S };

const fn short_lived(token: &'static str) -> Range {
    Range { token, unit: Unit::Hours, default_s: HOUR_S, least_s: 300, most_s: DAY_S }
}

fn seconds(range: &Range, number: Option<u32>, unit: Option<Unit>) -> Result<u64, SandboxError> {
    let Some(number) = number else { return Ok(range.default_s) };
    let given_s = u64::from(number) * length(unit.unwrap_or(range.unit));
    if (range.least_s..=range.most_s).contains(&given_s) {
        return Ok(given_s);
    }
    Err(SandboxError::Lifetime { token: range.token, least_s: range.least_s, most_s: range.most_s, given_s })
}

fn length(unit: Unit) -> u64 {
    match unit {
        Unit::Seconds => 1,
        Unit::Minutes => 60,
        Unit::Hours => HOUR_S,
        Unit::Days => DAY_S,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(json: &str) -> Result<Lifetimes, SandboxError> {
        Lifetimes::parse(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_client_that_sets_nothing_has_an_hour_and_thirty_days() {
        let expected = Lifetimes { id: 3600, access: 3600, refresh: 2_592_000 };
        assert_eq!(parsed("{}"), Ok(expected));
        assert_eq!(parsed(r#"{"refresh_token":0}"#), Ok(expected));
    }

    #[test]
    fn ten_without_a_unit_is_ten_hours_for_an_access_token_and_ten_days_for_a_refresh_token() {
        let lifetimes = parsed(r#"{"access_token":10,"refresh_token":10}"#).unwrap();
        assert_eq!((lifetimes.access, lifetimes.refresh), (36_000, 864_000));
    }

    #[test]
    fn lifetimes_end_where_those_of_aws_do() {
        for good in [
            r#"{"id_token":300,"units":{"id_token":"seconds"}}"#,
            r#"{"id_token":1,"units":{"id_token":"days"}}"#,
            r#"{"refresh_token":60,"units":{"refresh_token":"minutes"}}"#,
            r#"{"refresh_token":3650}"#,
        ] {
            assert!(parsed(good).is_ok(), "{good}");
        }
        for bad in [
            r#"{"id_token":299,"units":{"id_token":"seconds"}}"#,
            r#"{"id_token":0}"#,
            r#"{"access_token":25}"#,
            r#"{"access_token":4294967295,"units":{"access_token":"days"}}"#,
            r#"{"refresh_token":59,"units":{"refresh_token":"minutes"}}"#,
            r#"{"refresh_token":3651}"#,
        ] {
            assert!(matches!(parsed(bad), Err(SandboxError::Lifetime { .. })), "{bad}");
        }
    }
}
