//! Markdown as a list of events with their places, and the few questions that are asked of such a list.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Span;

pub(super) type Spanned<'t> = (Event<'t>, Span);

pub(super) fn events(text: &str) -> Vec<Spanned<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    Parser::new_ext(text, options).into_offset_iter().collect()
}

/// The index ranges of the elements on the top level of `events`, each from its start to its end.
pub(super) fn elements(events: &[Spanned<'_>]) -> Vec<Range<usize>> {
    let mut elements = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    elements.push(start..at + 1);
                }
            }
            _ if depth == 0 => elements.push(at..at + 1),
            _ => {}
        }
    }
    elements
}

/// What is between the start and the end of an element.
pub(super) fn inside<'e, 't>(element: &'e [Spanned<'t>]) -> &'e [Spanned<'t>] {
    match element {
        [_, inner @ .., _] => inner,
        _ => &[],
    }
}

pub(super) fn is_list(element: &[Spanned<'_>]) -> bool {
    matches!(element.first(), Some((Event::Start(Tag::List(_)), _)))
}

/// Where an element is in the text, without the line break that ends it.
pub(super) fn span(text: &str, events: &[Spanned<'_>]) -> Span {
    let start = events.iter().map(|(_, span)| span.start).min().unwrap_or(0);
    let end = events.iter().map(|(_, span)| span.end).max().unwrap_or(start);
    start..start + text.get(start..end).map_or(0, |part| part.trim_end().len())
}

/// The text that a reader sees, with single spaces.
pub(super) fn plain_text(events: &[Spanned<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock,
            ) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many words a reader finds; those in blocks of code and in diagrams are looked at rather than read.
pub(super) fn word_count(events: &[Spanned<'_>]) -> usize {
    let (mut count, mut in_word, mut in_code) = (0, false, false);
    for (event, _) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(part) | Event::Code(part) if !in_code => {
                for c in part.chars() {
                    let begins = !in_word && !c.is_whitespace();
                    count += usize::from(begins);
                    in_word = !c.is_whitespace();
                }
            }
            // Marks of emphasis may stand within a word.
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => in_word = false,
        }
    }
    count
}

/// The text as a reader sees it, where code keeps its backticks and what is strong stands between stars.
pub(super) fn prose(events: &[Spanned<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(part) => text.push_str(part),
            Event::Code(code) => text.extend(["`", &code.replace(char::is_whitespace, "_"), "`"]),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => text.push('*'),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The place of `needle` within `span`, or `span` itself where it is written differently (an escape, an entity).
pub(super) fn find(text: &str, span: &Span, needle: &str) -> Span {
    let at = text.get(span.clone()).and_then(|part| part.find(needle));
    at.map_or_else(|| span.clone(), |at| span.start + at..span.start + at + needle.len())
}

/// The line that the byte `at` stands on, from 1.
pub(super) fn line(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
}

/// "did you mean `x`?" for the nearest known word, if one is near.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let word = word.to_lowercase();
    let far = 3.min(word.len().div_ceil(2));
    // Among thousands of names, most are told apart by their length alone.
    let known = known.into_iter().filter(|known| known.len().abs_diff(word.len()) <= far);
    let distance = |known: &str| strsim::damerau_levenshtein(&word, &known.to_lowercase());
    let (distance, nearest) = known.map(|known| (distance(known), known)).min()?;
    (distance <= far).then(|| format!("did you mean `{nearest}`?"))
}
