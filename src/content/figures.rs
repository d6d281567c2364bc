//! Reads the figures of a note that a service's own model states, so that a test can hold the note to them.

use domain::content::Slug;
use pulldown_cmark::{Event, TagEnd};
use toml::de::DeValue;

use super::{
    Rule, Span,
    report::Flaws,
    syntax,
    table::{Table, Toml},
};

pub(super) const KEYS: &[&str] = &["figure"];
pub(super) const FIGURE_KEYS: &[&str] = &["says", "service", "path", "value", "means"];

/// The figures of one concept's note.
#[derive(Debug)]
pub(super) struct FiguresFile<'t> {
    pub(super) path: &'t str,
    pub(super) concept: Slug,
    /// The words that must stand in the note.
    pub(super) says: Vec<(String, Span)>,
}

pub(super) fn parse<'t>(path: &'t str, concept: Slug, text: &'t str, flaws: &mut Flaws) -> FiguresFile<'t> {
    Toml { text, base: 0, rule: Rule::Toml }.read(flaws, |table| {
        table.refuse_unknown(KEYS);
        if !table.has("figure") {
            let hint = "add [[figure]] with says, service, path, value and means";
            table.missing(Rule::MissingKey, "figure", hint);
        }
        FiguresFile { path, concept, says: table.tables("figure", figure) }
    })
}

fn figure(table: &mut Table<'_, '_>) -> Option<(String, Span)> {
    table.refuse_unknown(FIGURE_KEYS);
    let says = table.required_text("says");
    table.required_slug("service");
    if let Some((path, span)) = table.required_text("path")
        && path.split('.').any(|part| part.is_empty() || part.contains(char::is_whitespace))
    {
        let message = format!("`{path}` leads nowhere: write the keys of the model joined by dots");
        table.wrong::<()>(span, message);
    }
    value(table);
    table.required_text("means");
    says
}

fn value(table: &mut Table<'_, '_>) {
    let Some((value, span)) = table.value("value") else {
        return table.missing(Rule::MissingKey, "value", "add value = what the model has there");
    };
    let single = |value: &DeValue<'_>| matches!(value, DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_));
    if !single(value) && !value.as_array().is_some_and(|list| list.iter().all(|item| single(item.get_ref()))) {
        table.wrong::<()>(span, "`value` is a number, a text, or a list of them");
    }
}

impl FiguresFile<'_> {
    /// Whether the note, given as its lines, still says what is compared.
    pub(super) fn check(&self, note: &[String], flaws: &mut Flaws) {
        for (says, span) in &self.says {
            if !note.iter().any(|line| line.contains(says.as_str())) {
                let message = format!("the note does not say `{says}`");
                let hint = "write it as a reader sees it, without Markdown's marks, within one paragraph or cell";
                flaws.add(Rule::Figure, span.clone(), message).hint(hint);
            }
        }
    }
}

/// What a reader sees of a note, a line for each paragraph, heading, item, cell and line of code.
pub(super) fn lines(text: &str) -> Vec<String> {
    let events = syntax::events(text);
    let (mut lines, mut start) = (Vec::new(), 0);
    for (at, (event, _)) in events.iter().enumerate() {
        let ends = matches!(
            event,
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::MetadataBlock(_)
            )
        );
        match event {
            Event::End(TagEnd::CodeBlock) => {
                let code: String = events[start..at].iter().map(|(event, _)| code(event)).collect();
                lines.extend(code.lines().map(str::to_owned));
                start = at;
            }
            _ if ends => {
                lines.push(syntax::plain_text(&events[start..at]));
                start = at;
            }
            _ => {}
        }
    }
    lines
}

fn code<'e>(event: &'e Event<'_>) -> &'e str {
    if let Event::Text(text) = event { text } else { "" }
}
