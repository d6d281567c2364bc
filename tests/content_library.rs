//! What an author writes is what a reader finds in the library.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

use std::path::Path;

use domain::content::Slug;
use quizmint::content::{Files, Library};

fn library() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/good");
    Library::parse(&Files::read(&folder).unwrap()).unwrap()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

#[test]
fn concepts_are_listed_by_title() {
    let library = library();
    let titles: Vec<_> = library.concepts().iter().map(|concept| concept.title.as_str()).collect();
    assert_eq!(titles, ["Gatehouse", "Token pool"]);
}

#[test]
fn the_questions_of_a_concept_keep_the_authors_order() {
    let library = library();
    let ids: Vec<_> = library.questions_of(&slug("token-pool")).map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["who-hands-out", "which-live-long"]);
    assert_eq!(library.questions_of(&slug("gatehouse")).count(), 0);
    assert_eq!(library.questions_of(&slug("nowhere")).count(), 0);
}

#[test]
fn a_question_has_all_that_its_author_wrote() {
    let library = library();
    let question = library.question(&slug("who-hands-out")).unwrap();
    insta::assert_debug_snapshot!(question, @r#"
    Question {
        id: Slug(
            "who-hands-out",
        ),
        concept: Slug(
            "token-pool",
        ),
        kind: Single,
        difficulty: Easy,
        tasks: [
            "2.1.1",
            "2.1",
        ],
        stem_html: "<p>Who hands out tokens in a system that has a pool and a <code>gate</code>?</p>\n",
        options: [
            Choice {
                id: Slug(
                    "a",
                ),
                html: "The gate",
                right: false,
                why_html: "<p>It only looks at them.</p>\n",
            },
            Choice {
                id: Slug(
                    "b",
                ),
                html: "The pool",
                right: true,
                why_html: "<p>That is what it is for.</p>\n",
            },
            Choice {
                id: Slug(
                    "c",
                ),
                html: "The app's own code",
                right: false,
                why_html: "<p>It would need the key.</p>\n",
            },
        ],
        explanation_html: "<p>The pool keeps the key, so only the pool can sign.</p>\n",
        section: Slug(
            "holds",
        ),
        scene: Some(
            SceneLink {
                scene: Slug(
                    "tokens",
                ),
                query: None,
            },
        ),
        references: [
            Source {
                title: "JSON Web Token (JWT)",
                url: "https://www.rfc-editor.org/rfc/rfc7519",
                checked: "2026-11-22",
            },
        ],
        line: 5,
    }
    "#);
}

#[test]
fn a_concept_is_found_by_its_slug_with_its_sections() {
    let library = library();
    let concept = library.concept(&slug("token-pool")).unwrap();
    let sections: Vec<_> = concept.headings.iter().map(|heading| (heading.level, heading.id.as_str())).collect();
    assert_eq!(sections, [(2, "holds"), (3, "in-order"), (2, "how-it-works")]);
    let lines: Vec<_> = concept.headings.iter().map(|heading| heading.line).collect();
    assert_eq!(lines, [17, 27, 36], "where they stand in the file, below its front matter");
    assert_eq!(concept.reading_minutes, 1);
    assert!(library.concept(&slug("nowhere")).is_none());
}

#[test]
fn the_version_changes_with_the_text_and_only_with_it() {
    let text =
        |title: &str| format!("+++\ntitle = \"{title}\"\ndifficulty = \"easy\"\nsummary = \"One.\"\n+++\nSome text.\n");
    let version = |path: &str, title: &str| {
        Library::parse(&Files::from_texts([(path, text(title))])).unwrap().version().to_owned()
    };
    assert_eq!(version("concepts/a.md", "A"), version("concepts/a.md", "A"));
    assert_ne!(version("concepts/a.md", "A"), version("concepts/a.md", "B"));
    assert_ne!(version("concepts/a.md", "A"), version("concepts/b.md", "A"));
    assert_eq!(version("concepts/a.md", "A").len(), 16);
}
