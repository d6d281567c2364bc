//! Reads a TOML table key by key: what is there, what is missing, and what is written wrongly, each with its place.

use std::ops::RangeInclusive;

use domain::content::{Slug, Source};
use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::{Rule, Span, links, report::Flaws, syntax::nearest};

pub(super) const SOURCE_KEYS: &[&str] = &["title", "url", "checked"];

/// A text of TOML within a file.
#[derive(Clone, Copy)]
pub(super) struct Toml<'t> {
    pub(super) text: &'t str,
    /// The byte of the file at which it begins.
    pub(super) base: usize,
    /// What it is when a value has another shape than it should.
    pub(super) rule: Rule,
}

impl<'t> Toml<'t> {
    /// Hands its table to `read`; what is no TOML is a finding each.
    pub(super) fn read<T>(self, flaws: &mut Flaws, read: impl FnOnce(&mut Table<'_, 't>) -> T) -> T {
        let Self { text, base, rule } = self;
        let (table, errors) = DeTable::parse_recoverable(text);
        let broken = !errors.is_empty();
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            flaws.add(rule, span.start + base..span.end + base, format!("not TOML: {}", error.message()));
        }
        read(&mut Table { entries: table.get_ref(), whole: 0..text.len(), base, rule, broken, flaws })
    }
}

pub(super) struct Table<'a, 't> {
    entries: &'a DeTable<'t>,
    /// Where a missing key is reported: the table's own place.
    whole: Span,
    base: usize,
    rule: Rule,
    /// After a syntax error a key may be missing only because it could not be read.
    broken: bool,
    flaws: &'a mut Flaws,
}

impl<'a, 't> Table<'a, 't> {
    pub(super) fn flaws(&mut self) -> &mut Flaws {
        self.flaws
    }

    /// Where the table begins.
    pub(super) fn place(&self) -> Span {
        let start = self.whole.start + self.base;
        start..start
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    pub(super) fn value(&self, key: &str) -> Option<(&'a DeValue<'t>, Span)> {
        let (_, value) = self.entries.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((value.get_ref(), self.shifted(value.span())))
    }

    fn shifted(&self, span: Span) -> Span {
        span.start + self.base..span.end + self.base
    }

    pub(super) fn missing(&mut self, rule: Rule, key: &str, hint: &str) {
        if !self.broken {
            let place = self.place();
            self.flaws.add(rule, place, format!("`{key}` is missing")).hint(hint);
        }
    }

    pub(super) fn wrong<T>(&mut self, span: Span, message: impl Into<String>) -> Option<T> {
        self.flaws.add(self.rule, span, message);
        None
    }

    pub(super) fn refuse_unknown(&mut self, known: &[&str]) {
        for (name, _) in self.entries.iter().filter(|(name, _)| !known.contains(&name.get_ref().as_ref())) {
            let span = self.shifted(name.span());
            let hint = nearest(name.get_ref(), known.iter().copied());
            let hint = hint.unwrap_or_else(|| format!("known keys: {}", known.join(", ")));
            self.flaws.add(Rule::UnknownKey, span, format!("`{}` is not a known key", name.get_ref())).hint(hint);
        }
    }

    pub(super) fn required_text(&mut self, key: &str) -> Option<(String, Span)> {
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

    pub(super) fn required_slug(&mut self, key: &str) -> Option<(Slug, Span)> {
        let (text, span) = self.required_text(key)?;
        self.slug(&text, span)
    }

    fn slug(&mut self, text: &str, span: Span) -> Option<(Slug, Span)> {
        match text.parse() {
            Ok(slug) => Some((slug, span)),
            Err(reason) => {
                self.flaws.add(Rule::Slug, span, format!("`{text}` is no name")).hint(format!("{reason}"));
                None
            }
        }
    }

    /// A whole number that may be left out.
    pub(super) fn number(&mut self, key: &str, range: &RangeInclusive<u32>) -> Option<u32> {
        let (value, span) = self.value(key)?;
        let number = whole(value).filter(|number| range.contains(number));
        number.or_else(|| {
            self.wrong(span, format!("`{key}` is a whole number from {} to {}", range.start(), range.end()))
        })
    }

    pub(super) fn required_number(&mut self, key: &str, range: &RangeInclusive<u32>) -> Option<u32> {
        if !self.has(key) {
            self.missing(Rule::MissingKey, key, &format!("add {key} = {}", range.start()));
        }
        self.number(key, range)
    }

    pub(super) fn texts(&mut self, key: &str) -> Vec<(String, Span)> {
        let Some((value, span)) = self.value(key) else { return Vec::new() };
        let Some(list) = value.as_array() else {
            self.wrong::<()>(span, format!("`{key}` is a list of texts: {key} = [\"…\"]"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in list {
            let span = self.shifted(item.span());
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), span)),
                None => drop(self.wrong::<()>(span, format!("`{key}` is a list of texts: {key} = [\"…\"]"))),
            }
        }
        texts
    }

    pub(super) fn slugs(&mut self, key: &str) -> Vec<(Slug, Span)> {
        let texts = self.texts(key);
        texts.into_iter().filter_map(|(text, span)| self.slug(&text, span)).collect()
    }

    /// Every table of a list of tables, as far as `read` makes something of it.
    pub(super) fn tables<T>(&mut self, key: &str, mut read: impl FnMut(&mut Table<'_, '_>) -> Option<T>) -> Vec<T> {
        let Some((value, span)) = self.value(key) else { return Vec::new() };
        let Some(list) = value.as_array() else {
            self.wrong::<()>(span, format!("`{key}` is a list of tables: [[{key}]]"));
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in list {
            let Some(table) = item.get_ref().as_table() else {
                let span = self.shifted(item.span());
                self.wrong::<()>(span, format!("`{key}` is a list of tables: [[{key}]]"));
                continue;
            };
            let (base, rule, broken, whole) = (self.base, self.rule, self.broken, item.span());
            found.extend(read(&mut Table { entries: table, whole, base, rule, broken, flaws: self.flaws }));
        }
        found
    }

    /// The pages that facts were checked against, each with the place of its date.
    pub(super) fn sources(&mut self) -> Vec<(Source, Span)> {
        if !self.has("sources") {
            self.missing(Rule::MissingSource, "sources", "add [[sources]] with title, url and checked");
        }
        self.tables("sources", source)
    }

    fn date(&mut self, key: &str) -> Option<(Date, Span)> {
        let Some((value, span)) = self.value(key) else {
            self.missing(Rule::MissingDate, key, "say on which day the source was read: checked = YYYY-MM-DD");
            return None;
        };
        let text = match value {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => return self.wrong(span, format!("`{key}` is a date: {key} = YYYY-MM-DD")),
        };
        day(&text, &span, self.flaws).map(|day| (day, span))
    }
}

fn source(table: &mut Table<'_, '_>) -> Option<(Source, Span)> {
    table.refuse_unknown(SOURCE_KEYS);
    let title = table.required_text("title");
    let url = table.required_text("url");
    let checked = table.date("checked");
    let (url, place) = url?;
    if !links::is_web_address(&url) {
        table.flaws.add(Rule::Link, place, format!("`{url}` is no web address")).hint("it begins with https://");
    }
    let (checked, place) = checked?;
    Some((Source { title: title?.0, url, checked: checked.to_string() }, place))
}

/// The number of a TOML integer, if it is not negative and not absurdly large.
pub(super) fn whole(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    u32::from_str_radix(integer.as_str(), integer.radix()).ok()
}

pub(super) fn day(text: &str, span: &Span, flaws: &mut Flaws) -> Option<Date> {
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    if day.is_none() {
        flaws.add(Rule::Date, span.clone(), format!("`{text}` is no date")).hint("write the day as YYYY-MM-DD");
    }
    day
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
