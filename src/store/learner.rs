//! Who learns: an id that stands in the session and says nothing about the person.

use std::{fmt, str::FromStr};

use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LearnerId(Uuid);

impl LearnerId {
    /// Ids sort by the time at which they were made, which keeps the indexes compact.
    pub fn new(now_ms: i64, chance: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(u64::try_from(now_ms).unwrap_or(0), &chance).into_uuid())
    }
}

impl fmt::Display for LearnerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for LearnerId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}
