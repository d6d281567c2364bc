//! Markdown to HTML that is safe to insert: no raw HTML, checked links, tables and code that scroll by themselves.

use std::collections::{HashMap, HashSet};

use domain::content::{Heading, Slug};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd, html};

use super::{
    Rule, Span, diagram,
    links::{self, Folder, Link, Target},
    report::Flaws,
    syntax::{self, Spanned},
};

/// One page on which pieces of Markdown come together: ids are unique over all of them.
pub(super) struct Page<'f> {
    folder: Folder,
    /// What ids of diagrams begin with.
    name: &'f str,
    flaws: &'f mut Flaws,
    pub(super) headings: Vec<(Heading, Span)>,
    pub(super) links: Vec<Link>,
    heading_ids: HashSet<Slug>,
    level: u8,
    diagrams: usize,
    table_labels: HashMap<String, usize>,
    table: Table,
    close_link: bool,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

/// An anchor for a question begins like this, so no heading may.
const QUESTION_ANCHOR: &str = "q-";

impl<'f> Page<'f> {
    pub(super) fn new(folder: Folder, name: &'f str, flaws: &'f mut Flaws) -> Self {
        Self {
            folder,
            name,
            flaws,
            headings: Vec::new(),
            links: Vec::new(),
            heading_ids: HashSet::new(),
            level: 1,
            diagrams: 0,
            table_labels: HashMap::new(),
            table: Table::default(),
            close_link: false,
        }
    }

    pub(super) fn flaws(&mut self) -> &mut Flaws {
        self.flaws
    }

    /// The HTML of `events` and how many words a reader finds in it.
    pub(super) fn render(&mut self, events: &[Spanned<'_>]) -> (String, usize) {
        let mut output = Vec::with_capacity(events.len());
        let mut at = 0;
        while at < events.len() {
            at += self.event(&events[at..], &mut output);
        }
        let mut rendered = String::new();
        html::push_html(&mut rendered, output.into_iter());
        (rendered, syntax::plain_text(events).split_whitespace().count())
    }

    /// Takes one event, or an element that is rendered as a whole; says how many events were used.
    fn event<'e>(&mut self, events: &[Spanned<'e>], output: &mut Vec<Event<'e>>) -> usize {
        let (event, span) = &events[0];
        match event {
            Event::Start(Tag::Heading { .. }) => self.heading(events, output),
            Event::Start(Tag::CodeBlock(kind)) => return self.code(kind, events, output),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.link(*link_type, dest_url, title, span, output);
            }
            Event::End(TagEnd::Link) if !self.close_link => {}
            Event::Start(Tag::Image { .. }) => {
                let message = "images are not served";
                self.flaws.add(Rule::Image, span.clone(), message).hint("draw it as a `sequence` block");
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let hint = "write Markdown; put what is meant literally between `backticks`";
                self.flaws.add(Rule::RawHtml, trimmed(span, events), "raw HTML is not allowed").hint(hint);
            }
            Event::Html(_) | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => {}
            Event::Start(Tag::MetadataBlock(_)) => {
                self.flaws.add(Rule::FrontMatter, span.start..span.start + 3, "front matter stands at the head only");
                return end_of(events);
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                let (class, word) = alert(*kind);
                let open =
                    format!("<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{word}</p>\n");
                output.push(Event::Html(open.into()));
            }
            Event::End(TagEnd::BlockQuote(Some(_))) => output.push(Event::Html("</div>\n".into())),
            Event::TaskListMarker(done) => {
                let (sign, word) = if *done { ("☑", "done") } else { ("☐", "to do") };
                let marker = format!("<span class=\"task\" role=\"img\" aria-label=\"{word}\">{sign}</span> ");
                output.push(Event::InlineHtml(marker.into()));
            }
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableCell) => self.table(events, output),
            event => output.push(event.clone()),
        }
        1
    }

    fn heading<'e>(&mut self, events: &[Spanned<'e>], output: &mut Vec<Event<'e>>) {
        let (Event::Start(Tag::Heading { level, id, classes, attrs }), span) = &events[0] else { return };
        if !classes.is_empty() || !attrs.is_empty() {
            let message = "a heading takes an id and no other attributes";
            self.flaws.add(Rule::RawHtml, trimmed(span, events), message);
        }
        let depth = *level as u8;
        self.check_level(depth, span);
        let linkable = self.folder == Folder::Concepts && (2..=3).contains(&depth);
        let id = if linkable { self.heading_id(id.as_deref(), depth, events) } else { None };
        output.push(Event::Start(Tag::Heading {
            level: *level,
            id: id.map(|id| CowStr::from(String::from(id))),
            classes: Vec::new(),
            attrs: Vec::new(),
        }));
    }

    fn check_level(&mut self, depth: u8, span: &Span) {
        let span = span.start..span.start;
        match self.folder {
            Folder::Questions => {
                let message = "there are no headings inside a question";
                self.flaws.add(Rule::HeadingLevel, span, message).hint("a question begins at its ## heading");
            }
            Folder::Concepts if depth == 1 => {
                let message = "the title of the note stands in its front matter";
                self.flaws.add(Rule::HeadingLevel, span, message).hint("begin sections with ##");
            }
            Folder::Concepts if depth > self.level + 1 => {
                let message = format!("a heading of level {depth} follows one of level {}", self.level);
                self.flaws.add(Rule::HeadingLevel, span, message).hint("go down one level at a time");
            }
            Folder::Concepts => {}
        }
        self.level = depth.max(2);
    }

    fn heading_id(&mut self, written: Option<&str>, level: u8, events: &[Spanned<'_>]) -> Option<Slug> {
        let span = trimmed(&events[0].1, events);
        let title = syntax::plain_text(&events[..end_of(events)]);
        let id = written.map_or_else(|| slugify(&title), str::to_owned);
        let Some(id) = id.parse::<Slug>().ok().filter(|id| !id.as_str().starts_with(QUESTION_ANCHOR)) else {
            let message = format!("`{id}` cannot be the id of a section");
            let hint =
                "give it one of lower-case letters, digits and hyphens, not beginning with q-: ## Title {#title}";
            self.flaws.add(Rule::Slug, span, message).hint(hint);
            return None;
        };
        if !self.heading_ids.insert(id.clone()) {
            let message = format!("the id `{id}` is already that of another section");
            self.flaws.add(Rule::DuplicateId, span, message).hint("give one of them an id: ## Title {#other-id}");
            return None;
        }
        self.headings.push((Heading { id: id.clone(), title, level }, span));
        Some(id)
    }

    fn code<'e>(&mut self, kind: &CodeBlockKind<'_>, events: &[Spanned<'e>], output: &mut Vec<Event<'e>>) -> usize {
        let end = end_of(events);
        let inner = syntax::inside(&events[..end]);
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if language == "sequence" {
            self.diagrams += 1;
            let id = format!("diagram-{}-{}", self.name, self.diagrams);
            let figure = diagram::render(&id, inner, &events[0].1, self.flaws);
            output.push(Event::Html(figure.into()));
            return end;
        }
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escape(language)) };
        // A block that scrolls must be reachable by keyboard.
        output.push(Event::Html(format!("<pre tabindex=\"0\"><code{class}>").into()));
        output.extend(inner.iter().map(|(event, _)| event.clone()));
        output.push(Event::Html("</code></pre>\n".into()));
        end
    }

    fn link(&mut self, kind: LinkType, address: &str, title: &str, span: &Span, output: &mut Vec<Event<'_>>) {
        let address = if kind == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        self.close_link = false;
        match links::resolve(self.folder, &address) {
            Ok((href, target)) => {
                let rel = if target == Target::Elsewhere { " rel=\"noopener\"" } else { "" };
                let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
                output.push(Event::InlineHtml(format!("<a href=\"{}\"{title}{rel}>", escape(&href)).into()));
                self.links.push(Link { target, span: span.clone() });
                self.close_link = true;
            }
            Err(refused) => self.flaws.add(Rule::Link, span.clone(), refused.message).hint(refused.hint),
        }
    }

    fn table<'e>(&mut self, events: &[Spanned<'e>], output: &mut Vec<Event<'e>>) {
        match &events[0].0 {
            Event::Start(Tag::Table(alignments)) => {
                self.table = Table { alignments: alignments.clone(), ..Table::default() };
                let label = escape(&self.table_label(events));
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
                let class = match self.table.alignments.get(self.table.column) {
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    _ => "",
                };
                let open =
                    if self.table.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
                output.push(Event::InlineHtml(open.into()));
            }
            Event::End(TagEnd::TableCell) => {
                output.push(Event::InlineHtml(if self.table.in_head { "</th>" } else { "</td>" }.into()));
                self.table.column += 1;
            }
            event => {
                self.table.column = 0;
                self.table.in_head = matches!(event, Event::Start(Tag::TableHead));
                output.push(event.clone());
            }
        }
    }

    /// Regions of a page need names that differ.
    fn table_label(&mut self, events: &[Spanned<'_>]) -> String {
        let inner = &events[1..];
        let head = &inner[..end_of(inner)];
        let cells = syntax::elements(syntax::inside(head));
        let titles = cells.into_iter().map(|cell| syntax::plain_text(&syntax::inside(head)[cell]));
        let titles: Vec<String> = titles.filter(|title| !title.is_empty()).collect();
        let label = format!("Table: {}", titles.join(", "));
        let count = self.table_labels.entry(label.clone()).or_default();
        *count += 1;
        if *count == 1 { label } else { format!("{label} ({count})") }
    }
}

/// How many events the element takes that begins with the first.
fn end_of(events: &[Spanned<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    events.len()
}

/// A block's place ends with its last content, not with the line break behind it.
fn trimmed(span: &Span, events: &[Spanned<'_>]) -> Span {
    let inner = &events[..end_of(events)];
    let end = inner.iter().skip(1).map(|(_, span)| span.end).filter(|end| *end < span.end).max();
    span.start..end.unwrap_or(span.end)
}

fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    }
}

fn slugify(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() + 1 > Slug::MAX_LEN {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
