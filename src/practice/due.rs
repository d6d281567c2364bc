//! What is due today, the least remembered first.

use std::collections::{BTreeMap, HashMap};

use domain::{
    content::Slug,
    practice::{Card, Day, Mark, schedule::Parameters},
};

use super::{Calendar, PracticeError, page::key_is_unchanged};
use crate::{
    content::Library,
    store::{LearnerId, Profile, Store, StoreError},
};

#[derive(Clone, Debug, PartialEq)]
pub struct DueQuestion {
    pub question: Slug,
    pub concept: Slug,
    pub due: Day,
    /// The probability that the answer is still remembered; 0 for a question that was never answered.
    pub recall: f32,
}

/// What is known of a learner and a question: an answer, a miss in the sandbox since the last answer, or both.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) card: Option<Card>,
    missed: Option<Day>,
}

impl Known {
    /// A miss makes the question due on its day, and never later than the card says.
    pub(super) fn due(&self) -> Option<Day> {
        self.card.as_ref().map(|card| card.due).into_iter().chain(self.missed).min()
    }

    pub(super) fn recall(&self, today: Day, parameters: &Parameters) -> f32 {
        self.card.as_ref().map_or(0.0, |card| parameters.recall(card.memory, card.day, today))
    }
}

pub(super) async fn known(store: &Store, learner: LearnerId) -> Result<BTreeMap<Slug, Known>, StoreError> {
    let mut known: BTreeMap<Slug, Known> = BTreeMap::new();
    for (question, card) in store.cards(learner).await? {
        known.entry(question).or_default().card = Some(card);
    }
    for (question, day) in store.open_misses(learner).await? {
        known.entry(question).or_default().missed = Some(day);
    }
    Ok(known)
}

/// Questions that were removed from the content keep their history and are not asked, those that are set aside neither.
/// One whose key was changed is due today, whatever its card says.
pub async fn due(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
) -> Result<Vec<DueQuestion>, PracticeError> {
    let Profile { preferences, parameters } = store.profile(learner).await?;
    let today = Calendar::of(&preferences).day(now_ms);
    let known = known(store, learner).await?;
    let under = store.answered_under(learner).await?;
    let under: HashMap<&str, &str> = under.iter().collect();
    let marks: HashMap<Slug, Mark> = store.marks(learner).await?.into_iter().collect();
    let mut due: Vec<DueQuestion> = known
        .into_iter()
        .filter_map(|(question, known)| {
            let asked = library.question(&question)?;
            let changed = under.get(question.as_str()).is_some_and(|key| !key_is_unchanged(asked, key));
            let due = known.due().filter(|due| *due <= today).or_else(|| changed.then_some(today))?;
            let misses = known.card.as_ref().map_or(0, |card| card.misses);
            let mark = marks.get(&question).cloned().unwrap_or_default();
            let concept = asked.concept.clone();
            let recall = known.recall(today, &parameters);
            (!mark.is_set_aside(misses)).then_some(DueQuestion { question, concept, due, recall })
        })
        .collect();
    due.sort_by(|one, other| one.recall.total_cmp(&other.recall).then_with(|| one.question.cmp(&other.question)));
    Ok(due)
}
