//! Tables that scroll by themselves, with a name for who hears the page.

use std::collections::HashMap;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::{end_of, escape};
use crate::content::syntax::{self, Spanned};

#[derive(Default)]
pub(super) struct Tables {
    /// How many tables of the page have this name.
    labels: HashMap<String, usize>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// The name of the element that is open.
    cell: &'static str,
}

impl Tables {
    /// Takes the first of `events`, the start or end of a table or of a part of one.
    pub(super) fn write<'e>(&mut self, events: &[Spanned<'e>], output: &mut Vec<Event<'e>>) {
        match &events[0].0 {
            Event::Start(Tag::Table(alignments)) => {
                self.alignments.clone_from(alignments);
                let label = escape(&self.label(events));
                let open =
                    format!("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">\n");
                output.push(Event::Html(open.into()));
                // The alignments would become inline styles, which the pages' policy forbids.
                output.push(Event::Start(Tag::Table(Vec::new())));
            }
            Event::End(TagEnd::Table) => {
                output.push(events[0].0.clone());
                output.push(Event::Html("</div>\n".into()));
            }
            Event::Start(Tag::TableCell) => {
                let class = match self.alignments.get(self.column) {
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    _ => "",
                };
                // A header without a word in it would head nothing.
                self.cell = if self.in_head && end_of(events) > 2 { "th" } else { "td" };
                let scope = if self.cell == "th" { " scope=\"col\"" } else { "" };
                let open = format!("<{}{scope}{class}>", self.cell);
                output.push(Event::InlineHtml(open.into()));
            }
            Event::End(TagEnd::TableCell) => {
                output.push(Event::InlineHtml(format!("</{}>", self.cell).into()));
                self.column += 1;
            }
            event => {
                self.column = 0;
                self.in_head = matches!(event, Event::Start(Tag::TableHead));
                output.push(event.clone());
            }
        }
    }

    /// Regions of a page need names that differ.
    fn label(&mut self, table: &[Spanned<'_>]) -> String {
        let head = &table[1..];
        let head = syntax::inside(&head[..end_of(head)]);
        let cells = syntax::elements(head).into_iter().map(|cell| syntax::plain_text(&head[cell]));
        let titles: Vec<String> = cells.filter(|title| !title.is_empty()).collect();
        let label = format!("Table: {}", titles.join(", "));
        let count = self.labels.entry(label.clone()).or_default();
        *count += 1;
        if *count == 1 { label } else { format!("{label} ({count})") }
    }
}
