//! What holds for every search, over the content of the binary and over content that is made up.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::sync::{Arc, LazyLock};

use proptest::{prelude::*, sample::Index as Pick};
use quizmint::{
    content::{Files, Library},
    search::{Found, HitKind, Index, Piece, Query},
};

static EMBEDDED: LazyLock<(Arc<Library>, Index)> = LazyLock::new(|| indexed(&Files::embedded()));

fn indexed(files: &Files) -> (Arc<Library>, Index) {
    let library = Arc::new(Library::parse(files).unwrap_or_else(|report| panic!("{:?}", report.findings)));
    (Arc::clone(&library), Index::build(library).unwrap())
}

fn find(index: &Index, text: &str) -> Found {
    let query: Query = text.parse().unwrap_or_else(|refused| panic!("{text:?}: {refused:?}"));
    index.find(&query, 1000).unwrap()
}

fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// A note of which every part is given.
fn note(title: &str, summary: &str, heading: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndifficulty = \"easy\"\nsummary = \"{summary}\"\ntasks = [\"2.1\"]\nscenes = [\"judge\"]\n\
         related = []\n\n[[sources]]\ntitle = \"A page\"\nurl = \"https://example.com/\"\nchecked = 2026-01-02\n+++\n\n\
         It begins here.\n\n## {heading}\n\n{body}\n"
    )
}

fn made_up(notes: &[(&str, String)]) -> (Arc<Library>, Index) {
    let names: Vec<(String, &str)> =
        notes.iter().map(|(name, text)| (format!("concepts/{name}.md"), text.as_str())).collect();
    indexed(&Files::from_texts(names.iter().map(|(name, text)| (name.as_str(), *text))))
}

#[test]
fn the_title_of_a_concept_finds_it_first_however_it_is_written() {
    let (library, index) = &*EMBEDDED;
    for concept in library.concepts() {
        for title in [concept.title.clone(), concept.title.to_uppercase(), concept.title.replace(' ', " - ")] {
            let found = find(index, &title);
            assert_eq!((found.hits[0].kind, &found.hits[0].concept), (HitKind::Concept, &concept.slug), "{title}");
        }
    }
}

#[test]
fn every_section_is_found_by_its_title() {
    let (library, index) = &*EMBEDDED;
    for concept in library.concepts() {
        for heading in &concept.headings {
            let href = format!("/concepts/{}#{}", concept.slug, heading.id);
            assert!(find(index, &heading.title).hits.iter().any(|hit| hit.href == href), "{href}");
        }
    }
}

#[test]
fn a_title_counts_more_than_a_summary_and_that_more_than_a_section_and_that_more_than_its_text() {
    let filler = |name: &str| note(name, "Nothing of note.", "Some section", "Some text.");
    let (_, index) = made_up(&[
        ("body", note("Apple", "Nothing of note.", "Some section", "A falcon flies.")),
        ("heading", note("Birch", "Nothing of note.", "The falcon", "Some text.")),
        ("summary", note("Cedar", "About a falcon.", "Some section", "Some text.")),
        ("title", note("The falcon at home", "Nothing of note.", "Some section", "Some text.")),
        ("other", filler("Damson")),
        ("another", filler("Elder")),
    ]);
    let order: Vec<String> = find(&index, "falcon").hits.into_iter().map(|hit| hit.href).collect();
    // The section of the concept that is called so has the word in its context alone.
    assert_eq!(
        order,
        [
            "/concepts/title",
            "/concepts/summary",
            "/concepts/heading#the-falcon",
            "/concepts/body#some-section",
            "/concepts/title#some-section"
        ]
    );
}

#[test]
fn what_is_found_for_several_words_has_them_all_where_any_place_has() {
    let (_, index) = made_up(&[
        ("one", note("Apple", "Red things.", "Grafting", "A scion and a stock.")),
        ("two", note("Birch", "White things.", "Grafting", "A stock alone.")),
    ]);
    let found = find(&index, "scion stock");
    assert_eq!((found.total, found.only_some_words), (1, false));
    assert!(find(&index, "scion violin").only_some_words);
}

#[test]
fn a_name_in_camel_case_is_found_by_its_words() {
    let (_, index) = made_up(&[("one", note("STS AssumeRole", "Roles.", "Trust", "Call GetSessionToken."))]);
    for query in ["assume role", "AssumeRole", "assumerole", "sts:AssumeRole", "session token", "getsession"] {
        assert!(find(&index, query).total > 0, "{query}");
    }
}

/// One mistake: a letter wrong, missing, doubled, or swapped with the next.
fn mistaken(word: &str, kind: u8, place: Pick) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = place.index(letters.len());
    match kind {
        0 => letters[at] = if letters[at] == 'q' { 'x' } else { 'q' },
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters.swap(at, (at + 1) % word.chars().count()),
    }
    letters.into_iter().collect()
}

proptest! {
    // Each case searches several times in a library of some hundred places.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_title_is_found_in_spite_of_a_typing_mistake_in_one_of_its_words(
        concept: Pick, word: Pick, kind in 0..4_u8, place: Pick
    ) {
        let (library, index) = &*EMBEDDED;
        let concept = concept.get(library.concepts());
        let words: Vec<&str> = concept.title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).collect();
        prop_assume!(!words.is_empty());
        let word = word.get(&words);
        // The first and the last letter may not change places: that is two mistakes.
        prop_assume!(kind < 3 || place.index(word.len()) + 1 < word.len());
        let typed = concept.title.replacen(*word, &mistaken(word, kind, place), 1);
        let found = find(index, &typed);
        prop_assert!(found.hits.iter().any(|hit| hit.kind == HitKind::Concept && hit.concept == concept.slug), "{}", typed);
    }

    #[test]
    fn of_a_question_only_its_stem_is_ever_shown(question: Pick, start: Pick) {
        let (library, index) = &*EMBEDDED;
        let question = question.get(library.questions());
        let secrets = question.options.iter().flat_map(|option| [&option.html, &option.why_html]);
        for secret in secrets.chain([&question.explanation_html]) {
            let words: Vec<&str> = secret.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).collect();
            let some: Vec<&str> = words.iter().skip(start.index(words.len().max(1))).take(6).copied().collect();
            let Ok(query) = some.join(" ").parse::<Query>() else { continue };
            for hit in index.find(&query, 1000).unwrap().hits.iter().filter(|hit| hit.kind == HitKind::Question) {
                let shown = text(&hit.title);
                let id = hit.href.rsplit_once("#q-").unwrap().1.parse().unwrap();
                let stem: String = library.question(&id).unwrap().stem_html.chars().filter(|c| c.is_alphabetic()).collect();
                for word in shown.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                    prop_assert!(stem.contains(word), "{} is not of the stem of {}", word, id);
                }
                prop_assert!(hit.excerpt.is_empty());
            }
        }
    }

    #[test]
    fn any_text_has_an_answer(text in "\\PC{0,220}") {
        if let Ok(query) = text.parse::<Query>() {
            let found = EMBEDDED.1.find(&query, 20).unwrap();
            prop_assert!(found.hits.len() <= 20 && found.hits.len() <= found.total);
        }
    }
}
