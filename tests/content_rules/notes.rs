//! The note itself: its headings, links and diagrams.

use domain::scene::Scene;
use quizmint::content::Files;

use crate::support::{NOTE, findings, note, question};

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
        assert_eq!(note("Some text.", &format!("[Some]({address}) text.")), ["concepts/a.md:12:1 link"], "{address}");
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
