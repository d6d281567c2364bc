//! For what a signature holds: a day, a region and a service; and the moment at which it was made.

use std::{fmt, ops::Range};

use super::TERMINATOR;

/// `20130524T000000Z`, always UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timestamp(String);

impl Timestamp {
    /// Checks the form and the ranges, not how many days a month has.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |range: Range<usize>| {
            let part = text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
            part.parse::<u32>().ok()
        };
        number(0..4)?;
        let within = (1..=12).contains(&number(4..6)?)
            && (1..=31).contains(&number(6..8)?)
            && number(9..11)? < 24
            && number(11..13)? < 60
            && number(13..15)? < 60;
        let marked = text.len() == 16 && text.get(8..9) == Some("T") && text.ends_with('Z');
        (within && marked).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `20130524`
    pub fn date(&self) -> &str {
        &self.0[..8]
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub date: String,
    pub region: String,
    pub service: String,
}

impl Scope {
    pub fn of(timestamp: &Timestamp, region: &str, service: &str) -> Self {
        Self { date: timestamp.date().to_owned(), region: region.to_owned(), service: service.to_owned() }
    }

    pub fn text(&self) -> String {
        self.chain().join("/")
    }

    /// What the signing key hashes, one after the other.
    pub fn chain(&self) -> [&str; 4] {
        [&self.date, &self.region, &self.service, TERMINATOR]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_has_one_form() {
        assert_eq!(Timestamp::parse("20130524T000000Z").unwrap().date(), "20130524");
        for wrong in [
            "",
            "20130524",
            "2013-05-24T00:00:00Z",
            "20131324T000000Z",
            "20130524T240000Z",
            "20130524T000000+",
            "2013052éT00000Z",
        ] {
            assert_eq!(Timestamp::parse(wrong), None, "{wrong}");
        }
    }
}
