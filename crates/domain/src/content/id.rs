//! The names by which content is addressed: lower-case words joined by hyphens.

use std::{borrow::Borrow, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A name that is safe in a path, a fragment and a file name: `[a-z0-9]` words joined by single hyphens,
/// 1 to 80 characters. Concepts, questions, sections and options are all named this way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is not a [`Slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidSlug;

impl Slug {
    pub const MAX_LEN: usize = 80;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Maps by slug are asked with any text.
impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Self, InvalidSlug> {
        let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let valid = text.len() <= Self::MAX_LEN && text.split('-').all(word);
        valid.then(|| Self(text.to_owned())).ok_or(InvalidSlug)
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;

    fn try_from(text: String) -> Result<Self, InvalidSlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a name is made of lower-case letters and digits, joined by single hyphens, at most {} characters",
            Slug::MAX_LEN
        )
    }
}

impl std::error::Error for InvalidSlug {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_words_joined_by_single_hyphens() {
        for good in ["a", "amazon-cognito", "oauth-2", "q1"] {
            assert!(good.parse::<Slug>().is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a b", "a/b", "ä", &"a".repeat(81)] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
    }
}
