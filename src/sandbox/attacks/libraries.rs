//! What real libraries said to each attack, as the script that asked them wrote it down.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

static ASKED: LazyLock<Result<Libraries, String>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../assets/libraries.json")).map_err(|error| error.to_string())
});

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Libraries {
    /// The day on which they were asked; empty if they have not been.
    pub made: String,
    pub libraries: Vec<Library>,
    /// By attack, then by library.
    cases: BTreeMap<String, BTreeMap<String, Answer>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library {
    pub name: String,
    pub version: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    Accepted,
    Refused,
}

impl Libraries {
    /// `Err` says what is wrong with the file that was built in.
    pub fn asked() -> Result<&'static Self, &'static str> {
        ASKED.as_ref().map_err(String::as_str)
    }

    /// As [`asked`](Self::asked); a file that cannot be read says nothing about any library.
    pub(in crate::sandbox) fn known() -> &'static Self {
        static NONE: Libraries = Libraries { made: String::new(), libraries: Vec::new(), cases: BTreeMap::new() };
        Self::asked().unwrap_or(&NONE)
    }

    /// `None` if the library was not asked about it.
    pub fn answer(&self, attack: &str, library: &str) -> Option<Answer> {
        self.cases.get(attack)?.get(library).copied()
    }

    /// The attacks that libraries were asked about.
    pub fn cases(&self) -> impl Iterator<Item = &str> {
        self.cases.keys().map(String::as_str)
    }
}
