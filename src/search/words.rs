//! Takes text apart into words, as they are indexed, asked for and marked.

use std::ops::Range;

/// A word in a text. `AssumeRole` is one, and so are its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    /// In lower case.
    pub(super) form: String,
}

/// Longer ones are keys and hashes, which nobody types.
const LONGEST: usize = 60;

/// Words that say nothing about what is searched.
const EMPTY: [&str; 42] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how", "i",
    "if", "in", "into", "is", "it", "its", "my", "of", "on", "or", "should", "that", "the", "their", "there", "this",
    "to", "was", "what", "when", "which", "who", "why", "will", "with",
];

/// All words of a text in their order, and behind a word in camel case its parts.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for range in whole(text) {
        let parts = parts(&text[range.clone()]);
        let whole = word(text, range.clone());
        words.extend(whole);
        if parts.len() > 1 {
            let parts = parts.into_iter().map(|part| range.start + part.start..range.start + part.end);
            words.extend(parts.filter(|part| part.len() > 1).filter_map(|part| word(text, part)));
        }
    }
    words
}

/// The words of a query: whole ones, since who types `AssumeRole` does not look for roles.
pub(super) fn asked(text: &str) -> Vec<String> {
    whole(text).into_iter().filter_map(|range| word(text, range)).map(|word| word.form).collect()
}

/// Without the words that say nothing, unless there are only such.
pub(super) fn telling(words: &[String]) -> Vec<String> {
    let telling: Vec<String> = words.iter().filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words.to_vec() } else { telling }
}

/// A text as it is compared as a whole: its words and nothing between them.
pub(super) fn normalised(text: &str) -> String {
    asked(text).join(" ")
}

fn word(text: &str, range: Range<usize>) -> Option<Word> {
    (range.len() <= LONGEST).then(|| Word { form: text[range.clone()].to_lowercase(), range })
}

fn whole(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                ranges.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    ranges
}

/// `AssumeRole` is split before `Role`, `HTTPApi` before `Api`, and `JWTs` nowhere.
fn parts(word: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut parts = Vec::new();
    let mut start = 0;
    for (place, (at, c)) in chars.iter().enumerate().skip(1) {
        let lower = |place: usize| chars.get(place).is_some_and(|(_, c)| c.is_lowercase());
        let begins = c.is_uppercase() && (lower(place - 1) || lower(place + 1) && lower(place + 2));
        if begins {
            parts.push(start..*at);
            start = *at;
        }
    }
    parts.push(start..word.len());
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.form).collect()
    }

    #[test]
    fn a_name_in_camel_case_is_found_by_its_parts_too() {
        for (text, expected) in [
            ("sts:AssumeRole", &["sts", "assumerole", "assume", "role"][..]),
            ("HTTPApi", &["httpapi", "http", "api"]),
            ("JWTs and IDs", &["jwts", "and", "ids"]),
            ("OAuth 2.0", &["oauth", "auth", "2", "0"]),
            ("SigV4", &["sigv4", "sig", "v4"]),
            ("aws-jwt-verify", &["aws", "jwt", "verify"]),
            ("Größe", &["größe"]),
        ] {
            assert_eq!(forms(text), expected, "{text}");
        }
    }

    #[test]
    fn words_that_say_nothing_are_left_out_unless_there_are_no_others() {
        let telling = |text: &str| telling(&asked(text));
        assert_eq!(telling("what is a token"), ["token"]);
        assert_eq!(telling("which is it"), ["which", "is", "it"]);
    }

    proptest! {
        #[test]
        fn a_word_is_where_it_says(text in "\\PC{0,200}") {
            for Word { range, form } in words(&text) {
                prop_assert_eq!(text[range].to_lowercase(), form);
            }
        }
    }
}
