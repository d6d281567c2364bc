//! Names spelt as their owners spell them: wrong forms are found in prose, not in code and not in addresses.

use aho_corasick::{AhoCorasick, MatchKind};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::{
    Rule, Span,
    report::Flaws,
    syntax::{self, Spanned},
};

#[derive(Debug)]
pub(super) struct Name {
    pub(super) right: String,
    /// Forms that are wrong in whatever case; the right one in another case always is.
    pub(super) wrong: Vec<String>,
}

/// All names, to be looked for in one walk through a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Whose the pattern is, by the pattern's number.
    rights: Vec<String>,
    search: Option<AhoCorasick>,
}

impl Names {
    pub(super) fn new(names: Vec<Name>) -> Self {
        let (mut rights, mut patterns) = (Vec::new(), Vec::new());
        for Name { right, wrong } in names {
            for form in wrong.into_iter().chain([right.clone()]).filter(|form| !form.trim().is_empty()) {
                rights.push(right.clone());
                patterns.push(form);
            }
        }
        // The longest form decides, so that `AWS Lambda` may hold another name's form. Too large a list finds nothing.
        let mut search = AhoCorasick::builder();
        search.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        let search = if patterns.is_empty() { None } else { search.build(patterns).ok() };
        Self { rights, search }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.search.is_none()
    }

    /// Looks through the prose of a file of Markdown.
    pub(super) fn check(&self, text: &str) -> Flaws {
        let (events, mut flaws) = (syntax::events(text), Flaws::default());
        prose(&events).for_each(|span| self.check_part(text, span, &mut flaws));
        flaws
    }

    /// Looks through a part of a text.
    pub(super) fn check_part(&self, text: &str, span: Span, flaws: &mut Flaws) {
        let (Some(search), Some(part)) = (&self.search, text.get(span.clone())) else { return };
        for found in search.find_iter(part) {
            let place = span.start + found.start()..span.start + found.end();
            let (written, right) = (&text[place.clone()], &self.rights[found.pattern().as_usize()]);
            if written != right && is_word(text, &place) {
                let message = format!("`{written}` is spelt `{right}`");
                flaws
                    .add(Rule::Spelling, place, message)
                    .hint("code goes between `backticks`, where nothing is respelt");
            }
        }
    }
}

/// Whether nothing stands beside it that makes it a part of a longer word, of a path or of an address.
fn is_word(text: &str, place: &Span) -> bool {
    let joins = |c: char| c.is_alphanumeric() || "_-/\\@#=".contains(c);
    let (before, after) = (&text[..place.start], &text[place.end..]);
    // A point or a colon ends a sentence, or joins what stands close behind it.
    let rest = after.strip_prefix(['.', ':']);
    let goes_on = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || "*/".contains(c)));
    !before.ends_with(|c: char| joins(c) || ".:".contains(c)) && !after.starts_with(joins) && !goes_on
}

/// Where the words are that a reader reads as words.
fn prose(events: &[Spanned<'_>]) -> impl Iterator<Item = Span> {
    let mut hidden = 0_usize;
    events.iter().filter_map(move |(event, span)| {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => hidden += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => hidden -= 1,
            Event::Text(_) if hidden == 0 => return Some(span.clone()),
            _ => {}
        }
        None
    })
}
