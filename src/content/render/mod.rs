//! Markdown to HTML that is safe to insert: no raw HTML, checked links, tables and code that scroll by themselves.

mod headings;
mod tables;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd, html};

pub(super) use self::headings::QUESTION_ANCHOR;
use self::{headings::Headings, tables::Tables};
use super::{
    Rule, Span, diagram,
    links::{self, Folder, Link, Target},
    report::Flaws,
    syntax::{self, Spanned},
};

/// One page on which pieces of Markdown come together: ids are unique over all of them.
pub(super) struct Page<'f> {
    folder: Folder,
    /// The file, in which headings have their lines.
    text: &'f str,
    /// What ids of diagrams begin with.
    name: &'f str,
    flaws: &'f mut Flaws,
    pub(super) headings: Headings,
    pub(super) links: Vec<Link>,
    tables: Tables,
    diagrams: usize,
    close_link: bool,
}

impl<'f> Page<'f> {
    pub(super) fn new(folder: Folder, text: &'f str, name: &'f str, flaws: &'f mut Flaws) -> Self {
        Self {
            folder,
            text,
            name,
            flaws,
            headings: Headings::default(),
            links: Vec::new(),
            tables: Tables::default(),
            diagrams: 0,
            close_link: false,
        }
    }

    pub(super) fn flaws(&mut self) -> &mut Flaws {
        self.flaws
    }

    pub(super) fn render(&mut self, events: &[Spanned<'_>]) -> String {
        let mut output = Vec::with_capacity(events.len());
        let mut at = 0;
        while at < events.len() {
            at += self.event(&events[at..], &mut output);
        }
        let mut rendered = String::new();
        html::push_html(&mut rendered, output.into_iter());
        rendered
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
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableCell) => self.tables.write(events, output),
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
        let id = match self.folder {
            Folder::Concepts => {
                let title = syntax::plain_text(&events[..end_of(events)]);
                let place = (trimmed(span, events), syntax::line(self.text, span.start));
                self.headings.read(*level as u8, id.as_deref(), title, place, self.flaws)
            }
            Folder::Questions => {
                let message = "there are no headings inside a question";
                let flaw = self.flaws.add(Rule::HeadingLevel, span.start..span.start, message);
                flaw.hint("a question begins at its ## heading");
                None
            }
        };
        output.push(Event::Start(Tag::Heading {
            level: *level,
            id: id.map(|id| CowStr::from(String::from(id))),
            classes: Vec::new(),
            attrs: Vec::new(),
        }));
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
