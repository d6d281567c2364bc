//! The TOML at the head of a note.

use quizmint::content::{Files, Rule, check};

use crate::support::{NOTE, QUESTION, TODAY, content, findings, note, question};

#[test]
fn a_note_begins_with_front_matter() {
    assert_eq!(note("+++\ntitle", "title")[0], "concepts/a.md:1:1 front-matter");
    assert_eq!(note("2026-11-22\n+++", "2026-11-22")[0], "concepts/a.md:1:1 front-matter");
}

#[test]
fn front_matter_that_is_not_between_its_lines_is_told_why() {
    let told = |text: &str| {
        let findings = check(&Files::from_texts([("concepts/a.md", text)]), TODAY).findings;
        let finding = findings.into_iter().next().unwrap();
        assert_eq!((finding.rule, finding.line), (Rule::FrontMatter, 1));
        format!("{}: {}", finding.message, finding.hint.unwrap_or_default())
    };
    let open = NOTE.replacen("2026-11-22\n+++", "2026-11-22\n# A comment", 1);
    assert_eq!(told(&open), "the front matter has no end: write a second line +++ after it");
    let comments = check(&Files::from_texts([("concepts/a.md", &open)]), TODAY).findings;
    assert_eq!(comments.len(), 1, "{comments:?}");
    let yaml = NOTE.replace("+++", "---");
    let expected = "the note does not begin with front matter: front matter is TOML between lines of +++";
    assert_eq!(told(&yaml), expected);
    assert!(told(&NOTE.replacen("+++\n", "+++\n\n", 1)).ends_with(": put the title directly below the first +++"));
    assert!(told("Some text.\n").ends_with("between two lines of +++"));
}

#[test]
fn front_matter_is_toml() {
    assert_eq!(note("\"One.\"", "One."), ["concepts/a.md:4:11 front-matter"]);
}

#[test]
fn every_broken_line_is_reported() {
    let broken = NOTE.replace("\"One.\"", "One.").replace("\"easy\"", "easy");
    assert_eq!(content(&broken, QUESTION), ["concepts/a.md:3:14 front-matter", "concepts/a.md:4:11 front-matter"]);
}

#[test]
fn values_have_the_right_type() {
    assert_eq!(note("\"One.\"", "1"), ["concepts/a.md:4:11 front-matter"]);
    assert_eq!(note("[\"2.1\"]", "[2.1]")[0], "concepts/a.md:5:10 front-matter");
}

#[test]
fn an_unknown_key_is_told_its_neighbour() {
    let files = Files::from_texts([("concepts/a.md", NOTE.replace("tasks =", "task ="))]);
    let findings = check(&files, TODAY).findings;
    let finding = findings.iter().find(|finding| finding.rule == Rule::UnknownKey).unwrap();
    assert_eq!((finding.line, finding.column), (5, 1));
    assert_eq!(finding.hint.as_deref(), Some("did you mean `tasks`?"));
}

#[test]
fn a_missing_key_is_reported() {
    assert_eq!(note("summary = \"One.\"\n", ""), ["concepts/a.md:2:1 missing-key"]);
    assert_eq!(note("url = \"https://example.com/page\"\n", ""), ["concepts/a.md:6:1 missing-key"]);
}

#[test]
fn a_source_says_when_it_was_checked() {
    assert_eq!(note("checked = 2026-11-22\n", ""), ["concepts/a.md:6:1 missing-date"]);
}

#[test]
fn a_note_without_sources_is_only_warned_about() {
    let bare = NOTE.split_once("tasks").unwrap().0.to_owned() + "+++\n\n## Holds\n\nText.\n";
    let files = Files::from_texts([("concepts/a.md", bare.as_str())]);
    assert_eq!(findings(&files), ["concepts/a.md:2:1 missing-source"]);
    assert!(check(&files, TODAY).is_clean());
}

#[test]
fn difficulty_task_date_and_address_are_well_formed() {
    assert_eq!(note("\"easy\"", "\"eazy\""), ["concepts/a.md:3:14 difficulty"]);
    assert_eq!(note("\"2.1\"", "\"2.1\", \"2\", \"a.b\""), ["concepts/a.md:5:17 task", "concepts/a.md:5:22 task"]);
    assert_eq!(note("2026-11-22", "\"2026-13-22\""), ["concepts/a.md:9:11 date"]);
    assert_eq!(note("https://example.com/page", "javascript:alert(1)"), ["concepts/a.md:8:7 link"]);
}

#[test]
fn a_name_is_a_slug() {
    assert_eq!(note("[[sources]]", "related = [\"No way\"]\n[[sources]]"), ["concepts/a.md:6:12 slug"]);
}

#[test]
fn a_date_is_not_in_the_future() {
    assert_eq!(note("2026-11-22", "2026-11-24"), ["concepts/a.md:9:11 future-date"]);
    assert_eq!(question("2026-11-22", "2026-11-24"), ["questions/a.md:12:58 future-date"]);
}

#[test]
fn related_concepts_and_scenes_exist() {
    let bad = "related = [\"b\"]\nscenes = [\"token\"]\n[[sources]]";
    assert_eq!(note("[[sources]]", bad), ["concepts/a.md:6:12 dead-link", "concepts/a.md:7:11 unknown-scene"]);
}
