//! Reads the list that closes a question: what to read again, where to see it, the references and the tasks.

use domain::{
    content::{Slug, Source},
    scene::SceneLink,
};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::list_items;
use crate::content::{
    Rule, Span,
    links::{self, Folder, Target},
    render::QUESTION_ANCHOR,
    report::Flaws,
    syntax::{self, Spanned},
    table,
};

const REREAD: &str = "Read again";
const SCENE: &str = "See it";
const REFERENCE: &str = "Reference";
const TASK: &str = "Task";
const KEYS: &[&str] = &[REREAD, SCENE, REFERENCE, TASK];

#[derive(Debug, Default)]
pub(in crate::content) struct Closing {
    /// A section of the question's own concept.
    pub(in crate::content) reread: Option<(Slug, Span)>,
    pub(in crate::content) scene: Option<(SceneLink, Span)>,
    pub(in crate::content) references: Vec<(Source, Span)>,
    pub(in crate::content) tasks: Vec<(String, Span)>,
}

pub(super) fn is_closing_list(element: &[Spanned<'_>]) -> bool {
    syntax::is_list(element) && list_items(element).into_iter().any(is_closing_item)
}

pub(super) fn is_closing_item(item: &[Spanned<'_>]) -> bool {
    let text = syntax::plain_text(item);
    text.split_once(':').is_some_and(|(key, _)| KEYS.contains(&key) || key == "Tasks")
}

pub(super) fn read(items: &[&[Spanned<'_>]], span: &Span, text: &str, concept: &Slug, flaws: &mut Flaws) -> Closing {
    let mut closing = Closing::default();
    let (mut reread, mut referred) = (false, false);
    for item in items {
        let item = Item::read(item, text);
        match item.key.as_str() {
            REREAD => {
                reread = true;
                closing.reread = item.section(concept, flaws);
            }
            SCENE if closing.scene.is_some() => item.refuse_second(flaws),
            SCENE => closing.scene = item.scene(flaws),
            REFERENCE => {
                referred = true;
                closing.references.extend(item.reference(text, flaws));
            }
            TASK | "Tasks" => closing.tasks.extend(item.tasks(text, flaws)),
            _ => item.refuse(flaws),
        }
    }
    if !reread {
        let hint = format!("- {REREAD}: [Section](../concepts/{concept}.md#section)");
        flaws.add(Rule::MissingReread, span.clone(), "the question names no section to read again").hint(hint);
    }
    if !referred {
        let hint = format!("- {REFERENCE}: [Title](https://…), checked YYYY-MM-DD");
        flaws.add(Rule::MissingReference, span.clone(), "the question has no reference").hint(hint);
    }
    closing
}

/// `- Key: [title](address), and what follows`
struct Item {
    span: Span,
    key: String,
    /// Without the link, what stands after the key.
    rest: String,
    /// Title, address and place.
    link: Option<(String, String, Span)>,
}

impl Item {
    fn read(item: &[Spanned<'_>], text: &str) -> Self {
        let span = syntax::span(text, item);
        let start = item.iter().position(|(event, _)| matches!(event, Event::Start(Tag::Link { .. })));
        let end = item.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Link)));
        let (before, link, after) = match (start, end) {
            (Some(start), Some(end)) => (&item[..start], Some(&item[start..=end]), &item[end + 1..]),
            _ => (item, None, &item[..0]),
        };
        let before = syntax::plain_text(before);
        let (key, rest) = before.split_once(':').unwrap_or((&before, ""));
        let link = link.and_then(|link| match &link[0] {
            (Event::Start(Tag::Link { dest_url, .. }), span) => {
                Some((syntax::plain_text(link), dest_url.to_string(), span.clone()))
            }
            _ => None,
        });
        let rest = format!("{}{}", rest.trim(), syntax::plain_text(after));
        Self { span, key: key.trim().to_owned(), rest, link }
    }

    fn resolve(&self, flaws: &mut Flaws) -> Option<(Target, Span)> {
        let (_, address, span) = self.link.as_ref()?;
        match links::resolve(Folder::Questions, address) {
            Ok((_, target)) => Some((target, span.clone())),
            Err(refused) => {
                flaws.add(Rule::Link, span.clone(), refused.message).hint(refused.hint);
                None
            }
        }
    }

    fn section(&self, concept: &Slug, flaws: &mut Flaws) -> Option<(Slug, Span)> {
        if self.link.is_some() {
            match self.resolve(flaws)? {
                (Target::Concept { slug, section: Some(section) }, span)
                    if slug == *concept && !section.starts_with(QUESTION_ANCHOR) =>
                {
                    return Some((section.parse().ok()?, span));
                }
                _ => {}
            }
        }
        let hint = format!("- {REREAD}: [Section](../concepts/{concept}.md#section)");
        let message = "this does not lead to a section of the question's own concept";
        flaws.add(Rule::MissingReread, self.span.clone(), message).hint(hint);
        None
    }

    fn scene(&self, flaws: &mut Flaws) -> Option<(SceneLink, Span)> {
        if self.link.is_some() {
            let (target, span) = self.resolve(flaws)?;
            if let Target::Scene(link) = target {
                return Some((link, span));
            }
        }
        let message = "this does not lead to a scene of the sandbox";
        flaws.add(Rule::UnknownScene, self.span.clone(), message).hint(format!("- {SCENE}: [Title](/sandbox/tokens)"));
        None
    }

    fn reference(&self, text: &str, flaws: &mut Flaws) -> Option<(Source, Span)> {
        let link = self.link.as_ref().filter(|(title, url, _)| !title.is_empty() && links::is_web_address(url));
        let Some((title, url, place)) = link else {
            let hint = format!("- {REFERENCE}: [Title](https://…), checked YYYY-MM-DD");
            let message = "a reference is a link to a page on the web, with its title";
            flaws.add(Rule::MissingReference, self.span.clone(), message).hint(hint);
            return None;
        };
        let Some(checked) = self.rest.trim_start_matches(',').trim().strip_prefix("checked ").map(str::trim) else {
            let hint = "end the line with: , checked YYYY-MM-DD";
            let message = "the reference does not say when it was checked";
            flaws.add(Rule::MissingDate, self.span.clone(), message).hint(hint);
            return None;
        };
        let place = syntax::find(text, &(place.end..self.span.end.max(place.end)), checked);
        let day = table::day(checked, &place, flaws)?;
        Some((Source { title: title.clone(), url: url.clone(), checked: day.to_string() }, place))
    }

    fn tasks(&self, text: &str, flaws: &mut Flaws) -> Vec<(String, Span)> {
        let ids = self.rest.split(',').map(str::trim).filter(|id| !id.is_empty());
        let mut tasks: Vec<(String, Span)> =
            ids.map(|id| (id.to_owned(), syntax::find(text, &self.span, id))).collect();
        tasks.retain(|(id, span)| table::is_task(id, span, flaws));
        tasks
    }

    fn refuse_second(&self, flaws: &mut Flaws) {
        let message = format!("a question has one `{SCENE}`, and this is another");
        flaws
            .add(Rule::UnknownScene, self.span.clone(), message)
            .hint("keep the one that shows the question's own case");
    }

    fn refuse(&self, flaws: &mut Flaws) {
        let hint = syntax::nearest(&self.key, KEYS.iter().copied());
        let hint = hint.unwrap_or_else(|| format!("known: {}", KEYS.join(", ")));
        flaws.add(Rule::UnknownKey, self.span.clone(), format!("`{}` is not known here", self.key)).hint(hint);
    }
}
