//! Reads the lines of a sequence diagram.

use pulldown_cmark::Event;

use super::{Diagram, Step};
use crate::content::{Rule, Span, report::Flaws, syntax};

const MAX_ACTORS: usize = 6;
const MAX_STEPS: usize = 20;
const MAX_LABEL: usize = 200;

pub(super) fn parse(block: &[syntax::Spanned<'_>], whole: &Span, flaws: &mut Flaws) -> Option<Diagram> {
    let mut draft = Draft::default();
    let mut good = true;
    for (line, span) in lines(block) {
        if let Err((message, hint)) = draft.line(&line) {
            flaws.add(Rule::Diagram, span, message).maybe_hint(hint);
            good = false;
        }
    }
    if !good {
        return None;
    }
    match draft.finish() {
        Ok(diagram) => Some(diagram),
        Err(message) => {
            flaws.add(Rule::Diagram, whole.start..whole.start, message);
            None
        }
    }
}

#[derive(Default)]
struct Draft {
    title: Option<String>,
    alt: Option<String>,
    actors: Vec<String>,
    steps: Vec<Step>,
}

type LineError = (String, Option<String>);

impl Draft {
    fn line(&mut self, line: &str) -> Result<(), LineError> {
        let shape = "a line is `title: …`, `alt: …`, `actors: A | B`, `A -> B: …`, `A --> B: …` or `note A: …`";
        let unclear = || (format!("`{line}` is not a line of a diagram"), Some(shape.to_owned()));
        let (head, rest) = line.split_once(':').ok_or_else(unclear)?;
        let (head, rest) = (head.trim(), rest.trim());
        if rest.is_empty() {
            return Err(("there is nothing after the colon".to_owned(), None));
        }
        if rest.chars().count() > MAX_LABEL && head != "alt" {
            return Err((format!("this is longer than {MAX_LABEL} characters"), None));
        }
        match head {
            "title" => self.title = Some(rest.to_owned()),
            "alt" => self.alt = Some(rest.to_owned()),
            "actors" => self.actors(rest)?,
            _ => {
                let step = self.step(head, rest).unwrap_or_else(|| Err(unclear()))?;
                self.steps.push(step);
            }
        }
        Ok(())
    }

    fn actors(&mut self, names: &str) -> Result<(), LineError> {
        self.actors = names.split('|').map(|name| name.trim().to_owned()).collect();
        let distinct: std::collections::HashSet<_> = self.actors.iter().collect();
        if distinct.len() < self.actors.len() || self.actors.iter().any(String::is_empty) {
            return Err(("every actor has a name of its own".to_owned(), None));
        }
        if self.actors.len() < 2 || self.actors.len() > MAX_ACTORS {
            return Err((format!("a diagram has 2 to {MAX_ACTORS} actors"), None));
        }
        Ok(())
    }

    fn step(&self, head: &str, label: &str) -> Option<Result<Step, LineError>> {
        let label = label.to_owned();
        if let Some(actor) = head.strip_prefix("note ") {
            return Some(self.actor(actor).map(|actor| Step::Note { actor, label }));
        }
        // The longer arrow first: it contains the shorter one.
        let reply = head.split_once("-->").map(|ends| (ends, true));
        let ((from, to), reply) = reply.or_else(|| head.split_once("->").map(|ends| (ends, false)))?;
        let ends = self.actor(from).and_then(|from| Ok((from, self.actor(to)?)));
        Some(ends.map(|(from, to)| Step::Message { from, to, reply, label }))
    }

    fn actor(&self, name: &str) -> Result<usize, LineError> {
        let name = name.trim();
        self.actors.iter().position(|actor| actor == name).ok_or_else(|| {
            let near = syntax::nearest(name, self.actors.iter().map(String::as_str));
            let hint = near.unwrap_or_else(|| "name it in the line `actors:` above".to_owned());
            (format!("`{name}` is not one of the actors"), Some(hint))
        })
    }

    fn finish(self) -> Result<Diagram, String> {
        let missing = |line: &str| format!("the diagram has no line `{line}: …`");
        let title = self.title.ok_or_else(|| missing("title"))?;
        let alt = self.alt.ok_or_else(|| missing("alt"))?;
        if self.actors.is_empty() {
            return Err(missing("actors"));
        }
        if self.steps.is_empty() || self.steps.len() > MAX_STEPS {
            return Err(format!("a diagram has 1 to {MAX_STEPS} steps"));
        }
        Ok(Diagram { title, alt, actors: self.actors, steps: self.steps })
    }
}

fn lines(block: &[syntax::Spanned<'_>]) -> Vec<(String, Span)> {
    let mut lines = Vec::new();
    for (event, span) in block {
        let Event::Text(text) = event else { continue };
        let mut start = span.start;
        for line in text.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            let content = line.trim();
            if !content.is_empty() {
                lines.push((content.to_owned(), start + indent..start + indent + content.len()));
            }
            start += line.len();
        }
    }
    lines
}
