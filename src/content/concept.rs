//! Reads a concept: front matter, then the note.

use domain::content::{Concept, Heading, Slug};
use pulldown_cmark::{Event, Tag};

use super::{
    Rule, Span,
    front_matter::{self, FrontMatter},
    links::{Folder, Link},
    new::UNWRITTEN,
    render::Page,
    report::Flaws,
    syntax,
};

const WORDS_PER_MINUTE: usize = 200;

/// A concept as far as it could be read.
#[derive(Debug)]
pub(super) struct ConceptFile<'t> {
    pub(super) path: &'t str,
    pub(super) slug: Slug,
    pub(super) front: FrontMatter,
    pub(super) html: String,
    pub(super) headings: Vec<(Heading, Span)>,
    pub(super) links: Vec<Link>,
    /// Of the body.
    pub(super) words: usize,
    /// Paragraphs that are yet to be written.
    pub(super) unwritten: Vec<Span>,
    /// Where each element of the top level begins, and how many words it has.
    parts: Vec<(usize, usize)>,
}

/// A `##` section with everything below it.
pub(super) struct Section<'c> {
    /// Its own heading first, then those of its parts.
    pub(super) headings: &'c [(Heading, Span)],
    pub(super) words: usize,
}

pub(super) fn parse<'t>(path: &'t str, slug: Slug, text: &'t str, flaws: &mut Flaws) -> ConceptFile<'t> {
    let events = syntax::events(text);
    let metadata = match syntax::elements(&events).first() {
        Some(first) if matches!(events[first.start].0, Event::Start(Tag::MetadataBlock(_))) => first.clone(),
        _ => 0..0,
    };
    let front = match syntax::inside(&events[metadata.clone()]) {
        [] => {
            front_matter::missing(text, flaws);
            FrontMatter::default()
        }
        inner => {
            let span = syntax::span(text, inner);
            front_matter::parse(&text[span.clone()], span.start, flaws)
        }
    };
    let body = &events[metadata.end..];
    // What was meant as TOML is no Markdown: its comments would be found to be headings.
    let mut of_toml = Flaws::default();
    let of_body = if front_matter::is_begun(text) && metadata.is_empty() { &mut of_toml } else { &mut *flaws };
    let mut page = Page::new(Folder::Concepts, text, slug.as_str(), of_body);
    let html = page.render(body);
    let (headings, links) = (page.headings.list, page.links);
    let parts: Vec<_> = syntax::elements(body)
        .into_iter()
        .map(|part| {
            let part = &body[part];
            (part[0].1.start, syntax::word_count(part))
        })
        .collect();
    let unwritten = syntax::elements(body).into_iter().map(|part| &body[part]);
    let unwritten = unwritten.filter(
        |part| matches!(part, [(Event::Start(Tag::Paragraph), _), (Event::Text(text), _), _] if **text == *UNWRITTEN),
    );
    let unwritten = unwritten.map(|part| syntax::span(text, part)).collect();
    let words = parts.iter().map(|(_, words)| words).sum();
    // A note may be a picture alone.
    if !body.iter().any(|(event, _)| matches!(event, Event::Text(_) | Event::Code(_))) {
        flaws.add(Rule::EmptyNote, text.len()..text.len(), "there is nothing to read below the front matter");
    }
    ConceptFile { path, slug, front, html, headings, links, words, unwritten, parts }
}

impl ConceptFile<'_> {
    pub(super) fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        let starts = self.headings.chunk_by(|_, (next, _)| next.level > 2).map(|headings| headings[0].1.start);
        let ends = starts.clone().skip(1).chain([usize::MAX]);
        let headings = self.headings.chunk_by(|_, (next, _)| next.level > 2);
        headings.zip(starts.zip(ends)).map(|(headings, (start, end))| {
            let inside = self.parts.iter().filter(|(at, _)| (start..end).contains(at));
            Section { headings, words: inside.map(|(_, words)| words).sum() }
        })
    }

    /// The concept, once nothing forbids to serve it.
    pub(super) fn finish(self) -> Option<Concept> {
        let FrontMatter { title, titles: _, difficulty, summary, tasks, prerequisites, scenes, related, sources } =
            self.front;
        Some(Concept {
            slug: self.slug,
            title,
            difficulty: difficulty?,
            summary,
            tasks: tasks.into_iter().map(|(id, _)| id).collect(),
            sources: sources.into_iter().map(|(source, _)| source).collect(),
            scenes: scenes.into_iter().map(|(scene, _)| scene).collect(),
            prerequisites: prerequisites.into_iter().map(|(slug, _)| slug).collect(),
            related: related.into_iter().map(|(slug, _)| slug).collect(),
            html: self.html,
            headings: self.headings.into_iter().map(|(heading, _)| heading).collect(),
            reading_minutes: self.words.div_ceil(WORDS_PER_MINUTE).max(1),
        })
    }
}
