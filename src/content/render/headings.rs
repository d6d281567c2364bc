//! The headings of a note: their order, and an id for each that can be linked to.

use std::collections::HashSet;

use domain::content::{Heading, Slug};

use crate::content::{Rule, Span, report::Flaws};

/// An anchor for a question begins like this, so no heading may.
pub(in crate::content) const QUESTION_ANCHOR: &str = "q-";

#[derive(Default)]
pub(in crate::content) struct Headings {
    pub(in crate::content) list: Vec<(Heading, Span)>,
    ids: HashSet<Slug>,
    /// Of the last heading; a note begins below the title of its page.
    level: Option<u8>,
}

impl Headings {
    /// The id of the next heading, if it is one that can be linked to.
    pub(super) fn read(
        &mut self,
        level: u8,
        written: Option<&str>,
        title: String,
        (span, line): (Span, usize),
        flaws: &mut Flaws,
    ) -> Option<Slug> {
        self.check_level(level, span.start..span.start, flaws);
        if !(2..=3).contains(&level) {
            return None;
        }
        let id = written.map_or_else(|| slugify(&title), str::to_owned);
        let Some(id) = id.parse::<Slug>().ok().filter(|id| !id.as_str().starts_with(QUESTION_ANCHOR)) else {
            let message = format!("`{id}` cannot be the id of a section");
            let hint =
                "give it one of lower-case letters, digits and hyphens, not beginning with q-: ## Title {#title}";
            flaws.add(Rule::Slug, span, message).hint(hint);
            return None;
        };
        if !self.ids.insert(id.clone()) {
            let message = format!("the id `{id}` is already that of another section");
            flaws.add(Rule::DuplicateId, span, message).hint("give one of them an id: ## Title {#other-id}");
            return None;
        }
        self.list.push((Heading { id: id.clone(), title, level, line }, span));
        Some(id)
    }

    fn check_level(&mut self, level: u8, span: Span, flaws: &mut Flaws) {
        let above = self.level.replace(level.max(2)).unwrap_or(1);
        if level == 1 {
            let message = "the title of the note stands in its front matter";
            flaws.add(Rule::HeadingLevel, span, message).hint("begin sections with ##");
        } else if level > above + 1 {
            let message = format!("a heading of level {level} follows one of level {above}");
            flaws.add(Rule::HeadingLevel, span, message).hint("go down one level at a time");
        }
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
