//! What is due today, the least remembered first.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    content::{Question, Slug},
    practice::{
        Card, Day, Mark, Preferences,
        schedule::{Memory, Parameters},
    },
};

use super::{Calendar, PracticeError};
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
    fn due(&self) -> Option<Day> {
        self.card.as_ref().map(|card| card.due).into_iter().chain(self.asked).min()
    }

    fn recall(&self, today: Day, parameters: &Parameters) -> f32 {
        self.card.as_ref().map_or(0.0, |card| parameters.retained(card.memory, card.day, today))
    }
}

/// What is known of one learner today: everything that decides which questions are due. Reading it takes a query each
/// for cards, misses, retries and marks, so a page that needs several things of it reads it once.
pub struct Dues {
    pub(super) preferences: Preferences,
    pub(super) today: Day,
    pub(super) parameters: Parameters,
    pub(super) known: BTreeMap<Slug, Known>,
    /// Those that were answered under another key than they have now.
    changed: HashSet<Slug>,
    marks: HashMap<Slug, Mark>,
}

impl Dues {
    pub async fn of(library: &Library, store: &Store, learner: LearnerId, now_ms: i64) -> Result<Self, StoreError> {
        let (profile, under, cards, misses, retries, marks) = tokio::try_join!(
            store.profile(learner),
            store.answered_under(learner),
            store.cards(learner),
            store.open_misses(learner),
            store.open_retries(learner),
            store.marks(learner),
        )?;
        let Profile { preferences, parameters } = profile;
        let calendar = Calendar::of(&preferences);
        let retries = retries.into_iter().map(|(question, asked_at)| (question, calendar.day(asked_at)));
        let changed = under.iter().filter(|keyed| library.place_of_keyed(keyed).is_none());
        Ok(Self {
            today: calendar.day(now_ms),
            parameters,
            known: known(cards, misses.into_iter().chain(retries)),
            preferences,
            changed: changed.filter_map(|keyed| keyed.split_once(' ')?.0.parse().ok()).collect(),
            marks: marks.into_iter().collect(),
        })
    }

    /// What is due today, the least remembered first.
    pub(super) fn list(&self, library: &Library) -> Vec<DueQuestion> {
        let due = self.known.iter().filter_map(|(id, known)| {
            let question = library.question(id)?;
            let due = self.comes_back(question).filter(|due| *due <= self.today)?;
            let concept = question.concept.clone();
            Some(DueQuestion { question: id.clone(), concept, due, recall: self.recall(known) })
        });
        let mut due: Vec<DueQuestion> = due.collect();
        due.sort_by(|one, other| one.recall.total_cmp(&other.recall).then_with(|| one.question.cmp(&other.question)));
        due
    }

    /// The day on which a question comes back; never where it was not asked yet or is set aside. One whose key was
    /// changed comes back today, whatever its card says.
    pub(super) fn comes_back(&self, question: &Question) -> Option<Day> {
        let known = self.known.get(&question.id).filter(|_| !self.is_set_aside(&question.id))?;
        known.due().into_iter().chain(self.key_was_changed(question).then_some(self.today)).min()
    }

    /// By the learner, or because it was missed too often.
    pub(super) fn is_set_aside(&self, question: &Slug) -> bool {
        let misses = self.card(question).map_or(0, |card| card.misses);
        self.marks.get(question).cloned().unwrap_or_default().is_set_aside(misses)
    }

    /// What is remembered; nothing of a question that was answered under another key.
    pub(super) fn memory(&self, question: &Question) -> Option<(Memory, Day)> {
        let card = self.card(&question.id).filter(|_| !self.key_was_changed(question))?;
        Some((card.memory, card.day))
    }

    /// Whether the learner wants it again, or mispredicted its case in the sandbox.
    pub(super) fn is_asked_for(&self, question: &Slug) -> bool {
        self.known.get(question).is_some_and(|known| known.asked.is_some())
    }

    /// The day of the last answer, where that was under another key.
    pub(super) fn changed_since(&self, question: &Question) -> Option<Day> {
        self.card(&question.id).filter(|_| self.key_was_changed(question)).map(|card| card.day)
    }

    fn card(&self, question: &Slug) -> Option<&Card> {
        self.known.get(question)?.card.as_ref()
    }

    fn key_was_changed(&self, question: &Question) -> bool {
        self.changed.contains(&question.id)
    }

    pub(super) fn recall(&self, known: &Known) -> f32 {
        known.recall(self.today, &self.parameters)
    }
}

fn known(cards: Vec<(Slug, Card)>, asked: impl Iterator<Item = (Slug, Day)>) -> BTreeMap<Slug, Known> {
    let mut known: BTreeMap<Slug, Known> = BTreeMap::new();
    for (question, card) in cards {
        known.entry(question).or_default().card = Some(card);
    }
    for (question, day) in asked {
        let since = &mut known.entry(question).or_default().asked;
        *since = Some(since.map_or(day, |since| since.min(day)));
    }
    known
}

/// Questions that were removed from the content keep their history and are not asked, those that are set aside neither.
pub async fn due(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
) -> Result<Vec<DueQuestion>, PracticeError> {
    Ok(Dues::of(library, store, learner, now_ms).await?.list(library))
}
