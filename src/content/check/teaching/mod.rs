//! Whether questions measure knowledge: a sound key, no option that gives itself away, words that mislead nobody.

mod habits;
mod key;
mod negatives;
mod options;
mod reasons;
mod similar;
mod words;

use super::Draft;

/// Whether the key of every question fits its kind: without that it cannot be graded.
pub(super) fn keys(draft: &mut Draft<'_>) {
    for file in &draft.questions {
        let flaws = draft.flaws.entry(file.path).or_default();
        file.questions.iter().for_each(|question| key::check(question, flaws));
    }
}

pub(super) fn check(draft: &mut Draft<'_>) {
    for file in &draft.questions {
        let flaws = draft.flaws.entry(file.path).or_default();
        for question in &file.questions {
            key::how_many(question, flaws);
            negatives::check(question, flaws);
            options::check(question, flaws);
            reasons::check(question, flaws);
        }
        habits::of_file(file, flaws);
    }
    habits::overall(draft);
    similar::check(draft);
}
