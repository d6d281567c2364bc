//! A reason must say more than its option: who chose it already knows what it says.

use std::collections::HashSet;

use super::words::{reasoning_words, telling_words, words};
use crate::content::{Rule, question::QuestionDraft, report::Flaws};

pub(super) fn check(question: &QuestionDraft, flaws: &mut Flaws) {
    for option in &question.options {
        let said: HashSet<String> = telling_words(&option.prose).collect();
        let new = reasoning_words(&option.why).filter(|word| !said.contains(word)).count();
        // A reason without any word is told where it is read.
        if new == 0 && words(&option.why).next().is_some() {
            let message = "the reason says no more than its option";
            let hint = "say why: what decides it, or what would have to be different";
            flaws.add(Rule::EmptyReason, option.span.clone(), message).hint(hint);
        }
    }
}
