//! Reads a concept: front matter, then the note.

use domain::content::{Concept, Heading, Slug};
use pulldown_cmark::{Event, Tag};

use super::{
    Rule, Span,
    front_matter::{self, FrontMatter},
    links::{Folder, Link},
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
    words: usize,
}

pub(super) fn parse<'t>(path: &'t str, slug: Slug, text: &'t str, flaws: &mut Flaws) -> ConceptFile<'t> {
    let events = syntax::events(text);
    let metadata = match syntax::elements(&events).first() {
        Some(first) if matches!(events[first.start].0, Event::Start(Tag::MetadataBlock(_))) => first.clone(),
        _ => 0..0,
    };
    let front = match syntax::inside(&events[metadata.clone()]) {
        [] => {
            flaws
                .add(Rule::FrontMatter, 0..0, "the note does not begin with front matter")
                .hint("put title, difficulty and summary between two lines of +++");
            FrontMatter::default()
        }
        inner => {
            let span = syntax::span(text, inner);
            front_matter::parse(&text[span.clone()], span.start, flaws)
        }
    };
    let body = &events[metadata.end..];
    let mut page = Page::new(Folder::Concepts, text, slug.as_str(), flaws);
    let (html, words) = page.render(body);
    let (headings, links) = (page.headings.list, page.links);
    if words == 0 {
        flaws.add(Rule::EmptyNote, text.len()..text.len(), "there is nothing to read below the front matter");
    }
    ConceptFile { path, slug, front, html, headings, links, words }
}

impl ConceptFile<'_> {
    /// The concept, once nothing forbids to serve it.
    pub(super) fn finish(self) -> Option<Concept> {
        let FrontMatter { title, difficulty, summary, tasks, prerequisites, scenes, related, sources } = self.front;
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
