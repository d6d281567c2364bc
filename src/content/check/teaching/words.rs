//! Words as the rules compare them: in lower case, without the marks around them.

/// Words that carry no meaning of their own, so that two texts which differ in nothing else say the same.
const FILLERS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "is", "are", "be", "was", "were", "so", "then",
    "also", "just", "here", "because",
];
/// What a reason begins with before it says anything.
const VERDICTS: &[&str] =
    &["right", "wrong", "correct", "incorrect", "true", "false", "yes", "no", "not", "exactly", "indeed"];

/// The words of a text. What stands between backticks is one word with its backticks, and what was emphasised keeps a
/// star, so neither is taken for a plain word.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let mark = |c: char| !c.is_alphanumeric() && !matches!(c, '*' | '`');
    text.split_whitespace().map(move |word| word.trim_matches(mark).to_lowercase()).filter(|word| !word.is_empty())
}

pub(super) fn telling_words(text: &str) -> impl Iterator<Item = String> {
    words(text).filter(|word| !FILLERS.contains(&word.as_str()))
}

/// The words of a reason that say more than whether it is right.
pub(super) fn reasoning_words(text: &str) -> impl Iterator<Item = String> {
    telling_words(text).filter(|word| !VERDICTS.contains(&word.as_str()))
}
