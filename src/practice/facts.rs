//! What is known of one learner on a day, and what that makes of each question.

use std::ops::Range;

use domain::{
    content::{Question, Slug},
    practice::{Card, Day, Mark},
};

use super::{Calendar, Filter};
use crate::{
    content::Library,
    store::{AnsweredUnder, DayDone, DueCard, LearnerId, Profile, Store, StoreError},
};

/// A question that was missed within so many days, today among them, was missed lately.
const LATELY: i32 = 7;

/// As the store has it.
pub(super) struct Kept {
    pub profile: Profile,
    pub today: Day,
    pub under: AnsweredUnder,
    of_today: OfToday,
}

/// What the filter and the day decide.
#[derive(Default)]
struct OfToday {
    /// Those that are due or may be set aside, or all where what is not due is asked, too.
    cards: Vec<(Slug, DueCard)>,
    /// By the learner, or by a wrong prediction in the sandbox.
    asked_for: Vec<Slug>,
    missed_lately: Vec<Slug>,
    marks: Vec<(Slug, Mark)>,
    done: DayDone,
}

impl Kept {
    /// Of somebody who never answered anything.
    pub fn nothing(now_ms: i64) -> Self {
        let profile = Profile::default();
        let today = Calendar::of(&profile.preferences).day(now_ms);
        Self { profile, today, under: AnsweredUnder::default(), of_today: OfToday::default() }
    }

    /// Asks for all of it at once, as far as one does not need the other: PostgreSQL may be far away.
    pub async fn of(store: &Store, learner: LearnerId, now_ms: i64, filter: &Filter) -> Result<Self, StoreError> {
        let by_day = async {
            let profile = store.profile(learner).await?;
            let today = Calendar::of(&profile.preferences).day(now_ms);
            Ok((profile, today, OfToday::read(store, learner, today, filter).await?))
        };
        let (under, (profile, today, of_today)) = tokio::try_join!(store.answered_under(learner), by_day)?;
        Ok(Self { profile, today, under, of_today })
    }

    pub fn done(&self) -> &DayDone {
        &self.of_today.done
    }
}

impl OfToday {
    async fn read(store: &Store, learner: LearnerId, today: Day, filter: &Filter) -> Result<Self, StoreError> {
        let (cards, misses, retries, missed_lately, marks, done) = tokio::try_join!(
            cards(store, learner, today, filter),
            store.open_misses(learner),
            store.open_retries(learner),
            missed_lately(store, learner, today, filter),
            store.marks(learner),
            store.done_on(learner, today),
        )?;
        let missed = misses.into_iter().map(|(question, _)| question);
        let asked_for = missed.chain(retries.into_iter().map(|(question, _)| question)).collect();
        Ok(Self { cards, asked_for, missed_lately, marks, done })
    }
}

async fn cards(
    store: &Store,
    learner: LearnerId,
    today: Day,
    filter: &Filter,
) -> Result<Vec<(Slug, DueCard)>, StoreError> {
    if filter.early { store.cards(learner).await.map(shortened) } else { store.due_cards(learner, today).await }
}

async fn missed_lately(
    store: &Store,
    learner: LearnerId,
    today: Day,
    filter: &Filter,
) -> Result<Vec<Slug>, StoreError> {
    if !filter.missed {
        return Ok(Vec::new());
    }
    store.missed_since(learner, Day::from_epoch_days(today.epoch_days().saturating_sub(LATELY - 1))).await
}

fn shortened(cards: Vec<(Slug, Card)>) -> Vec<(Slug, DueCard)> {
    cards.into_iter().map(|(id, card)| (id, DueCard::from(&card))).collect()
}

/// What one question is today.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum State {
    New,
    Due,
    Resting,
    SetAside,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Answered {
    #[default]
    Never,
    UnderThisKey,
    UnderAnotherKey,
}

/// What is known of one question.
#[derive(Clone, Copy, Default)]
pub(super) struct Fact<'a> {
    answered: Answered,
    pub card: Option<DueCard>,
    mark: Option<&'a Mark>,
    asked_for: bool,
    missed_lately: bool,
}

impl Fact<'_> {
    pub fn state(&self, filter: &Filter, today: Day) -> State {
        if self.is_set_aside(self.card.map_or(0, |card| card.misses)) {
            return State::SetAside;
        }
        if self.wants_asking() {
            return State::Due;
        }
        match self.card {
            Some(card) if card.due <= today || (filter.early && (filter.missed || card.day < today)) => State::Due,
            _ if self.answered == Answered::Never => State::New,
            _ => State::Resting,
        }
    }

    pub fn is_set_aside(&self, misses: u32) -> bool {
        let too_often = || misses >= Mark::MISSES_TO_SET_ASIDE;
        self.mark.map_or_else(too_often, |mark| mark.is_set_aside(misses))
    }

    /// Whether it is asked whatever its card says.
    fn wants_asking(&self) -> bool {
        self.asked_for || self.answered == Answered::UnderAnotherKey
    }

    /// The day of the last answer, where that was under another key.
    pub fn changed_since(&self) -> Option<Day> {
        self.card.filter(|_| self.answered == Answered::UnderAnotherKey).map(|card| card.day)
    }
}

/// What is kept of each question of the library, in its order. What is kept of others is left alone.
pub(super) struct Facts<'a>(Vec<Fact<'a>>);

impl<'a> Facts<'a> {
    pub fn of(library: &Library, kept: &'a Kept) -> Self {
        let mut facts = Self(vec![Fact::default(); library.questions().len()]);
        for keyed in kept.under.iter() {
            if let Some(fact) = library.place_of_keyed(keyed).and_then(|at| facts.0.get_mut(at)) {
                fact.answered = Answered::UnderThisKey;
            } else if let Some((id, _)) = keyed.split_once(' ') {
                facts.note(library, id, |fact| fact.answered = Answered::UnderAnotherKey);
            }
        }
        let OfToday { cards, asked_for, missed_lately, marks, .. } = &kept.of_today;
        facts.note_cards(library, cards);
        for (id, mark) in marks {
            facts.note(library, id.as_str(), |fact| fact.mark = Some(mark));
        }
        for id in asked_for {
            facts.note(library, id.as_str(), |fact| fact.asked_for = true);
        }
        for id in missed_lately {
            facts.note(library, id.as_str(), |fact| fact.missed_lately = true);
        }
        facts
    }

    pub fn get(&self, library: &Library, id: &Slug) -> Option<&Fact<'a>> {
        library.place_of(id.as_str()).and_then(|at| self.0.get(at))
    }

    fn note(&mut self, library: &Library, id: &str, note: impl FnOnce(&mut Fact<'a>)) {
        if let Some(fact) = library.place_of(id).and_then(|at| self.0.get_mut(at)) {
            note(fact);
        }
    }

    fn note_cards(&mut self, library: &Library, cards: &[(Slug, DueCard)]) {
        for (id, card) in cards {
            self.note(library, id.as_str(), |fact| fact.card = Some(*card));
        }
    }

    /// Reads the cards of questions that are to be asked before they are due.
    pub async fn look_ahead(&mut self, library: &Library, store: &Store, learner: LearnerId) -> Result<(), StoreError> {
        let ahead = self.0.iter().zip(library.questions());
        let ahead = ahead.filter(|(fact, _)| fact.card.is_none() && fact.wants_asking());
        let ids: Vec<&Slug> = ahead.map(|(_, question)| &question.id).collect();
        let cards = shortened(store.cards_of(learner, &ids).await?);
        self.note_cards(library, &cards);
        Ok(())
    }

    /// The questions of the library from these places that the filter leaves over.
    pub fn matching<'l>(
        &self,
        library: &'l Library,
        places: Range<usize>,
        filter: &Filter,
    ) -> impl Iterator<Item = (&'l Question, &Fact<'a>)> {
        let questions = library.questions().get(places.clone()).unwrap_or_default();
        let facts = self.0.get(places).unwrap_or_default();
        questions.iter().zip(facts).filter(|(question, fact)| {
            (!filter.flagged || fact.mark.is_some_and(|mark| mark.flagged))
                && (!filter.missed || fact.missed_lately || fact.asked_for)
                && filter.holds(library, question)
        })
    }
}
