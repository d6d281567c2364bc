//! Every rule that content is held to, with the place at which a breach is reported.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

use std::collections::BTreeSet;

use domain::scene::Scene;
use quizmint::content::{Files, Library, Rule, Severity, check};

const TODAY: &str = "2026-11-23";

const NOTE: &str = r#"+++
title = "A"
difficulty = "easy"
summary = "One."
tasks = ["2.1"]
[[sources]]
title = "A page"
url = "https://example.com/page"
checked = 2026-11-22
+++

Some text.

## Holds

More text.
"#;

const QUESTION: &str = "\
## which (easy, single)
Which one is right?

- [ ] (a) The first
  > No.
- [x] (b) The other
  > Yes.

Because it is.

- Read again: [Holds](../concepts/a.md#holds)
- Reference: [A page](https://example.com/page), checked 2026-11-22
- Task: 2.1
";

/// `file:line:column rule` of every finding.
fn findings(files: &Files) -> Vec<String> {
    let report = check(files, TODAY);
    let shown = report.findings.iter();
    shown.map(|f| format!("{}:{}:{} {}", f.file, f.line, f.column, f.rule.name())).collect()
}

fn content(note: &str, questions: &str) -> Vec<String> {
    findings(&Files::from_texts([("concepts/a.md", note), ("questions/a.md", questions)]))
}

/// The good note with one thing changed.
fn note(good: &str, bad: &str) -> Vec<String> {
    assert!(NOTE.contains(good), "{good}");
    content(&NOTE.replacen(good, bad, 1), QUESTION)
}

/// The good question with one thing changed.
fn question(good: &str, bad: &str) -> Vec<String> {
    assert!(QUESTION.contains(good), "{good}");
    content(NOTE, &QUESTION.replacen(good, bad, 1))
}

/// As many good questions as there are pairs of options; `!` marks the right one.
fn questions(pairs: &[[&str; 2]]) -> Vec<String> {
    let option = |id: char, text: &str| {
        let mark = if text.ends_with('!') { 'x' } else { ' ' };
        format!("- [{mark}] ({id}) {}", text.trim_end_matches('!'))
    };
    let texts = pairs.iter().enumerate().map(|(number, [first, second])| {
        QUESTION
            .replace("which", &format!("which-{number}"))
            .replace("Which", &format!("{number}, which"))
            .replace("- [ ] (a) The first", &option('a', first))
            .replace("- [x] (b) The other", &option('b', second))
    });
    content(NOTE, &texts.collect::<String>())
}

#[test]
fn good_content_has_no_findings() {
    assert_eq!(content(NOTE, QUESTION), Vec::<String>::new());
}

mod front_matter {
    use super::*;

    #[test]
    fn a_note_begins_with_front_matter() {
        assert_eq!(note("+++\ntitle", "title")[0], "concepts/a.md:1:1 front-matter");
        assert_eq!(note("2026-11-22\n+++", "2026-11-22")[0], "concepts/a.md:1:1 front-matter");
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
    fn a_note_without_tasks_or_sources_is_only_warned_about() {
        let bare = NOTE.split_once("tasks").unwrap().0.to_owned() + "+++\n\n## Holds\n\nText.\n";
        let files = Files::from_texts([("concepts/a.md", bare.as_str())]);
        assert_eq!(findings(&files), ["concepts/a.md:2:1 missing-task", "concepts/a.md:2:1 missing-source"]);
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
}

mod notes {
    use super::*;

    #[test]
    fn raw_html_is_refused() {
        assert_eq!(
            note("Some text.", "Some <b>text</b>."),
            ["concepts/a.md:12:6 raw-html", "concepts/a.md:12:13 raw-html"]
        );
        assert_eq!(note("Some text.", "<div>\ntext\n</div>"), ["concepts/a.md:12:1 raw-html"]);
        assert_eq!(note("## Holds", "## Holds {onclick=alert()}"), ["concepts/a.md:14:1 raw-html"]);
        assert_eq!(question("The first", "The <i>first</i>")[0], "questions/a.md:4:15 raw-html");
    }

    #[test]
    fn images_are_refused() {
        assert_eq!(note("Some text.", "Some ![text](a.png)."), ["concepts/a.md:12:6 image"]);
    }

    #[test]
    fn headings_have_ids_of_their_own() {
        assert_eq!(note("More text.", "## Other {#holds}"), ["concepts/a.md:16:1 duplicate-id"]);
        assert_eq!(note("More text.", "## Other {#q-1}"), ["concepts/a.md:16:1 slug"]);
        assert_eq!(note("More text.", "## 日本語"), ["concepts/a.md:16:1 slug"]);
    }

    #[test]
    fn headings_go_down_one_level_at_a_time() {
        assert_eq!(note("Some text.", "# Some title"), ["concepts/a.md:12:1 heading-level"]);
        assert_eq!(note("More text.", "#### Deep"), ["concepts/a.md:16:1 heading-level"]);
        assert_eq!(question("Because", "### Because\nit"), ["questions/a.md:9:1 heading-level"]);
    }

    #[test]
    fn a_note_says_something() {
        let empty = NOTE.split_once("Some").unwrap().0;
        assert_eq!(findings(&Files::from_texts([("concepts/a.md", empty)])), ["concepts/a.md:12:1 empty-note"]);
    }

    #[test]
    fn front_matter_stands_at_the_head_only() {
        assert_eq!(note("More text.", "+++\na = 1\n+++"), ["concepts/a.md:16:1 front-matter"]);
    }

    #[test]
    fn a_diagram_is_understood() {
        let diagram = |lines: &str| note("More text.", &format!("```sequence\n{lines}\n```"));
        assert_eq!(diagram("title: T\nalt: A\nactors: A | B\nA -> B: hi"), Vec::<String>::new());
        assert_eq!(diagram("title: T\nactors: A | B\nA -> B: hi"), ["concepts/a.md:16:1 diagram"]);
        assert_eq!(
            diagram("title: T\nalt: A\nactors: A | B\nA -> C: hi\n  A = B"),
            ["concepts/a.md:20:1 diagram", "concepts/a.md:21:3 diagram"]
        );
        assert_eq!(diagram("title: T\nalt: A\nactors: A | A\n"), ["concepts/a.md:19:1 diagram"]);
        assert_eq!(
            diagram("title:\nalt: A\nactors: A|B|C|D|E|F|G"),
            ["concepts/a.md:17:1 diagram", "concepts/a.md:19:1 diagram"]
        );
    }

    #[test]
    fn only_safe_addresses_are_linked() {
        for address in
            ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/concepts/a", "a", "../a.md", "b.txt#x"]
        {
            assert_eq!(
                note("Some text.", &format!("[Some]({address}) text.")),
                ["concepts/a.md:12:1 link"],
                "{address}"
            );
        }
        for address in [
            "https://example.com",
            "mailto:a@example.com",
            "/sandbox/tokens",
            "/sandbox/judge?token=access&gate=identity-pool&scopes=",
            "/sandbox/triggers?email=dana%40example.org&add=a+%3D+b",
            "#holds",
            "a.md#holds",
            "../concepts/a.md",
        ] {
            assert_eq!(note("Some text.", &format!("[Some]({address}) text.")), Vec::<String>::new(), "{address}");
        }
    }

    #[test]
    fn a_scene_is_set_up_by_choices_that_belong_in_an_address() {
        let (longest, long) = (format!("scopes={}", "a+b+".repeat(98) + "a"), format!("scopes={}", "a+b+".repeat(99)));
        assert_eq!(longest.len(), 400);
        assert_eq!(note("Some text.", &format!("[Some](/sandbox/judge?{longest}).")), Vec::<String>::new());
        for query in [
            "",
            "token",
            "token=id&",
            "&token=id",
            "token=id#play",
            "token=id;gate=id",
            "scopes=orders/read",
            "scopes=%zz",
            "scopes=%ff",
            "scopes='",
            "token=eyJhbGciOiJub25lIn0.e30.",
            "t=%65yJhbGci",
            "eyJhbGci=1",
            &format!("code={}", "aB3-".repeat(10)),
            &long,
        ] {
            let link = format!("[Some](/sandbox/judge?{query}) text.");
            assert_eq!(note("Some text.", &link), ["concepts/a.md:12:1 link"], "{query}");
        }
    }

    #[test]
    fn links_lead_somewhere() {
        for address in ["b.md", "a.md#hold", "#hold", "../questions/a.md#what", "../questions/b.md", "a.md#q-what"] {
            assert_eq!(
                note("Some text.", &format!("[Some]({address}) text.")),
                ["concepts/a.md:12:1 dead-link"],
                "{address}"
            );
        }
        for scene in ["nothing", "nothing?token=id", "token?token=id"] {
            let link = format!("[Some](/sandbox/{scene}).");
            assert_eq!(note("Some text.", &link), ["concepts/a.md:12:1 unknown-scene"], "{scene}");
        }
        for scene in Scene::ALL {
            assert_eq!(note("Some text.", &format!("[Some](/sandbox/{scene}).")), Vec::<String>::new(), "{scene}");
        }
        assert_eq!(note("Some text.", "[Some](../questions/a.md#which)."), Vec::<String>::new());
    }
}

mod question_files {
    use super::*;

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
        let split = "- [ ] (a) The first\n\n> No.\n\n- [x] (b) The other";
        let found = question("- [ ] (a) The first\n  > No.\n- [x] (b) The other", split);
        assert!(found.contains(&"questions/a.md:8:1 question-shape".to_owned()), "{found:?}");
    }

    #[test]
    fn a_question_asks_and_explains() {
        assert_eq!(question("Which one is right?\n", ""), ["questions/a.md:1:1 empty-stem"]);
        assert_eq!(question("Because it is.\n\n", ""), ["questions/a.md:1:1 empty-explanation"]);
    }

    #[test]
    fn a_question_has_options_to_choose_from() {
        assert_eq!(question("- [ ] (a) The first\n  > No.\n", ""), ["questions/a.md:1:1 option-count"]);
        let many: Vec<_> = (1..=27).map(|n| format!("- [ ] (n{n}) Number {n}\n  > No.\n")).collect();
        assert_eq!(question("- [ ] (a) The first\n  > No.\n", &many.concat()), ["questions/a.md:56:1 option-count"]);
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
        assert_eq!(question("  > No.\n", ""), ["questions/a.md:4:1 missing-reason"]);
        assert_eq!(question("  > Yes.\n", "  >\n"), ["questions/a.md:6:1 missing-reason"]);
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
        assert_eq!(question("- Task: 2.1\n", ""), ["questions/a.md:1:1 missing-task"]);
        assert_eq!(question("- Task:", "- Tsk: 2\n- Task:"), ["questions/a.md:13:1 unknown-key"]);
        assert_eq!(
            question("- Task:", "- See it: [Tokens](/sandbox/token)\n- Task:"),
            ["questions/a.md:13:11 unknown-scene"]
        );
        assert_eq!(
            question("- Task:", "- See it: [Judge](/sandbox/judge?token=eyJh.e30.)\n- Task:"),
            ["questions/a.md:13:11 link"]
        );
        assert_eq!(
            question("- Task:", "- See it: [Judge](/sandbox/judge?token=id&gate=alb)\n- Task:"),
            Vec::<String>::new()
        );
    }
}

mod teaching {
    use super::*;

    #[test]
    fn options_do_not_speak_of_each_other() {
        for option in
            ["All of the above", "None of the above.", "Both (a) and (b)", "A and B", "both a and c, of course"]
        {
            assert_eq!(question("The first", option), ["questions/a.md:4:1 all-of-the-above"], "{option}");
        }
        assert_eq!(question("The first", "All of the tokens above the limit"), Vec::<String>::new());
    }

    #[test]
    fn the_right_option_is_not_the_longest_in_most_questions() {
        assert_eq!(questions(&[["abc", "defgh!"], ["abc", "defgh!"]]), Vec::<String>::new());
        assert_eq!(
            questions(&[["abc", "defgh!"], ["abc", "defgh!"], ["abcdef", "defgh!"]]),
            ["questions/a.md:1:1 longest-right"]
        );
        let three_of_five =
            [["abc", "defgh!"], ["abcde!", "def"], ["abc", "defgh!"], ["abc!", "defgh"], ["abc!", "defgh"]];
        assert_eq!(questions(&three_of_five), Vec::<String>::new());
    }

    #[test]
    fn the_right_option_is_not_mostly_in_one_place() {
        assert_eq!(questions(&[["abc", "def!"]; 3]), Vec::<String>::new());
        assert_eq!(questions(&[["abc", "def!"]; 4]), ["questions/a.md:1:1 position-bias"]);
        assert_eq!(
            questions(&[["abc", "def!"], ["abc!", "def"], ["abc", "def!"], ["abc!", "def"]]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn weak_teaching_fails_the_check_and_can_still_be_served() {
        let weak = QUESTION.replace("The first", "All of the above");
        let files = Files::from_texts([("concepts/a.md", NOTE), ("questions/a.md", weak.as_str())]);
        assert!(!check(&files, TODAY).is_clean());
        assert!(Library::parse(&files).is_ok());
    }
}

mod files {
    use std::{fs, path::Path};

    use super::*;

    fn folder(write: impl FnOnce(&Path)) -> (tempfile::TempDir, Vec<String>) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("concepts")).unwrap();
        fs::write(dir.path().join("concepts/a.md"), NOTE).unwrap();
        write(dir.path());
        let prefix = format!("{}/", dir.path().display());
        let found = findings(&Files::read(dir.path()).unwrap());
        (dir, found.into_iter().map(|finding| finding.replace(&prefix, "")).collect())
    }

    #[test]
    fn there_is_something_to_read() {
        let files = Files::from_texts([("README.md", "Hello.")]);
        assert_eq!(findings(&files), ["concepts:1:1 no-content"]);
    }

    #[test]
    fn files_are_where_they_belong() {
        let files = [("concepts/a.md", NOTE), ("concepts/A b.md", NOTE), ("questions/x/a.md", QUESTION)];
        assert_eq!(
            findings(&Files::from_texts(files)),
            ["concepts/A b.md:1:1 file-place", "questions/x/a.md:1:1 file-place"]
        );
    }

    #[test]
    fn a_file_is_utf8() {
        let (_dir, found) =
            folder(|dir| fs::write(dir.join("concepts/b.md"), [NOTE.as_bytes(), b"\xff"].concat()).unwrap());
        assert_eq!(found, ["concepts/b.md:17:1 encoding"]);
    }

    #[test]
    fn a_file_is_not_larger_than_a_megabyte() {
        let (_dir, found) = folder(|dir| fs::write(dir.join("concepts/b.md"), vec![b'a'; 1024 * 1024 + 1]).unwrap());
        assert_eq!(found, ["concepts/b.md:1:1 file-size"]);
    }

    #[test]
    fn folders_are_not_nested_without_end() {
        let (_dir, found) = folder(|dir| fs::create_dir_all(dir.join("1/2/3/4/5/6/7/8/9/10")).unwrap());
        assert_eq!(found, ["1/2/3/4/5/6/7/8/9:1:1 file-count"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out_of_the_folder() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::NamedTempFile::new().unwrap();
        let (_dir, found) = folder(|dir| {
            symlink(outside.path(), dir.join("concepts/b.md")).unwrap();
            symlink(dir.join("concepts"), dir.join("again")).unwrap();
            symlink("/nowhere-at-all", dir.join("concepts/c.md")).unwrap();
        });
        assert_eq!(found, ["again:1:1 symlink", "concepts/b.md:1:1 symlink", "concepts/c.md:1:1 unreadable"]);
    }

    #[test]
    fn hidden_files_and_other_kinds_are_left_alone() {
        let (_dir, found) = folder(|dir| {
            fs::create_dir(dir.join(".git")).unwrap();
            fs::write(dir.join(".git/x.md"), b"\xff").unwrap();
            fs::write(dir.join("concepts/.a.md.swp"), b"\xff").unwrap();
            fs::write(dir.join("concepts/notes.txt"), b"\xff").unwrap();
        });
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn findings_come_sorted_and_all_at_once() {
    let note = NOTE.replace("\"easy\"", "\"eazy\"").replace("Some text", "Some <b>text");
    let questions = QUESTION.replace("  > No.\n", "").replace("a.md#holds", "a.md#hold");
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
