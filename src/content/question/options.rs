//! Reads the task list of a question: each option with its id, its key and the reason below it.

use std::collections::HashSet;

use domain::content::{Choice, Slug};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{closing, list_items};
use crate::content::{
    Rule, Span,
    render::Page,
    report::Flaws,
    syntax::{self, Spanned},
};

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

#[derive(Debug)]
pub(in crate::content) struct OptionDraft {
    pub(in crate::content) id: Slug,
    /// Where the id belongs, if the author has not written it.
    pub(in crate::content) unwritten_id_at: Option<usize>,
    pub(in crate::content) span: Span,
    pub(in crate::content) right: bool,
    /// The option as a reader sees it.
    pub(in crate::content) text: String,
    /// The same with the marks of code and emphasis.
    pub(in crate::content) prose: String,
    /// The reason as a reader sees it.
    pub(in crate::content) why: String,
    html: String,
    why_html: String,
}

impl OptionDraft {
    pub(super) fn finish(self) -> Choice {
        Choice { id: self.id, html: self.html, right: self.right, why_html: self.why_html }
    }
}

pub(super) fn is_task_list(element: &[Spanned<'_>]) -> bool {
    syntax::is_list(element) && list_items(element).into_iter().any(|item| marker(item).is_some())
}

/// The options, and the items that belong to the closing list: Markdown joins the two lists where the explanation
/// between them is missing.
pub(super) fn read<'e, 't>(
    list: &'e [Spanned<'t>],
    text: &str,
    page: &mut Page<'_>,
) -> (Vec<OptionDraft>, Vec<&'e [Spanned<'t>]>) {
    let (mut items, mut stray) = (Vec::new(), Vec::new());
    for item in list_items(list) {
        let span = syntax::span(text, item);
        if let Some((right, marker)) = marker(item) {
            items.push(Item::read(item, span, right, marker, page.flaws()));
        } else if closing::is_closing_item(item) {
            stray.push(item);
        } else {
            let message = "this option is marked neither right nor wrong";
            page.flaws().add(Rule::OptionShape, span, message).hint("begin it with - [x] or - [ ]");
        }
    }
    if let Some(item) = items.get(LETTERS.len()) {
        let message = format!("a question has at most {} options", LETTERS.len());
        page.flaws().add(Rule::OptionCount, item.span.clone(), message);
    }
    let ids = ids(&items, page.flaws());
    let options = items.into_iter().zip(ids).map(|(item, id)| item.finish(id, text, page)).collect();
    (options, stray)
}

/// The written ids, and for the others the letter of their place or the next that is free.
fn ids(items: &[Item<'_>], flaws: &mut Flaws) -> Vec<Slug> {
    let mut taken = HashSet::new();
    for item in items {
        if let Some(id) = item.id.as_ref().filter(|id| !taken.insert((*id).clone())) {
            let message = format!("the id `{id}` is already that of another option");
            flaws.add(Rule::DuplicateId, item.span.clone(), message);
        }
    }
    let mut ids = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let free = || letters(place).find(|id| !taken.contains(id));
        // The letters go on as numbers, so that one is always free.
        if let Some(id) = item.id.clone().or_else(free) {
            taken.insert(id.clone());
            ids.push(id);
        }
    }
    ids
}

/// All that an option in this place can be called: its own letter first, then the others, then numbers.
fn letters(place: usize) -> impl Iterator<Item = Slug> {
    let turn = place.min(LETTERS.len());
    let letters = LETTERS[turn..].chars().chain(LETTERS[..turn].chars()).map(String::from);
    letters.chain((place..).map(|number| format!("o{number}"))).filter_map(|id| id.parse().ok())
}

struct Item<'t> {
    span: Span,
    id: Option<Slug>,
    right: bool,
    marker: Span,
    content: Vec<Spanned<'t>>,
    reason: Vec<Spanned<'t>>,
}

impl<'t> Item<'t> {
    fn read(item: &[Spanned<'t>], span: Span, right: bool, marker: Span, flaws: &mut Flaws) -> Self {
        let mut read = Self { span, id: None, right, marker, content: Vec::new(), reason: Vec::new() };
        let inner = syntax::inside(item);
        for element in syntax::elements(inner) {
            read.element(&inner[element], flaws);
        }
        read.take_id();
        read
    }

    fn element(&mut self, element: &[Spanned<'t>], flaws: &mut Flaws) {
        match &element[0].0 {
            Event::Start(Tag::BlockQuote(_)) => self.reason.extend_from_slice(syntax::inside(element)),
            Event::Start(Tag::Paragraph) if self.content.is_empty() => self.inline(syntax::inside(element), flaws),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }) => {
                self.inline(element, flaws);
            }
            Event::Start(_) | Event::Rule => {
                let span = element[0].1.start..element[0].1.start;
                let hint = "an option is one paragraph, with its reason as a quote (>) indented by two spaces";
                flaws.add(Rule::OptionShape, span, "this cannot stand in an option").hint(hint);
            }
            _ => self.inline(element, flaws),
        }
    }

    fn inline(&mut self, events: &[Spanned<'t>], flaws: &mut Flaws) {
        for (event, span) in events {
            match event {
                Event::TaskListMarker(_) | Event::End(TagEnd::Link) => {}
                Event::Start(Tag::Link { .. }) => {
                    let message = "a link in an option cannot be followed without choosing the option";
                    flaws.add(Rule::OptionShape, span.clone(), message).hint("put the link into the reason");
                }
                _ => self.content.push((event.clone(), span.clone())),
            }
        }
    }

    /// `(a) An identity pool` has the id `a`.
    fn take_id(&mut self) {
        let Some((Event::Text(first), span)) = self.content.first_mut() else { return };
        let Some((id, rest)) = first.strip_prefix('(').and_then(|text| text.split_once(')')) else { return };
        let Ok(id) = id.parse() else { return };
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            return;
        }
        let rest = rest.trim_start().to_owned();
        span.start = span.end.saturating_sub(rest.len());
        let alone = rest.is_empty();
        *first = CowStr::from(rest);
        self.id = Some(id);
        if alone && matches!(self.content.get(1), Some((Event::SoftBreak, _))) {
            self.content.drain(..2);
        }
    }

    fn finish(self, id: Slug, text: &str, page: &mut Page<'_>) -> OptionDraft {
        let Self { span, right, marker, content, reason, .. } = self;
        let plain = syntax::plain_text(&content);
        // An option without a text is yet to be written; an id would pull the next line into it.
        let unwritten_id_at = (self.id.is_none() && !plain.is_empty()).then_some(marker.end);
        if plain.is_empty() {
            page.flaws().add(Rule::OptionShape, span.clone(), "this option is empty");
        }
        let html = page.render(&content);
        let (why_html, why) = (page.render(&reason), syntax::plain_text(&reason));
        if why.is_empty() {
            let message = format!("the option has no reason why it is {}", if right { "right" } else { "wrong" });
            let hint = "write it below the option, as a quote indented by two spaces:   > Because …";
            page.flaws().add(Rule::MissingReason, first_line(&span, text), message).hint(hint);
        }
        if unwritten_id_at.is_some() {
            let hint =
                "let `quizmint check <folder> --fix` write it, so that answers keep their meaning when options move";
            let message = format!("the option has no id of its own; by its place it is ({id})");
            page.flaws().add(Rule::OptionId, first_line(&span, text), message).hint(hint);
        }
        let prose = syntax::prose(&content);
        OptionDraft { id, unwritten_id_at, span, right, text: plain, prose, why, html, why_html }
    }
}

/// Whether an item is marked right, and where.
fn marker(item: &[Spanned<'_>]) -> Option<(bool, Span)> {
    item.iter().take(3).find_map(|(event, span)| match event {
        Event::TaskListMarker(right) => Some((*right, span.clone())),
        _ => None,
    })
}

fn first_line(span: &Span, text: &str) -> Span {
    let length = text.get(span.clone()).and_then(|part| part.lines().next()).map_or(0, str::len);
    span.start..span.start + length
}
