//! Reads a track: `tracks/<slug>.toml`, an exam with its blueprint.

use std::ops::RangeInclusive;

use domain::content::{Domain, Scale, Skill, Slug, Source, Task, Track};

use super::{
    Rule, Span,
    report::Flaws,
    table::{Table, Toml, is_task, whole},
};

pub(super) const KEYS: &[&str] =
    &["title", "summary", "concepts", "scored", "unscored", "minutes", "scale", "pass", "sources", "domains"];
pub(super) const DOMAIN_KEYS: &[&str] = &["id", "title", "weight", "tasks", "concepts"];
pub(super) const TASK_KEYS: &[&str] = &["id", "title", "skills"];
pub(super) const SKILL_KEYS: &[&str] = &["id", "title"];

/// The longest real exams have fewer; an attempt is one page that a learner holds in memory.
const QUESTIONS: RangeInclusive<u32> = 1..=500;
/// Two days: nobody sits longer.
const MINUTES: RangeInclusive<u32> = 1..=2880;
const SCORES: RangeInclusive<u32> = 0..=100_000;
const WEIGHTS: RangeInclusive<u32> = 1..=100;

/// A track as far as it could be read.
#[derive(Debug)]
pub(super) struct TrackFile<'t> {
    pub(super) path: &'t str,
    pub(super) title: String,
    summary: String,
    slug: Slug,
    pub(super) concepts: Vec<(Slug, Span)>,
    scored: Option<u32>,
    unscored: u32,
    minutes: Option<u32>,
    scale: Option<Scale>,
    pass: Option<u32>,
    pub(super) sources: Vec<(Source, Span)>,
    pub(super) domains: Vec<DomainDraft>,
}

#[derive(Debug)]
pub(super) struct DomainDraft {
    id: Slug,
    title: String,
    weight: u32,
    pub(super) tasks: Vec<Task>,
    pub(super) concepts: Vec<(Slug, Span)>,
}

pub(super) fn parse<'t>(path: &'t str, slug: Slug, text: &'t str, flaws: &mut Flaws) -> TrackFile<'t> {
    Toml { text, base: 0, rule: Rule::Toml }.read(flaws, |table| {
        table.refuse_unknown(KEYS);
        let title = table.required_text("title").map(|(title, _)| title).unwrap_or_default();
        let summary = table.required_text("summary").map(|(summary, _)| summary).unwrap_or_default();
        let concepts = table.slugs("concepts");
        once(&concepts, "this concept", table.flaws());
        let scale = scale(table);
        TrackFile {
            path,
            title,
            summary,
            slug,
            concepts,
            scored: table.required_number("scored", &QUESTIONS),
            unscored: table.number("unscored", &(0..=*QUESTIONS.end())).unwrap_or(0),
            minutes: table.required_number("minutes", &MINUTES),
            scale,
            pass: pass(table, scale),
            sources: table.sources(),
            domains: domains(table),
        }
    })
}

fn scale(table: &mut Table<'_, '_>) -> Option<Scale> {
    let Some((value, span)) = table.value("scale") else {
        table.missing(Rule::MissingKey, "scale", "add scale = [100, 1000]");
        return None;
    };
    let ends = value.as_array().map(|list| list.iter().map(|end| whole(end.get_ref())).collect::<Option<Vec<_>>>());
    match ends.flatten().as_deref() {
        Some(&[lowest, highest]) if lowest < highest && SCORES.contains(&highest) => Some(Scale { lowest, highest }),
        _ => table.wrong(span, "`scale` is the lowest and the highest score: scale = [100, 1000]"),
    }
}

fn pass(table: &mut Table<'_, '_>, scale: Option<Scale>) -> Option<u32> {
    let range = scale.map_or(SCORES, |scale| scale.lowest..=scale.highest);
    table.required_number("pass", &range)
}

fn domains(table: &mut Table<'_, '_>) -> Vec<DomainDraft> {
    if !table.has("domains") {
        table.missing(Rule::MissingKey, "domains", "add [[domains]] with id, title, weight and concepts or tasks");
    }
    let mut ids = Vec::new();
    let domains = table.tables("domains", |table| {
        let (domain, place) = domain(table)?;
        ids.push((domain.id.clone(), place));
        Some(domain)
    });
    once(&ids, "this domain", table.flaws());
    let shared: Vec<_> = domains.iter().flat_map(|domain| domain.concepts.iter().cloned()).collect();
    once(&shared, "a domain that holds this concept", table.flaws());
    let sum: u32 = domains.iter().map(|domain| domain.weight).sum();
    let listed = table.value("domains").and_then(|(value, _)| value.as_array().map(|list| list.len()));
    if listed == Some(domains.len()) && sum != 100 {
        let message = format!("the weights of the domains add up to {sum} percent");
        let place = table.value("domains").map_or(0..0, |(_, place)| place.start..place.start);
        table.flaws().add(Rule::Weights, place, message).hint("make them add up to 100");
    }
    domains
}

fn domain(table: &mut Table<'_, '_>) -> Option<(DomainDraft, Span)> {
    table.refuse_unknown(DOMAIN_KEYS);
    let id = table.required_slug("id");
    let title = table.required_text("title");
    let weight = table.required_number("weight", &WEIGHTS);
    let concepts = table.slugs("concepts");
    let tasks = table.tables("tasks", task);
    if !table.has("concepts") && !table.has("tasks") {
        table.missing(Rule::MissingKey, "concepts", "say what belongs to the domain: concepts = [\"…\"], or tasks");
    }
    let (id, place) = id?;
    Some((DomainDraft { id, title: title?.0, weight: weight?, tasks, concepts }, place))
}

fn task(table: &mut Table<'_, '_>) -> Option<Task> {
    table.refuse_unknown(TASK_KEYS);
    let id = task_id(table);
    let title = table.required_text("title");
    let skills = table.tables("skills", |table| skill(table, id.as_deref()));
    Some(Task { id: id?, title: title?.0, skills })
}

fn skill(table: &mut Table<'_, '_>, task: Option<&str>) -> Option<Skill> {
    table.refuse_unknown(SKILL_KEYS);
    let id = task_id(table);
    let title = table.required_text("title");
    let id = id?;
    if task.is_some_and(|task| !id.strip_prefix(task).is_some_and(|rest| rest.starts_with('.'))) {
        let message = format!("the skill {id} does not belong to the task {}", task.unwrap_or_default());
        let place = table.place();
        table.flaws().add(Rule::Task, place, message).hint("a skill's id begins with its task's: 2.1.2 of 2.1");
    }
    Some(Skill { id, title: title?.0 })
}

fn task_id(table: &mut Table<'_, '_>) -> Option<String> {
    let (id, span) = table.required_text("id")?;
    is_task(&id, &span, table.flaws()).then_some(id)
}

/// Says where something is named a second time.
fn once(names: &[(Slug, Span)], what: &str, flaws: &mut Flaws) {
    let mut seen = std::collections::HashSet::new();
    for (slug, span) in names {
        if !seen.insert(slug) {
            flaws.add(Rule::DuplicateId, span.clone(), format!("there is already {what}: `{slug}`"));
        }
    }
}

impl TrackFile<'_> {
    /// The ids of all tasks and skills.
    pub(super) fn task_ids(&self) -> impl Iterator<Item = &str> {
        self.domains.iter().flat_map(|domain| &domain.tasks).flat_map(Task::ids)
    }

    /// The track, once nothing forbids to serve it; of its concepts those that `exists` knows.
    pub(super) fn finish(self, exists: impl Fn(&Slug) -> bool) -> Option<Track> {
        let known = |concepts: Vec<(Slug, Span)>| {
            concepts.into_iter().map(|(slug, _)| slug).filter(|slug| exists(slug)).collect::<Vec<_>>()
        };
        Some(Track {
            slug: self.slug,
            title: self.title,
            summary: self.summary,
            concepts: known(self.concepts),
            scored: self.scored?,
            unscored: self.unscored,
            minutes: self.minutes?,
            scale: self.scale?,
            pass: self.pass?,
            sources: self.sources.into_iter().map(|(source, _)| source).collect(),
            domains: self.domains.into_iter().map(|domain| domain.finish(&known)).collect(),
        })
    }
}

impl DomainDraft {
    fn finish(self, known: &impl Fn(Vec<(Slug, Span)>) -> Vec<Slug>) -> Domain {
        let Self { id, title, weight, tasks, concepts } = self;
        Domain { id, title, weight, tasks, concepts: known(concepts) }
    }
}
