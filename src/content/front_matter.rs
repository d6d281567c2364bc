//! The TOML at the head of a note: what is known, what is missing, and what is written wrongly.

use domain::content::{Difficulty, Slug, Source};
use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::{Rule, Span, links, report::Flaws, syntax::nearest};

const KEYS: &[&str] = &["title", "difficulty", "summary", "tasks", "scenes", "related", "sources"];
const SOURCE_KEYS: &[&str] = &["title", "url", "checked"];

/// What could be understood, with the places of what is checked against other files.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) title: String,
    pub(super) difficulty: Option<Difficulty>,
    pub(super) summary: String,
    pub(super) tasks: Vec<String>,
    pub(super) scenes: Vec<(Slug, Span)>,
    pub(super) related: Vec<(Slug, Span)>,
    pub(super) sources: Vec<(Source, Span)>,
}

/// Reads `text`, which begins at byte `base` of its file.
pub(super) fn parse(text: &str, base: usize, flaws: &mut Flaws) -> FrontMatter {
    let (table, errors) = DeTable::parse_recoverable(text);
    let broken = !errors.is_empty();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        flaws.add(Rule::FrontMatter, span.start + base..span.end + base, format!("not TOML: {}", error.message()));
    }
    let mut reader = Reader { table: table.get_ref(), end: 0..text.len(), base, broken, flaws };
    reader.refuse_unknown(KEYS);
    let difficulty = reader.required_text("difficulty").and_then(|(text, span)| difficulty(&text, span, reader.flaws));
    let mut tasks = reader.texts("tasks");
    if reader.value("tasks").is_none() {
        reader.missing(Rule::MissingTask, "tasks", "name the tasks of the exam guide, such as tasks = [\"2.1.1\"]");
    }
    tasks.retain(|(id, span)| is_task(id, span, reader.flaws));
    FrontMatter {
        title: reader.required_text("title").map(|(title, _)| title).unwrap_or_default(),
        difficulty,
        summary: reader.required_text("summary").map(|(summary, _)| summary).unwrap_or_default(),
        tasks: tasks.into_iter().map(|(id, _)| id).collect(),
        scenes: reader.slugs("scenes"),
        related: reader.slugs("related"),
        sources: reader.sources(),
    }
}

pub(super) fn difficulty(text: &str, span: Span, flaws: &mut Flaws) -> Option<Difficulty> {
    let difficulty = text.parse().ok();
    if difficulty.is_none() {
        flaws
            .add(Rule::Difficulty, span, format!("`{text}` is no difficulty"))
            .hint("a difficulty is easy, medium or hard");
    }
    difficulty
}

/// An id of the exam guide: two or three numbers joined by dots.
pub(super) fn is_task(id: &str, span: &Span, flaws: &mut Flaws) -> bool {
    let number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let good = (2..=3).contains(&id.split('.').count()) && id.split('.').all(number);
    if !good {
        flaws.add(Rule::Task, span.clone(), format!("`{id}` is no task")).hint("write it as 2.1 or 2.1.2");
    }
    good
}

pub(super) fn day(text: &str, span: &Span, flaws: &mut Flaws) -> Option<Date> {
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    if day.is_none() {
        flaws.add(Rule::Date, span.clone(), format!("`{text}` is no date")).hint("write the day as 2026-11-22");
    }
    day
}

struct Reader<'a, 't> {
    table: &'a DeTable<'t>,
    /// Where a missing key is reported: the table's own place.
    end: Span,
    base: usize,
    /// After a syntax error a key may be missing only because it could not be read.
    broken: bool,
    flaws: &'a mut Flaws,
}

impl<'a, 't> Reader<'a, 't> {
    fn value(&self, key: &str) -> Option<(&'a DeValue<'t>, Span)> {
        let (_, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((value.get_ref(), self.place(value.span())))
    }

    fn place(&self, span: Span) -> Span {
        span.start + self.base..span.end + self.base
    }

    fn missing(&mut self, rule: Rule, key: &str, hint: &str) {
        if !self.broken {
            let span = self.place(self.end.clone());
            self.flaws.add(rule, span.start..span.start, format!("`{key}` is missing")).hint(hint);
        }
    }

    fn refuse_unknown(&mut self, known: &[&str]) {
        for (name, _) in self.table.iter().filter(|(name, _)| !known.contains(&name.get_ref().as_ref())) {
            let span = self.place(name.span());
            let hint = nearest(name.get_ref(), known.iter().copied());
            let hint = hint.unwrap_or_else(|| format!("known keys: {}", known.join(", ")));
            self.flaws.add(Rule::UnknownKey, span, format!("`{}` is not a known key", name.get_ref())).hint(hint);
        }
    }

    fn required_text(&mut self, key: &str) -> Option<(String, Span)> {
        let Some((value, span)) = self.value(key) else {
            self.missing(Rule::MissingKey, key, &format!("add {key} = \"…\""));
            return None;
        };
        match value.as_str().map(str::trim) {
            Some(text) if !text.is_empty() => Some((text.to_owned(), span)),
            Some(_) => self.wrong(span, format!("`{key}` is empty")),
            None => self.wrong(span, format!("`{key}` is a text in quotation marks")),
        }
    }

    fn texts(&mut self, key: &str) -> Vec<(String, Span)> {
        let Some((value, span)) = self.value(key) else { return Vec::new() };
        let Some(list) = value.as_array() else {
            self.wrong::<()>(span, format!("`{key}` is a list of texts: {key} = [\"…\"]"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in list {
            let span = self.place(item.span());
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), span)),
                None => drop(self.wrong::<()>(span, format!("`{key}` is a list of texts: {key} = [\"…\"]"))),
            }
        }
        texts
    }

    fn slugs(&mut self, key: &str) -> Vec<(Slug, Span)> {
        let mut slugs = Vec::new();
        for (text, span) in self.texts(key) {
            match text.parse() {
                Ok(slug) => slugs.push((slug, span)),
                Err(reason) => {
                    self.flaws.add(Rule::Slug, span, format!("`{text}` is no name")).hint(format!("{reason}"));
                }
            }
        }
        slugs
    }

    fn sources(&mut self) -> Vec<(Source, Span)> {
        let Some((value, span)) = self.value("sources") else {
            let hint = "add [[sources]] with title, url and checked";
            self.missing(Rule::MissingSource, "sources", hint);
            return Vec::new();
        };
        let Some(list) = value.as_array() else {
            self.wrong::<()>(span, "`sources` is a list of tables: [[sources]]".to_owned());
            return Vec::new();
        };
        let mut sources = Vec::new();
        for item in list {
            let span = self.place(item.span());
            match item.get_ref().as_table() {
                Some(table) => sources.extend(self.source(table, item.span())),
                None => drop(self.wrong::<()>(span, "a source is a table: [[sources]]".to_owned())),
            }
        }
        sources
    }

    fn source(&mut self, table: &DeTable<'_>, end: Span) -> Option<(Source, Span)> {
        let mut reader = Reader { table, end, base: self.base, broken: self.broken, flaws: self.flaws };
        reader.refuse_unknown(SOURCE_KEYS);
        let title = reader.required_text("title");
        let url = reader.required_text("url");
        let checked = reader.date("checked");
        let (url, place) = url?;
        if !links::is_web_address(&url) {
            reader.flaws.add(Rule::Link, place, format!("`{url}` is no web address")).hint("it begins with https://");
        }
        let (checked, place) = checked?;
        Some((Source { title: title?.0, url, checked: checked.to_string() }, place))
    }

    fn date(&mut self, key: &str) -> Option<(Date, Span)> {
        let Some((value, span)) = self.value(key) else {
            self.missing(Rule::MissingDate, key, "say on which day the source was read: checked = 2026-11-22");
            return None;
        };
        let text = match value {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => return self.wrong(span, format!("`{key}` is a date: {key} = 2026-11-22")),
        };
        day(&text, &span, self.flaws).map(|day| (day, span))
    }

    fn wrong<T>(&mut self, span: Span, message: String) -> Option<T> {
        self.flaws.add(Rule::FrontMatter, span, message);
        None
    }
}
