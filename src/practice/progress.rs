//! How far a learner has come: per concept, per domain of the exam guide, and in all.

use std::collections::BTreeMap;

use domain::{content::Slug, practice::Day};

use super::{
    PracticeError,
    due::{self, Known},
};
use crate::{
    content::Library,
    store::{LearnerId, Store},
};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    pub questions: usize,
    /// Answered at least once.
    pub seen: usize,
    /// Of these, the last answer was right.
    pub correct: usize,
    pub due: usize,
    recall_sum: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ConceptProgress {
    pub concept: Slug,
    pub totals: Totals,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DomainProgress {
    /// The first number of a task: `2` for task `2.1`.
    pub domain: String,
    pub totals: Totals,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub concepts: Vec<ConceptProgress>,
    pub domains: Vec<DomainProgress>,
    pub totals: Totals,
}

impl Progress {
    pub fn of(&self, concept: &Slug) -> Option<&Totals> {
        self.concepts.iter().find(|of| of.concept == *concept).map(|of| &of.totals)
    }
}

impl Totals {
    /// Mean recall of the questions that were seen; `None` where there is none.
    pub fn recall(&self) -> Option<f32> {
        #[expect(clippy::cast_precision_loss, reason = "questions are counted in thousands")]
        (self.seen > 0).then(|| self.recall_sum / self.seen as f32)
    }

    /// Every question was answered at least once; a concept without questions has nothing to miss.
    pub fn all_seen(&self) -> bool {
        self.seen == self.questions
    }

    fn count(&mut self, known: Option<&Known>, today: Day) {
        self.questions += 1;
        let Some(known) = known else { return };
        self.due += usize::from(known.due().is_some_and(|due| due <= today));
        let Some(card) = &known.card else { return };
        self.seen += 1;
        self.correct += usize::from(card.verdict.is_right());
        self.recall_sum += known.recall(today);
    }
}

pub async fn progress(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
) -> Result<Progress, PracticeError> {
    let today = Day::at(now_ms, 0);
    let known = due::known(store, learner).await?;
    let mut all = Totals::default();
    let mut domains: BTreeMap<String, Totals> = BTreeMap::new();
    let mut concepts = Vec::with_capacity(library.concepts().len());
    for concept in library.concepts() {
        let mut totals = Totals::default();
        for question in library.questions_of(&concept.slug) {
            let known = known.get(&question.id);
            totals.count(known, today);
            all.count(known, today);
            let mut of_question: Vec<&str> = question.tasks.iter().filter_map(|task| task.split('.').next()).collect();
            of_question.dedup();
            for domain in of_question {
                domains.entry(domain.to_owned()).or_default().count(known, today);
            }
        }
        concepts.push(ConceptProgress { concept: concept.slug.clone(), totals });
    }
    let domains = domains.into_iter().map(|(domain, totals)| DomainProgress { domain, totals }).collect();
    Ok(Progress { concepts, domains, totals: all })
}
