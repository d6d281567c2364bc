//! Tracks, prerequisites and figures: what leads from concept to concept, and what holds a note to its numbers.

use quizmint::content::{Files, Library};

use crate::support::{NOTE, QUESTION, findings, note};

const TRACK: &str = r#"title = "T"
summary = "One."
concepts = ["b", "a"]
scored = 10
unscored = 2
minutes = 20
scale = [100, 1000]
pass = 720

[[sources]]
title = "A page"
url = "https://example.com/page"
checked = 2026-11-22

[[domains]]
id = "first"
title = "First"
weight = 60
concepts = ["a"]

[[domains]]
id = "second"
title = "Second"
weight = 40

[[domains.tasks]]
id = "2.1"
title = "Task"
skills = [{ id = "2.1.1", title = "Skill" }]
"#;

const FIGURES: &str = r#"[[figure]]
says = "Some text."
service = "cognito-idp"
path = "shapes.Name.max"
value = 86400
means = "seconds: one day"
"#;

fn folder(track: &str) -> Files {
    let files = [("concepts/a.md", NOTE), ("concepts/b.md", NOTE), ("questions/a.md", QUESTION)];
    Files::from_texts(files.into_iter().chain([("tracks/t.toml", track)]))
}

/// The good track with one thing changed.
fn track(good: &str, bad: &str) -> Vec<String> {
    assert!(TRACK.contains(good), "{good}");
    findings(&folder(&TRACK.replacen(good, bad, 1)))
}

fn figures(good: &str, bad: &str) -> Vec<String> {
    assert!(FIGURES.contains(good), "{good}");
    let text = FIGURES.replacen(good, bad, 1);
    findings(&Files::from_texts([("concepts/a.md", NOTE), ("questions/a.md", QUESTION), ("figures/a.toml", &text)]))
}

#[test]
fn a_good_track_has_no_findings_and_is_in_the_library() {
    assert_eq!(track("", ""), Vec::<String>::new());
    let library = Library::parse(&folder(TRACK)).unwrap();
    let track = library.track(&"t".parse().unwrap()).unwrap();
    assert_eq!((track.questions(), track.minutes, track.pass), (12, 20, 720));
    let order: Vec<_> = library.concepts().iter().map(|concept| concept.slug.as_str()).collect();
    assert_eq!(order, ["b", "a"]);
    let domains: Vec<_> = library.questions().iter().map(|question| track.domain_of(question).unwrap()).collect();
    assert_eq!(domains[0].id.as_str(), "first");
}

#[test]
fn concepts_that_no_track_lists_come_after_it_by_title() {
    let titled = |title: &str| NOTE.replace("\"A\"", &format!("{title:?}"));
    let texts = [("a", "Last"), ("b", "In the track"), ("c", "First")];
    let notes = texts.map(|(slug, title)| (format!("concepts/{slug}.md"), titled(title)));
    let track = TRACK.replace("[\"b\", \"a\"]", "[\"b\"]").replace("concepts = [\"a\"]", "concepts = []");
    let library = Library::parse(&Files::from_texts(notes.into_iter().chain([("tracks/t.toml".to_owned(), track)])));
    let order: Vec<_> = library.unwrap().concepts().iter().map(|concept| concept.title.clone()).collect();
    assert_eq!(order, ["In the track", "First", "Last"]);
}

#[test]
fn a_track_is_toml_with_known_keys() {
    assert_eq!(track("\"T\"", "T")[0], "tracks/t.toml:1:9 toml");
    assert_eq!(track("scored", "scord"), ["tracks/t.toml:1:1 missing-key", "tracks/t.toml:4:1 unknown-key"]);
    assert_eq!(track("weight = 60", "wieght = 60\nweight = 60"), ["tracks/t.toml:18:1 unknown-key"]);
    assert_eq!(track("title = \"Skill\"", "name = 1, title = \"Skill\""), ["tracks/t.toml:29:27 unknown-key"]);
}

#[test]
fn numbers_of_a_track_are_within_reason() {
    assert_eq!(track("scored = 10", "scored = 0"), ["tracks/t.toml:4:10 toml"]);
    assert_eq!(track("minutes = 20", "minutes = \"20\""), ["tracks/t.toml:6:11 toml"]);
    assert_eq!(track("[100, 1000]", "[1000, 100]"), ["tracks/t.toml:7:9 toml"]);
    assert_eq!(track("[100, 1000]", "[100]"), ["tracks/t.toml:7:9 toml"]);
    assert_eq!(track("pass = 720", "pass = 1001"), ["tracks/t.toml:8:8 toml"]);
}

#[test]
fn the_weights_of_the_domains_add_up_to_a_hundred() {
    assert_eq!(track("weight = 60", "weight = 61"), ["tracks/t.toml:15:1 weights"]);
}

#[test]
fn tasks_and_skills_are_numbered() {
    assert_eq!(track("id = \"2.1\"", "id = \"two\""), ["tracks/t.toml:27:6 task"]);
    assert_eq!(track("2.1.1", "2.2.1"), ["tracks/t.toml:29:11 task"]);
}

#[test]
fn what_a_track_lists_is_listed_once() {
    assert_eq!(track("[\"b\", \"a\"]", "[\"b\", \"a\", \"b\"]"), ["tracks/t.toml:3:23 duplicate-id"]);
    assert_eq!(track("\"second\"", "\"first\""), ["tracks/t.toml:22:6 duplicate-id"]);
    assert_eq!(track("weight = 40", "weight = 40\nconcepts = [\"a\"]"), ["tracks/t.toml:25:13 duplicate-id"]);
}

#[test]
fn a_track_that_names_a_concept_yet_to_be_written_is_served_without_it() {
    let text = TRACK.replace("[\"b\", \"a\"]", "[\"b\", \"later\", \"a\"]");
    assert_eq!(findings(&folder(&text)), ["tracks/t.toml:3:18 unknown-concept"]);
    let library = Library::parse(&folder(&text)).unwrap();
    let listed: Vec<_> = library.tracks()[0].concepts.iter().map(ToString::to_string).collect();
    assert_eq!(listed, ["b", "a"]);
}

#[test]
fn a_track_puts_prerequisites_first() {
    let needs = NOTE.replace("[[sources]]", "prerequisites = [\"a\"]\n[[sources]]");
    let texts = [("concepts/a.md", NOTE), ("concepts/b.md", &needs), ("questions/a.md", QUESTION)];
    let files = Files::from_texts(texts.into_iter().chain([("tracks/t.toml", TRACK)]));
    assert_eq!(findings(&files), ["tracks/t.toml:3:13 reading-order"]);
}

#[test]
fn prerequisites_exist() {
    assert_eq!(note("[[sources]]", "prerequisites = [\"b\"]\n[[sources]]"), ["concepts/a.md:6:18 dead-link"]);
}

#[test]
fn prerequisites_do_not_lead_in_a_circle() {
    let own = "prerequisites = [\"a\"]\n[[sources]]";
    assert_eq!(note("[[sources]]", own), ["concepts/a.md:6:18 prerequisite-cycle"]);
    let needs = |slug: &str| NOTE.replace("[[sources]]", &format!("prerequisites = [\"{slug}\"]\n[[sources]]"));
    let circle = [("concepts/a.md", needs("b")), ("concepts/b.md", needs("c")), ("concepts/c.md", needs("a"))];
    assert_eq!(findings(&Files::from_texts(circle)), ["concepts/c.md:6:18 prerequisite-cycle"]);
    let chain = [("concepts/a.md", needs("b")), ("concepts/b.md", needs("c")), ("concepts/c.md", NOTE.to_owned())];
    assert_eq!(findings(&Files::from_texts(chain)), Vec::<String>::new());
}

#[test]
fn a_figure_stands_in_its_note() {
    assert_eq!(figures("", ""), Vec::<String>::new());
    assert_eq!(figures("Some text.", "Other text."), ["figures/a.toml:2:8 figure"]);
    assert_eq!(figures("Some text.", "Some text. Holds"), ["figures/a.toml:2:8 figure"]);
}

#[test]
fn a_figure_says_where_it_is_stated() {
    assert_eq!(figures("path =", "pth ="), ["figures/a.toml:1:1 missing-key", "figures/a.toml:4:1 unknown-key"]);
    assert_eq!(figures("shapes.Name.max", "shapes..max"), ["figures/a.toml:4:8 toml"]);
    assert_eq!(figures("86400", "true"), ["figures/a.toml:5:9 toml"]);
    assert_eq!(figures("86400", "[\"ONE\", \"TWO\"]"), Vec::<String>::new());
    assert_eq!(
        figures("[[figure]]", "[[figures]]"),
        ["figures/a.toml:1:1 missing-key", "figures/a.toml:1:3 unknown-key"]
    );
}

#[test]
fn figures_belong_to_a_concept() {
    let files = [("concepts/a.md", NOTE), ("questions/a.md", QUESTION), ("figures/b.toml", FIGURES)];
    assert_eq!(findings(&Files::from_texts(files)), ["figures/b.toml:1:1 no-concept"]);
}
