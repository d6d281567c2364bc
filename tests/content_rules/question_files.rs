//! The shape of a file of questions.

use quizmint::content::Files;

use crate::support::{NOTE, QUESTION, content, findings, question};

#[test]
fn a_heading_names_id_difficulty_and_kind() {
    assert_eq!(question("(easy, single)", "easy"), ["questions/a.md:1:1 question-heading"]);
    assert_eq!(question("easy", "esay"), ["questions/a.md:1:11 difficulty"]);
    assert_eq!(question("single", "singel"), ["questions/a.md:1:17 kind"]);
    assert_eq!(question("which", "Which_One"), ["questions/a.md:1:4 slug"]);
}

#[test]
fn ids_and_stems_are_unique_over_all_files() {
    let files = [("concepts/a.md", NOTE), ("concepts/b.md", NOTE), ("questions/a.md", QUESTION)];
    let other = QUESTION.replace("../concepts/a.md", "../concepts/b.md");
    let files = Files::from_texts(files.into_iter().chain([("questions/b.md", other.as_str())]));
    assert_eq!(findings(&files), ["questions/b.md:1:1 duplicate-id", "questions/b.md:1:1 duplicate-stem"]);
}

#[test]
fn questions_belong_to_a_concept() {
    let files = Files::from_texts([("concepts/a.md", NOTE), ("questions/b.md", QUESTION)]);
    assert_eq!(findings(&files)[0], "questions/b.md:1:1 no-concept");
}

#[test]
fn a_file_of_questions_has_one() {
    assert_eq!(content(NOTE, "# Nothing yet\n"), ["questions/a.md:1:1 question-shape"]);
}

#[test]
fn stem_options_explanation_and_closing_list_stand_in_this_order() {
    assert_eq!(question("- Task: 2.1\n", "- Task: 2.1\n\nMore.\n"), ["questions/a.md:15:1 question-shape"]);
    let split = "- [ ] (a) The first\n  > Too early for it.\n\nAnd\n\n- [x] (b) The other";
    let found = question("- [ ] (a) The first\n  > Too early for it.\n- [x] (b) The other", split);
    assert!(found.contains(&"questions/a.md:9:1 question-shape".to_owned()), "{found:?}");
}

#[test]
fn a_reason_that_is_not_indented_is_one_finding() {
    assert_eq!(content(NOTE, &QUESTION.replace("  >", ">")), ["questions/a.md:5:1 question-shape"]);
    assert_eq!(question("  > Too", " > Too"), ["questions/a.md:5:2 question-shape"]);
    assert_eq!(question("  > In", "> In"), ["questions/a.md:7:1 question-shape"]);
    let apart = QUESTION.replace("  > Too early for it.\n", "\n> Too early for it.\n\n");
    assert_eq!(content(NOTE, &apart), ["questions/a.md:6:1 question-shape"]);
    let quoted = QUESTION.replace("Because it is.", "> Because it is.");
    assert_eq!(content(NOTE, &quoted), Vec::<String>::new(), "an explanation may be a quote");
}

#[test]
fn a_question_asks_and_explains() {
    assert_eq!(question("Which one is right?\n", ""), ["questions/a.md:1:1 empty-stem"]);
    assert_eq!(question("Because it is.\n\n", ""), ["questions/a.md:1:1 empty-explanation"]);
}

#[test]
fn a_question_has_options_to_choose_from() {
    assert_eq!(question("- [ ] (a) The first\n  > Too early for it.\n", ""), ["questions/a.md:1:1 option-count"]);
    let many: Vec<_> = (1..=27).map(|n| format!("- [ ] (n{n}) Number {n}\n  > Too early for it.\n")).collect();
    assert_eq!(
        question("- [ ] (a) The first\n  > Too early for it.\n", &many.concat()),
        ["questions/a.md:56:1 option-count"]
    );
}

#[test]
fn the_key_fits_the_kind() {
    assert_eq!(question("[x]", "[ ]"), ["questions/a.md:1:1 right-options"]);
    assert_eq!(question("[ ]", "[x]"), ["questions/a.md:1:1 right-options"]);
    assert_eq!(question("single", "multiple"), ["questions/a.md:1:1 right-options"]);
    let all = QUESTION.replace("single", "multiple").replace("[ ]", "[x]");
    assert_eq!(content(NOTE, &all), ["questions/a.md:1:1 right-options"]);
}

#[test]
fn an_option_is_one_marked_paragraph_without_links() {
    assert_eq!(
        question("- [ ] (a) The first", "- The first"),
        ["questions/a.md:1:1 option-count", "questions/a.md:4:1 option-shape"]
    );
    assert_eq!(question("The first", "The\n\n  first"), ["questions/a.md:6:3 option-shape"]);
    assert_eq!(question("The first", "[The first](https://example.com)"), ["questions/a.md:4:11 option-shape"]);
    assert_eq!(question("The first", ""), ["questions/a.md:4:1 option-shape"]);
}

#[test]
fn options_have_ids_of_their_own() {
    assert_eq!(question("(b)", "(a)"), ["questions/a.md:6:1 duplicate-id"]);
    assert_eq!(question("(b) ", ""), ["questions/a.md:6:1 option-id"]);
}

#[test]
fn every_option_has_its_reason() {
    assert_eq!(question("  > Too early for it.\n", ""), ["questions/a.md:4:1 missing-reason"]);
    assert_eq!(question("  > In time for it.\n", "  >\n"), ["questions/a.md:6:1 missing-reason"]);
}

#[test]
fn a_question_names_a_section_of_its_concept_to_read_again() {
    let line = "- Read again: [Holds](../concepts/a.md#holds)\n";
    assert_eq!(question(line, ""), ["questions/a.md:1:1 missing-reread"]);
    assert_eq!(question("a.md#holds", "a.md"), ["questions/a.md:11:1 missing-reread"]);
    assert_eq!(question("a.md#holds", "a.md#hold"), ["questions/a.md:11:15 dead-link"]);
    assert_eq!(question("a.md#holds", "a.md#q-which"), ["questions/a.md:11:1 missing-reread"]);
}

#[test]
fn a_question_has_a_reference_with_its_date() {
    let line = "- Reference: [A page](https://example.com/page), checked 2026-11-22\n";
    assert_eq!(question(line, ""), ["questions/a.md:1:1 missing-reference"]);
    assert_eq!(question(", checked 2026-11-22", ""), ["questions/a.md:12:1 missing-date"]);
    assert_eq!(question("2026-11-22", "yesterday"), ["questions/a.md:12:58 date"]);
    assert_eq!(question("https://example.com/page", "page.html"), ["questions/a.md:12:1 missing-reference"]);
}

#[test]
fn the_closing_list_has_known_keys_and_values() {
    assert_eq!(question("- Task: 2.1", "- Task: 2.1, 7"), ["questions/a.md:13:14 task"]);
    assert_eq!(question("- Task:", "- Tsk: 2\n- Task:"), ["questions/a.md:13:1 unknown-key"]);
    assert_eq!(
        question("- Task:", "- See it: [Tokens](/sandbox/token)\n- Task:"),
        ["questions/a.md:13:11 unknown-scene"]
    );
    let two = "- See it: [Tokens](/sandbox/tokens)\n- See it: [Judge](/sandbox/judge)\n- Task:";
    assert_eq!(question("- Task:", two), ["questions/a.md:14:1 unknown-scene"]);
    assert_eq!(
        question("- Task:", "- See it: [Judge](/sandbox/judge?token=eyJh.e30.)\n- Task:"),
        ["questions/a.md:13:11 link"]
    );
    assert_eq!(
        question("- Task:", "- See it: [Judge](/sandbox/judge?token=id&gate=alb)\n- Task:"),
        Vec::<String>::new()
    );
}
