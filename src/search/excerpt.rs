//! What is shown of a place that was found: what it is called, where it is, and the words around the match.

use std::{collections::HashSet, ops::Range};

use domain::content::{Concept, Slug};

use super::{
    build::Place,
    text::{escaped, plain, sections},
    words::words,
};
use crate::content::Library;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitKind {
    Concept,
    Section,
    Question,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub kind: HitKind,
    pub href: String,
    pub concept: Slug,
    pub concept_title: String,
    /// The title of a concept or section; of a question, what it asks.
    pub title: Vec<Piece>,
    /// A summary, or the words around the match; empty for a question.
    pub excerpt: Vec<Piece>,
}

/// A part of a text, and whether it is what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

impl Piece {
    pub fn html(&self) -> String {
        let text = escaped(&self.text);
        if self.marked { format!("<mark>{text}</mark>") } else { text }
    }
}

/// Two lines on a narrow screen, in bytes.
const LONGEST: usize = 200;
/// What stands before the first match, so that it is not read without its sentence.
const BEFORE: usize = 40;

/// Nothing for a place that the library does not have, which cannot be in its own index.
pub(super) fn hit(library: &Library, place: Place, wanted: &HashSet<&str>) -> Option<Hit> {
    match place {
        Place::Concept(at) => library.concepts().get(at).map(|concept| of_concept(concept, wanted)),
        Place::Section(at, number) => of_section(library.concepts().get(at)?, number, wanted),
        Place::Question(at) => {
            let question = library.questions().get(at)?;
            let concept = library.concept(&question.concept)?;
            let stem = plain(&question.stem_html);
            let place = format!("#q-{}", question.id);
            Some(Hit { title: around(&stem, wanted), ..found(HitKind::Question, concept, &place) })
        }
    }
}

fn of_concept(concept: &Concept, wanted: &HashSet<&str>) -> Hit {
    let summary = whole(&concept.summary, wanted);
    let title = whole(&concept.title, wanted);
    let excerpt = if has_mark(&summary) || has_mark(&title) {
        summary
    } else {
        let introduction = sections(concept).next().map(|section| section.text()).unwrap_or_default();
        around(&introduction, wanted)
    };
    Hit { title, excerpt, ..found(HitKind::Concept, concept, "") }
}

fn of_section(concept: &Concept, number: usize, wanted: &HashSet<&str>) -> Option<Hit> {
    let section = sections(concept).nth(number)?;
    let heading = section.heading?;
    let (title, excerpt) = (whole(&heading.title, wanted), around(&section.text(), wanted));
    Some(Hit { title, excerpt, ..found(HitKind::Section, concept, &format!("#{}", heading.id)) })
}

fn found(kind: HitKind, concept: &Concept, place: &str) -> Hit {
    Hit {
        kind,
        href: format!("/concepts/{}{place}", concept.slug),
        concept: concept.slug.clone(),
        concept_title: concept.title.clone(),
        title: Vec::new(),
        excerpt: Vec::new(),
    }
}

fn has_mark(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.marked)
}

/// The whole text with its matches marked.
fn whole(text: &str, wanted: &HashSet<&str>) -> Vec<Piece> {
    pieces(text, 0..text.len(), &marks(text, wanted))
}

/// The part of the text that has the most different matches, the first such.
fn around(text: &str, wanted: &HashSet<&str>) -> Vec<Piece> {
    let marks = marks(text, wanted);
    if text.len() <= LONGEST {
        return pieces(text, 0..text.len(), &marks);
    }
    let different = |from: usize| {
        let near = marks.iter().filter(|mark| mark.start >= from && mark.end <= from + LONGEST - BEFORE);
        near.map(|mark| text[mark.clone()].to_lowercase()).collect::<HashSet<String>>().len()
    };
    // The last of the equals of a reversed row is the first one.
    let best = marks.iter().rev().max_by_key(|mark| different(mark.start)).map_or(0, |mark| mark.start);
    let start = if best <= BEFORE { 0 } else { word_start(text, best - BEFORE) };
    let end = if start + LONGEST >= text.len() { text.len() } else { word_end(text, start + LONGEST) };
    let mut shown = pieces(text, start..end, &marks);
    if start > 0 {
        shown.insert(0, Piece { text: "… ".to_owned(), marked: false });
    }
    if end < text.len() {
        shown.push(Piece { text: " …".to_owned(), marked: false });
    }
    shown
}

/// Where the matches are, those that touch each other joined.
fn marks(text: &str, wanted: &HashSet<&str>) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for word in words(text).into_iter().filter(|word| wanted.contains(word.form.as_str())) {
        match marks.last_mut() {
            Some(last) if word.range.start <= last.end => last.end = last.end.max(word.range.end),
            _ => marks.push(word.range),
        }
    }
    marks
}

fn pieces(text: &str, shown: Range<usize>, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, marked: bool| {
        if !range.is_empty() {
            pieces.push(Piece { text: text[range].to_owned(), marked });
        }
    };
    let mut at = shown.start;
    for mark in marks.iter().filter(|mark| mark.start >= shown.start && mark.end <= shown.end) {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..shown.end, false);
    pieces
}

/// The beginning of the first word at or behind a place.
fn word_start(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    text[at..].find(' ').map_or(at, |space| at + space + 1)
}

/// The end of the last word that ends at or before a place.
fn word_end(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    text[..at].rfind(' ').unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        let marked = |piece: &Piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() };
        pieces.iter().map(marked).collect()
    }

    #[test]
    fn a_match_is_marked_where_it_stands() {
        let wanted = HashSet::from(["role", "tokens"]);
        assert_eq!(shown(&whole("Tokens for AssumeRole & a role", &wanted)), "[Tokens] for Assume[Role] & a [role]");
    }

    #[test]
    fn of_a_long_text_the_part_with_most_matches_is_shown() {
        let text =
            format!("{} a token here {} a token and a key {}", "x ".repeat(150), "y ".repeat(150), "z ".repeat(150));
        let shown = shown(&around(&text, &HashSet::from(["token", "key"])));
        assert!(
            shown.starts_with("… y ") && shown.contains("a [token] and a [key] z") && shown.ends_with(" …"),
            "{shown}"
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_is_a_part_of_the_text(text in "(\\PC{0,12} ){0,60}", word in "[a-z]{1,2}") {
            let pieces = around(&text, &HashSet::from([word.as_str()]));
            let shown: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            let inner = shown.trim_start_matches("… ").trim_end_matches(" …");
            prop_assert!(text.contains(inner));
            prop_assert!(shown.len() <= LONGEST + 16);
        }
    }
}
