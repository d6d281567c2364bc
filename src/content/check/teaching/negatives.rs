//! A stem that asks for what is not so must show it: who overlooks a small `not` fails for reading, not for knowing.

use super::words::words;
use crate::content::{Rule, question::QuestionDraft, report::Flaws};

const NEGATIVES: &[&str] = &[
    "not",
    "never",
    "cannot",
    "can't",
    "isn't",
    "aren't",
    "doesn't",
    "don't",
    "won't",
    "wouldn't",
    "shouldn't",
    "can’t",
    "isn’t",
    "aren’t",
    "doesn’t",
    "don’t",
    "won’t",
    "wouldn’t",
    "shouldn’t",
];
/// From here on a clause of its own begins, and its negation is an ordinary one: "which users who do not sign in …".
const SUBORDINATES: &[&str] = &[
    "who", "whom", "whose", "that", "so", "if", "when", "where", "while", "because", "since", "although", "though",
    "but", "and", "without", "after", "before", "unless", "until", "to",
];

pub(super) fn check(question: &QuestionDraft, flaws: &mut Flaws) {
    let found = sentences(&question.stem_prose).filter(|sentence| sentence.ends_with('?')).find_map(negative);
    if let Some(word) = found {
        let message = format!("the stem asks for the opposite with a plain `{word}`");
        let hint = format!("emphasise it, **{word}**, or better ask for what is so");
        flaws.add(Rule::PlainNegative, question.span.clone(), message).hint(hint);
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', ':', ';']).map(str::trim)
}

/// The negation of the main clause of a question that asks to choose.
fn negative(sentence: &str) -> Option<String> {
    let clause = sentence.split(',').find(|clause| asks(clause))?;
    let mut words = words(clause).skip_while(|word| !is_asking(word)).skip(1).peekable();
    while let Some(word) = words.next() {
        if SUBORDINATES.contains(&word.as_str()) {
            return None;
        }
        // "… tells the pool not to send it": what is asked for is so.
        if NEGATIVES.contains(&word.as_str()) && words.peek().is_none_or(|next| next != "to") {
            return Some(word);
        }
    }
    None
}

fn asks(clause: &str) -> bool {
    words(clause).any(|word| is_asking(&word))
}

fn is_asking(word: &str) -> bool {
    matches!(word, "which" | "what")
}
