//! What holds for every input: nothing panics, every place exists, a fix is complete and changes nothing else.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

use domain::content::Slug;
use proptest::prelude::*;
use quizmint::content::{Files, Library, check, with_option_ids};

const NOTE: &str = include_str!("content/good/concepts/token-pool.md");
const QUESTIONS: &str = include_str!("content/good/questions/token-pool.md");

/// A good text in which something was overwritten, as an author's slip would.
fn mutated(good: &'static str) -> impl Strategy<Value = String> {
    let slip = prop_oneof![
        any::<String>(),
        "[-+#>*`|:\\[\\](){}<\\\\/!&= \n\t]{0,12}",
        prop::sample::select(vec![
            "+++\n",
            "\n\n",
            "- [x] ",
            "- [ ]\n",
            "  > ",
            "## ",
            "```sequence\n",
            "(a) ",
            "<b>",
            "\r\n",
            "|-|\n",
            "[a](",
            "actors: A",
            "note ",
            "](../",
            "\u{feff}",
            "\u{0}",
            "é",
            "\n> [!NOTE]\n",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec((0..=good.len(), 0..40_usize, slip), 1..6).prop_map(move |slips| {
        let mut text = good.to_owned();
        for (at, cut, slip) in slips {
            let start = text.floor_char_boundary(at);
            let end = text.floor_char_boundary(start + cut).max(start);
            text.replace_range(start..end, &slip);
        }
        text
    })
}

fn files(note: &str, questions: &str) -> Files {
    Files::from_texts([("concepts/token-pool.md", note), ("questions/token-pool.md", questions)])
}

fn concept() -> Slug {
    "token-pool".parse().unwrap()
}

fn assert_places_exist(note: &str, questions: &str) {
    let report = check(&files(note, questions), "2026-11-23");
    for finding in &report.findings {
        let text = match finding.file.as_str() {
            "concepts/token-pool.md" => note,
            "questions/token-pool.md" => questions,
            _ => continue,
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        assert!(text.get(finding.span.clone()).is_some(), "{finding:?}");
        let line = text.split('\n').nth(finding.line - 1).unwrap();
        assert!(finding.column <= line.chars().count() + 1, "{finding:?}");
    }
    let places = report.findings.iter().map(|finding| (&finding.file, finding.line, finding.column));
    assert!(places.is_sorted());
    assert_eq!(Library::parse(&files(note, questions)).is_ok(), report.can_be_served());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(note in any::<String>(), questions in any::<String>()) {
        assert_places_exist(&note, &questions);
    }

    #[test]
    fn no_slip_in_a_note_makes_it_panic(note in mutated(NOTE)) {
        assert_places_exist(&note, QUESTIONS);
    }

    #[test]
    fn no_slip_in_a_question_makes_it_panic(questions in mutated(QUESTIONS)) {
        assert_places_exist(NOTE, &questions);
    }

    #[test]
    fn what_is_served_has_no_tag_that_markdown_does_not_make(note in mutated(NOTE)) {
        if let Ok(library) = Library::parse(&files(&note, QUESTIONS)) {
            let html = &library.concept(&concept()).unwrap().html;
            for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
                let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
                prop_assert!(TAGS.contains(&name), "<{tag}> in {html}");
                prop_assert!(!tag.contains(" style=") && !tag.contains(" on") && !tag.contains("script:"), "<{tag}>");
            }
        }
    }

    #[test]
    fn a_fix_leaves_nothing_to_fix_and_every_other_byte(questions in mutated(QUESTIONS_WITHOUT_IDS)) {
        let (fixed, count) = with_option_ids(&questions, concept());
        prop_assert_eq!(with_option_ids(&fixed, concept()), (fixed.clone(), 0));
        prop_assert!(fixed.len() >= questions.len() + 4 * count);
        let mut rest = fixed.chars();
        prop_assert!(questions.chars().all(|c| rest.any(|kept| kept == c)));
    }
}

/// Everything that a page may hold.
const TAGS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "desc",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "line",
    "ol",
    "p",
    "path",
    "pre",
    "rect",
    "span",
    "strong",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "tspan",
    "ul",
];

const QUESTIONS_WITHOUT_IDS: &str = "\
## one (easy, single)

Which?

- [ ] The gate
  > No.
- [x] The `pool`
  > Yes.
- [ ] (a) The app

  > No.
- [ ] *All* [three](https://example.com)
- [ ]

Because.

- Read again: [What](../concepts/token-pool.md#holds)

## two (hard, multiple)

1. [ ] x
2. [x] (b) y
";
