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

/// What is known of a learner and a question: an answer, and since when it is asked again, by a miss in the sandbox or
/// by the learner.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) card: Option<Card>,
    asked: Option<Day>,
}

impl Known {
    /// What is asked again is due on the day on which it was, and never later than the card says.
    pub(super) fn due(&self) -> Option<Day> {
        self.card.as_ref().map(|card| card.due).into_iter().chain(self.asked).min()
    }

    pub(super) fn recall(&self, today: Day, parameters: &Parameters) -> f32 {
        self.card.as_ref().map_or(0.0, |card| parameters.recall(card.memory, card.day, today))
    }
}

pub(super) async fn known(
    store: &Store,
    learner: LearnerId,
    calendar: &Calendar,
) -> Result<BTreeMap<Slug, Known>, StoreError> {
    let mut known: BTreeMap<Slug, Known> = BTreeMap::new();
    for (question, card) in store.cards(learner).await? {
        known.entry(question).or_default().card = Some(card);
    }
    let retries = store.open_retries(learner).await?.into_iter();
    let asked = retries.map(|(question, asked_at)| (question, calendar.day(asked_at)));
    for (question, day) in store.open_misses(learner).await?.into_iter().chain(asked) {
        let since = &mut known.entry(question).or_default().asked;
        *since = Some(since.map_or(day, |since| since.min(day)));
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
    let calendar = Calendar::of(&preferences);
    let today = calendar.day(now_ms);
    let known = known(store, learner, &calendar).await?;
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
