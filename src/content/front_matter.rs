//! The TOML at the head of a note.

use domain::content::{Difficulty, Slug, Source};

use super::{
    Rule, Span,
    report::Flaws,
    table::{Toml, is_task},
};

const FENCE: &str = "+++";
pub(super) const KEYS: &[&str] =
    &["title", "difficulty", "summary", "tasks", "prerequisites", "scenes", "related", "sources"];

/// What could be understood, with the places of what is checked against other files.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) title: String,
    /// Where the title and the summary stand.
    pub(super) titles: Vec<Span>,
    pub(super) difficulty: Option<Difficulty>,
    pub(super) summary: String,
    pub(super) tasks: Vec<(String, Span)>,
    pub(super) prerequisites: Vec<(Slug, Span)>,
    pub(super) scenes: Vec<(Slug, Span)>,
    pub(super) related: Vec<(Slug, Span)>,
    pub(super) sources: Vec<(Source, Span)>,
}

/// Reads `text`, which begins at byte `base` of its file.
pub(super) fn parse(text: &str, base: usize, flaws: &mut Flaws) -> FrontMatter {
    Toml { text, base, rule: Rule::FrontMatter }.read(flaws, |table| {
        table.refuse_unknown(KEYS);
        let (title, title_at) = table.required_text("title").unwrap_or_default();
        let difficulty = table.required_text("difficulty");
        let difficulty = difficulty.and_then(|(text, span)| read_difficulty(&text, span, table.flaws()));
        let (summary, summary_at) = table.required_text("summary").unwrap_or_default();
        let mut tasks = table.texts("tasks");
        tasks.retain(|(id, span)| is_task(id, span, table.flaws()));
        FrontMatter {
            title,
            titles: vec![title_at, summary_at],
            difficulty,
            summary,
            tasks,
            prerequisites: table.slugs("prerequisites"),
            scenes: table.slugs("scenes"),
            related: table.slugs("related"),
            sources: table.sources(),
        }
    })
}

/// Whether the first line announces front matter.
pub(super) fn is_begun(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.trim_end() == FENCE)
}

/// Why a note has no front matter.
pub(super) fn missing(text: &str, flaws: &mut Flaws) {
    let mut lines = text.lines().map(str::trim_end);
    let (message, hint) = match lines.next() {
        Some(FENCE) if !lines.clone().any(|line| line == FENCE) => {
            ("the front matter has no end", "write a second line +++ after it")
        }
        Some(FENCE) => {
            ("the front matter begins with an empty line or is empty", "put the title directly below the first +++")
        }
        Some("---") => ("the note does not begin with front matter", "front matter is TOML between lines of +++"),
        _ => {
            ("the note does not begin with front matter", "put title, difficulty and summary between two lines of +++")
        }
    };
    flaws.add(Rule::FrontMatter, 0..0, message).hint(hint);
}

pub(super) fn read_difficulty(text: &str, span: Span, flaws: &mut Flaws) -> Option<Difficulty> {
    let difficulty = text.parse().ok();
    if difficulty.is_none() {
        flaws
            .add(Rule::Difficulty, span, format!("`{text}` is no difficulty"))
            .hint("a difficulty is easy, medium or hard");
    }
    difficulty
}
