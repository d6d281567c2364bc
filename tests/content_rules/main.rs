//! Every rule that content is held to, with the place at which a breach is reported.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

mod coverage;
mod files;
mod front_matter;
mod notes;
mod question_files;
mod support;
mod teaching;
mod tracks;
mod wording;

use std::collections::BTreeSet;

use quizmint::content::{Rule, Severity};
use support::{NOTE, QUESTION, content};

#[test]
fn good_content_has_no_findings() {
    assert_eq!(content(NOTE, QUESTION), Vec::<String>::new());
}

#[test]
fn findings_come_sorted_and_all_at_once() {
    let note = NOTE.replace("\"easy\"", "\"eazy\"").replace("Some text", "Some <b>text");
    let questions = QUESTION.replace("  > Too early for it.\n", "").replace("a.md#holds", "a.md#hold");
    assert_eq!(
        content(&note, &questions),
        [
            "concepts/a.md:3:14 difficulty",
            "concepts/a.md:12:6 raw-html",
            "questions/a.md:4:1 missing-reason",
            "questions/a.md:10:15 dead-link",
        ]
    );
}

#[test]
fn names_of_rules_are_unique_and_advice_is_a_warning() {
    let names: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    let warnings = Rule::ALL.iter().filter(|rule| rule.severity() == Severity::Warning);
    assert!(warnings.into_iter().all(|rule| !rule.forbids_serving()));
}
