//! What is asked, within limits.

use std::{collections::BTreeSet, str::FromStr};

use super::words;

/// Words to look for; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(super) words: Vec<String>,
    /// The last word may be half typed.
    pub(super) unfinished: bool,
    /// The whole query, to be compared with whole titles.
    pub(super) whole: String,
}

/// Why there is nothing to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Empty,
    /// Neither a letter nor a digit.
    NoWord,
    TooLong,
}

impl Query {
    /// A long sentence fits; what does not is pasted by mistake.
    pub const LONGEST: usize = 200;
    /// Each word costs time, and the first ones say what is meant.
    const MOST_WORDS: usize = 10;
}

impl FromStr for Query {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        if text.chars().count() > Self::LONGEST {
            return Err(Refused::TooLong);
        }
        if text.trim().is_empty() {
            return Err(Refused::Empty);
        }
        let whole = words::asked(text);
        let telling = words::telling(&whole);
        let mut seen = BTreeSet::new();
        let words: Vec<String> =
            telling.iter().filter(|word| seen.insert(*word)).take(Self::MOST_WORDS).cloned().collect();
        let last = whole.last().ok_or(Refused::NoWord)?;
        let unfinished = words.last() == Some(last) && text.ends_with(char::is_alphanumeric);
        Ok(Self { unfinished, words, whole: whole.join(" ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_looked_for_says_why() {
        for (text, refused) in [
            ("", Refused::Empty),
            (" \t\u{a0}", Refused::Empty),
            ("?!<>\0", Refused::NoWord),
            (&"x".repeat(201), Refused::TooLong),
        ] {
            assert_eq!(text.parse::<Query>(), Err(refused), "{text:?}");
        }
    }

    #[test]
    fn the_last_word_is_unfinished_until_something_follows_it() {
        for (text, unfinished) in
            [("refresh tok", true), ("refresh tok ", false), ("token, ", false), ("tok the", false)]
        {
            assert_eq!(text.parse::<Query>().unwrap().unfinished, unfinished, "{text}");
        }
    }

    #[test]
    fn ten_words_are_looked_for_and_none_twice() {
        let many = (0..30).map(|n| format!("w{}", n % 15)).collect::<Vec<_>>().join(" ");
        assert_eq!(many.parse::<Query>().unwrap().words.len(), 10);
        assert_eq!("token token".parse::<Query>().unwrap().words, ["token"]);
    }
}
