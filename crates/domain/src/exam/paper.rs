//! A paper: what is asked, in which order, what counts, and on which terms. It is fixed when the attempt begins.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    content::{Scale, Slug},
    practice::AttemptId,
};

/// What a paper is drawn from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Scope {
    /// All domains, by their weights.
    Whole,
    /// The domains that the bank can fill.
    Covered,
    /// One domain.
    Section(Slug),
    /// What the learner answered wrong last.
    Missed,
}

/// When answers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// After the end, which a deadline sets.
    Exam,
    /// Each at once, without a deadline.
    Review,
}

/// What was agreed at the start; later changes of the track do not touch it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Of the track.
    pub title: String,
    pub scope: Scope,
    /// Whether the paper has as many questions as the blueprint wants.
    pub full: bool,
    pub scored: u32,
    pub unscored: u32,
    /// Without what was added.
    pub minutes: u32,
    /// Per cent that were added to the time.
    pub extra_time: u16,
    pub scale: Scale,
    pub pass: u32,
    /// In the order of the blueprint.
    pub domains: Vec<TermsDomain>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsDomain {
    pub id: Slug,
    pub title: String,
    pub weight: u32,
}

/// One question of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub question: Slug,
    /// Under which its answer enters the log; the order of the options follows from it.
    pub attempt: AttemptId,
    pub domain: Slug,
    pub scored: bool,
}

/// The text is not a [`Scope`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidScope;

/// The text is not a [`Mode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidMode;

impl Terms {
    pub fn questions(&self) -> u32 {
        self.scored + self.unscored
    }

    /// The whole time, with what was added.
    pub fn time_ms(&self) -> i64 {
        i64::from(self.minutes) * 600 * (100 + i64::from(self.extra_time))
    }
}

impl Mode {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exam => "exam",
            Self::Review => "review",
        }
    }
}

impl FromStr for Mode {
    type Err = InvalidMode;

    fn from_str(text: &str) -> Result<Self, InvalidMode> {
        [Self::Exam, Self::Review].into_iter().find(|mode| mode.as_str() == text).ok_or(InvalidMode)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("whole"),
            Self::Covered => f.write_str("covered"),
            Self::Section(domain) => write!(f, "section:{domain}"),
            Self::Missed => f.write_str("missed"),
        }
    }
}

impl FromStr for Scope {
    type Err = InvalidScope;

    fn from_str(text: &str) -> Result<Self, InvalidScope> {
        match text {
            "whole" => Ok(Self::Whole),
            "covered" => Ok(Self::Covered),
            "missed" => Ok(Self::Missed),
            other => {
                let domain = other.strip_prefix("section:").ok_or(InvalidScope)?;
                domain.parse().map(Self::Section).map_err(|_| InvalidScope)
            }
        }
    }
}

impl TryFrom<String> for Scope {
    type Error = InvalidScope;

    fn try_from(text: String) -> Result<Self, InvalidScope> {
        text.parse()
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> Self {
        scope.to_string()
    }
}

impl fmt::Display for InvalidScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a paper is `whole`, `covered`, `missed`, or `section:` and the id of a domain")
    }
}

impl fmt::Display for InvalidMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mode is `exam` or `review`")
    }
}

impl std::error::Error for InvalidScope {}
impl std::error::Error for InvalidMode {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_form_of_a_scope_reads_back() {
        for text in ["whole", "covered", "missed", "section:security"] {
            assert_eq!(text.parse::<Scope>().map(|scope| scope.to_string()).as_deref(), Ok(text));
        }
        for bad in ["", "half", "section:", "section:Not A Slug"] {
            assert_eq!(bad.parse::<Scope>(), Err(InvalidScope), "{bad}");
        }
    }
}
