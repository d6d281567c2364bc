//! What a whole note needs, what its folder agreed on, and facts that were checked lately.

use quizmint::content::{Files, Library, check};

use crate::support::{NOTE, QUESTION, TODAY, content, findings, note, question};

fn section(words: usize) -> String {
    format!("{}\n## Next {{#next}}\n\n{}\n", NOTE, "word ".repeat(words))
}

fn styled(note: &str, style: &str) -> Vec<String> {
    findings(&Files::from_texts([("concepts/a.md", note), ("questions/a.md", QUESTION), ("style.toml", style)]))
}

#[test]
fn a_section_worth_asking_about_is_asked_about() {
    assert_eq!(content(&section(60), QUESTION), ["concepts/a.md:18:1 unasked-section"]);
    assert_eq!(content(&section(50), QUESTION), Vec::<String>::new());
    let asked = QUESTION.replace("a.md#holds", "a.md#next");
    assert_eq!(content(&section(60), &asked), Vec::<String>::new());
    let exam = section(60).replace("{#next}", "{#on-the-exam}");
    assert_eq!(content(&exam, QUESTION), Vec::<String>::new());
}

#[test]
fn a_part_counts_for_its_section() {
    let part = format!("{}\n### Part {{#part}}\n\n{}\n", section(30), "word ".repeat(40));
    assert_eq!(content(&part, QUESTION), ["concepts/a.md:18:1 unasked-section"]);
    assert_eq!(content(&part, &QUESTION.replace("a.md#holds", "a.md#part")), Vec::<String>::new());
}

#[test]
fn a_note_without_questions_is_one_to_read() {
    let note = section(60);
    assert_eq!(findings(&Files::from_texts([("concepts/a.md", note.as_str())])), Vec::<String>::new());
}

#[test]
fn a_note_is_as_long_as_its_folder_agreed() {
    assert_eq!(styled(NOTE, "words = [2, 20]"), Vec::<String>::new());
    assert_eq!(styled(NOTE, "words = [20, 30]"), ["concepts/a.md:1:1 note-length"]);
    assert_eq!(styled(&section(20), "words = [2, 20]"), ["concepts/a.md:1:1 note-length"]);
}

#[test]
fn a_note_has_something_to_see_where_its_folder_agreed() {
    let style = "scene_or_example = true";
    assert_eq!(styled(NOTE, style), ["concepts/a.md:1:1 nothing-to-see"]);
    assert_eq!(
        styled(&NOTE.replace("## Holds", "## Holds {#example}"), style)[..1],
        ["questions/a.md:11:15 dead-link"]
    );
    assert_eq!(styled(&NOTE.replace("[[sources]]", "scenes = [\"judge\"]\n[[sources]]"), style), Vec::<String>::new());
}

#[test]
fn names_are_spelt_as_their_owners_spell_them() {
    const STYLE: &str =
        "[[names]]\nright = \"DynamoDB\"\nwrong = [\"Dynamo DB\"]\n[[names]]\nright = \"API Gateway\"\n";
    let spelt = |text: &str| styled(&NOTE.replace("Some text.", text), STYLE);
    for bad in ["Dynamo DB", "dynamo db", "Dynamodb", "dynamoDB", "Api Gateway"] {
        assert_eq!(spelt(&format!("Some {bad}, and text.")), ["concepts/a.md:12:6 spelling"], "{bad}");
    }
    for good in [
        "DynamoDB: a table of API Gateway.",
        "Some `dynamodb` and text.",
        "The action dynamodb:GetItem and dynamodb.amazonaws.com.",
        "[Text](https://example.com/dynamodb) and <https://dynamodb.example.com>.",
        "```json\n\"dynamodb\"\n```",
    ] {
        assert_eq!(spelt(good), Vec::<String>::new(), "{good}");
    }
    assert_eq!(styled(&NOTE.replace("\"One.\"", "\"Of Dynamo DB.\""), STYLE), ["concepts/a.md:4:15 spelling"]);
    let files = [
        ("concepts/a.md", NOTE),
        ("questions/a.md", &QUESTION.replace("The first", "A Dynamodb")),
        ("style.toml", STYLE),
    ];
    assert_eq!(findings(&Files::from_texts(files)), ["questions/a.md:4:13 spelling"]);
}

#[test]
fn what_a_folder_agreed_on_is_written_with_known_keys() {
    assert_eq!(styled(NOTE, "word = [2, 20]"), ["style.toml:1:1 unknown-key"]);
    assert_eq!(styled(NOTE, "words = [20, 2]"), ["style.toml:1:9 toml"]);
    assert_eq!(styled(NOTE, "scene_or_example = 1"), ["style.toml:1:20 toml"]);
    assert_eq!(styled(NOTE, "[[names]]\nwrong = [\"x\"]"), ["style.toml:1:1 missing-key"]);
    let files = Files::from_texts([("concepts/a.md", NOTE), ("style.toml", "word = 1")]);
    assert!(Library::parse(&files).is_ok(), "it says nothing about what is served");
}

#[test]
fn tasks_are_those_of_a_track() {
    const TRACK: &str = "title = \"T\"\nsummary = \"One.\"\nscored = 1\nminutes = 1\nscale = [1, 2]\npass = 2\n\
        [[sources]]\ntitle = \"A\"\nurl = \"https://example.com\"\nchecked = 2026-11-22\n\
        [[domains]]\nid = \"d\"\ntitle = \"D\"\nweight = 100\n\
        [[domains.tasks]]\nid = \"2.1\"\ntitle = \"T\"\nskills = [{ id = \"2.1.1\", title = \"S\" }]\n";
    let tracked = |note: &str, questions: &str| {
        findings(&Files::from_texts([("concepts/a.md", note), ("questions/a.md", questions), ("tracks/t.toml", TRACK)]))
    };
    assert_eq!(tracked(NOTE, QUESTION), Vec::<String>::new());
    assert_eq!(tracked(&NOTE.replace("2.1", "2.1.1"), QUESTION), Vec::<String>::new());
    assert_eq!(tracked(&NOTE.replace("2.1", "2.9"), QUESTION), ["concepts/a.md:5:10 unknown-task"]);
    assert_eq!(tracked(NOTE, &QUESTION.replace("Task: 2.1", "Task: 2.9")), ["questions/a.md:13:9 unknown-task"]);
    assert_eq!(tracked(&NOTE.replace("tasks = [\"2.1\"]\n", ""), QUESTION), ["concepts/a.md:1:1 missing-task"]);
    assert_eq!(tracked(NOTE, &QUESTION.replace("- Task: 2.1\n", "")), ["questions/a.md:1:1 missing-task"]);
    // A subject without an exam has no tasks.
    assert_eq!(question("- Task: 2.1\n", ""), Vec::<String>::new());
    assert_eq!(note("tasks = [\"2.1\"]\n", ""), Vec::<String>::new());
}

#[test]
fn what_was_checked_more_than_a_year_ago_is_a_warning() {
    assert_eq!(note("2026-11-22", "2025-11-22"), ["concepts/a.md:9:11 old-reference"]);
    assert_eq!(note("2026-11-22", "2025-11-23"), Vec::<String>::new());
    let old = QUESTION.replace("2026-11-22", "2020-01-01");
    assert_eq!(content(NOTE, &old), ["questions/a.md:12:58 old-reference"]);
    let files = Files::from_texts([("concepts/a.md", NOTE), ("questions/a.md", old.as_str())]);
    assert!(check(&files, TODAY).is_clean(), "it never fails the check");
}

#[test]
fn what_was_started_is_written() {
    assert_eq!(note("Some text.", "…"), ["concepts/a.md:12:1 unwritten"]);
    assert_eq!(note("\"One.\"", "\"…\""), ["concepts/a.md:4:11 unwritten"]);
    assert_eq!(question("The first", "…"), ["questions/a.md:4:1 unwritten"]);
    assert_eq!(question("Too early for it.", "…"), ["questions/a.md:4:1 unwritten"]);
    assert_eq!(question("Which one is right?", "…"), ["questions/a.md:1:1 unwritten"]);
    assert_eq!(question("Because it is.", "…"), ["questions/a.md:1:1 unwritten"]);
    assert_eq!(note("Some text.", "```json\n…\n```"), Vec::<String>::new());
}
