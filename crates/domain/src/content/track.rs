//! A track: an exam with its blueprint, and the concepts that lead to it in their reading order.

use serde::{Deserialize, Serialize};

use super::{Question, Slug, Source};

/// What one prepares for: how long it takes, how it is scored, and how its questions are spread over its domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    pub slug: Slug,
    pub title: String,
    /// One sentence, plain text.
    pub summary: String,
    /// The concepts in the order in which they are best read. A blueprint without notes of its own lists none.
    pub concepts: Vec<Slug>,
    /// How many questions of an attempt count.
    pub scored: u32,
    /// How many are asked beside them and count for nothing.
    pub unscored: u32,
    pub minutes: u32,
    pub scale: Scale,
    /// The lowest score on the scale that passes.
    pub pass: u32,
    pub sources: Vec<Source>,
    /// In the order of the blueprint; their weights add up to 100.
    pub domains: Vec<Domain>,
}

/// The lowest and the highest score that an attempt can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scale {
    pub lowest: u32,
    pub highest: u32,
}

/// A part of the blueprint: what belongs to it is named by tasks, by concepts, or by both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    pub id: Slug,
    pub title: String,
    /// Its share of the scored questions, in percent.
    pub weight: u32,
    pub tasks: Vec<Task>,
    pub concepts: Vec<Slug>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Such as `2.1`.
    pub id: String,
    pub title: String,
    pub skills: Vec<Skill>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Such as `2.1.2`.
    pub id: String,
    pub title: String,
}

impl Track {
    /// How many questions an attempt has.
    pub fn questions(&self) -> u32 {
        self.scored + self.unscored
    }

    /// The domain that a question belongs to: the one that names its concept, or else the one with the task that says
    /// most exactly what the question is about.
    pub fn domain_of(&self, question: &Question) -> Option<&Domain> {
        self.domain_of_concept(&question.concept).or_else(|| self.domain_of_tasks(&question.tasks))
    }

    pub fn domain_of_concept(&self, concept: &Slug) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.concepts.contains(concept))
    }

    /// Of several matches that are equally exact, the task that comes first decides.
    pub fn domain_of_tasks(&self, tasks: &[String]) -> Option<&Domain> {
        let mut best: Option<(usize, &Domain)> = None;
        for task in tasks {
            for domain in &self.domains {
                let length = domain.longest_match(task);
                if length > best.map_or(0, |(length, _)| length) {
                    best = Some((length, domain));
                }
            }
        }
        best.map(|(_, domain)| domain)
    }
}

impl Domain {
    /// The ids of its tasks and their skills.
    fn ids(&self) -> impl Iterator<Item = &str> {
        self.tasks.iter().flat_map(Task::ids)
    }

    /// How many numbers of `task` the nearest of the domain's ids shares: `2.1.9` belongs to `2.1`, `2.10` does not.
    fn longest_match(&self, task: &str) -> usize {
        let holds = |id: &&str| task.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.ids().filter(holds).map(|id| id.split('.').count()).max().unwrap_or(0)
    }
}

impl Task {
    /// Its own id and those of its skills.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.skills.iter().map(|skill| skill.id.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Slug {
        text.parse().unwrap()
    }

    fn domain(id: &str, tasks: &[&str], concepts: &[&str]) -> Domain {
        let task = |id: &&str| Task { id: (*id).to_owned(), title: String::new(), skills: Vec::new() };
        Domain {
            id: slug(id),
            title: String::new(),
            weight: 50,
            tasks: tasks.iter().map(task).collect(),
            concepts: concepts.iter().map(|name| slug(name)).collect(),
        }
    }

    fn track(domains: Vec<Domain>) -> Track {
        let (title, summary) = (String::new(), String::new());
        let (concepts, sources) = (Vec::new(), Vec::new());
        let scale = Scale { lowest: 100, highest: 1000 };
        let slug = slug("track");
        Track { slug, title, summary, concepts, scored: 1, unscored: 0, minutes: 1, scale, pass: 720, sources, domains }
    }

    fn question(concept: &str, tasks: &[&str]) -> Question {
        Question {
            id: slug("question"),
            concept: slug(concept),
            kind: crate::content::Kind::Single,
            difficulty: crate::content::Difficulty::Easy,
            tasks: tasks.iter().map(|&task| task.to_owned()).collect(),
            stem_html: String::new(),
            options: Vec::new(),
            explanation_html: String::new(),
            section: slug("section"),
            scene: None,
            references: Vec::new(),
            line: 1,
        }
    }

    fn found(track: &Track, concept: &str, tasks: &[&str]) -> Option<String> {
        track.domain_of(&question(concept, tasks)).map(|domain| domain.id.to_string())
    }

    #[test]
    fn a_concept_decides_before_any_task() {
        let track = track(vec![domain("tasks", &["2.1"], &[]), domain("concepts", &[], &["tea"])]);
        assert_eq!(found(&track, "tea", &["2.1"]).as_deref(), Some("concepts"));
        assert_eq!(found(&track, "coffee", &["2.1"]).as_deref(), Some("tasks"));
        assert_eq!(found(&track, "coffee", &[]), None);
    }

    #[test]
    fn the_longest_matching_task_decides() {
        let track = track(vec![domain("wide", &["2.1", "1.1"], &[]), domain("narrow", &["2.1.2", "3.1"], &[])]);
        assert_eq!(found(&track, "tea", &["2.1.1"]).as_deref(), Some("wide"));
        assert_eq!(found(&track, "tea", &["2.1.2"]).as_deref(), Some("narrow"));
        assert_eq!(found(&track, "tea", &["1.1", "2.1.2"]).as_deref(), Some("narrow"));
        assert_eq!(found(&track, "tea", &["3.1", "1.1"]).as_deref(), Some("narrow"));
    }

    #[test]
    fn a_number_is_matched_whole() {
        let track = track(vec![domain("one", &["2.1"], &[])]);
        assert_eq!(found(&track, "tea", &["2.10"]), None);
        assert_eq!(found(&track, "tea", &["2.1.10"]).as_deref(), Some("one"));
    }
}
