//! How far a learner has come: per concept, per domain of the exam guide, and in all.

use std::collections::{BTreeMap, HashMap};

use domain::{
    content::Slug,
    practice::{Card, Day, schedule},
};

use super::PracticeError;
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

impl Totals {
    /// Mean recall of the questions that were seen; `None` where there is none.
    pub fn recall(&self) -> Option<f32> {
        #[expect(clippy::cast_precision_loss, reason = "questions are counted in thousands")]
        (self.seen > 0).then(|| self.recall_sum / self.seen as f32)
    }

    fn count(&mut self, card: Option<&Card>, today: Day) {
        self.questions += 1;
        let Some(card) = card else { return };
        self.seen += 1;
        self.correct += usize::from(card.verdict.is_right());
        self.due += usize::from(card.due <= today);
        self.recall_sum += schedule::recall(card.memory, card.day, today);
    }
}

pub async fn progress(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
) -> Result<Progress, PracticeError> {
    let today = Day::at(now_ms, 0);
    let cards: HashMap<Slug, Card> = store.cards(learner).await?.into_iter().collect();
    let mut all = Totals::default();
    let mut domains: BTreeMap<String, Totals> = BTreeMap::new();
    let mut concepts = Vec::with_capacity(library.concepts().len());
    for concept in library.concepts() {
        let mut totals = Totals::default();
        for question in library.questions_of(&concept.slug) {
            let card = cards.get(&question.id);
            totals.count(card, today);
            all.count(card, today);
            let mut of_question: Vec<&str> = question.tasks.iter().filter_map(|task| task.split('.').next()).collect();
            of_question.dedup();
            for domain in of_question {
                domains.entry(domain.to_owned()).or_default().count(card, today);
            }
        }
        concepts.push(ConceptProgress { concept: concept.slug.clone(), totals });
    }
    let domains = domains.into_iter().map(|(domain, totals)| DomainProgress { domain, totals }).collect();
    Ok(Progress { concepts, domains, totals: all })
}
