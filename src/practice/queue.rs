//! What a learner is asked today, in order, and what stands in the way where that is nothing.

use domain::{
    content::Slug,
    practice::{self, Card, Day, Done, Limits, Preferences, Waiting},
};

use super::{
    Filter, PracticeError, Share,
    due::Dues,
    exam_day::todays_share,
    facts::{Fact, Facts, Kept, State},
    reading_order::reading_order,
};
use crate::{
    content::Library,
    store::{LearnerId, Profile, Store},
};

#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub question: Slug,
    pub concept: Slug,
    /// The probability that it is remembered; `None` for a new one.
    pub recall: Option<f32>,
    /// It was answered under another key than it has now, on this day.
    pub answered_under_another_key: Option<Day>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    pub today: Day,
    pub preferences: Preferences,
    /// What is still to be asked today, in order.
    pub asked: Vec<Asked>,
    /// By the log of today.
    pub reviews_done: usize,
    pub new_done: usize,
    /// Whether there is any answer that could be taken back.
    pub has_answers: bool,
    /// Questions that the filter leaves over.
    pub matching: usize,
    /// Of these, what would be asked today if the day had no limits.
    pub due: usize,
    pub new: usize,
    pub set_aside: usize,
    /// Those that were answered and are not due yet.
    pub resting: usize,
    /// What the plan for an exam has of this day, where it says what is asked.
    pub plan: Option<Share>,
    /// Where nothing is asked: the day on which the next of these questions comes back.
    pub next: Option<Day>,
}

impl Queue {
    pub fn reviews(&self) -> usize {
        self.asked.iter().filter(|asked| asked.recall.is_some()).count()
    }

    pub fn is_before_exam(&self) -> bool {
        self.preferences.exam_after(self.today).is_some()
    }

    pub fn new_ones(&self) -> usize {
        self.asked.len() - self.reviews()
    }
}

/// Without a learner everything is new.
pub async fn queue(
    library: &Library,
    store: &Store,
    learner: Option<LearnerId>,
    now_ms: i64,
    filter: &Filter,
) -> Result<Queue, PracticeError> {
    let kept = match learner {
        Some(learner) => Kept::of(store, learner, now_ms, filter).await?,
        None => Kept::nothing(now_ms),
    };
    let mut facts = Facts::of(library, &kept);
    if let Some(learner) = learner {
        facts.look_ahead(library, store, learner).await?;
    }
    let mut queue = assemble(library, &kept, &facts, filter, seed(learner, kept.today));
    if let Some(learner) = learner.filter(|_| filter.leaves_the_choice() && queue.is_before_exam())
        && let dues = Dues::of(library, store, learner, now_ms).await?
        && let Some((share, asked)) = todays_share(library, store, learner, &dues).await?
    {
        queue.asked = asked;
        queue.plan = Some(share);
        return Ok(queue);
    }
    if queue.asked.is_empty()
        && let Some(learner) = learner
    {
        queue.next = next_day(library, store, learner, kept.today, filter, &facts).await?;
    }
    Ok(queue)
}

fn assemble(library: &Library, kept: &Kept, facts: &Facts<'_>, filter: &Filter, seed: u64) -> Queue {
    let Kept { today, profile: Profile { preferences, parameters }, .. } = kept;
    let (mut waiting, mut matching, mut due, mut set_aside, mut resting) = (Vec::new(), 0, 0, 0, 0);
    let places = reading_order(library, filter).into_iter().map(|concept| library.places_of(&concept.slug));
    for (question, fact) in places.flat_map(|places| facts.matching(library, places, filter)) {
        matching += 1;
        let recall = match fact.state(filter, *today) {
            State::New => None,
            State::Due => Some(fact.card.map_or(0.0, |card| parameters.retained(card.memory, card.day, *today))),
            State::SetAside => {
                set_aside += 1;
                continue;
            }
            State::Resting => {
                resting += 1;
                continue;
            }
        };
        due += usize::from(recall.is_some());
        waiting.push(Waiting { question: &question.id, concept: &question.concept, recall });
    }
    let last = kept.done().last.as_ref().and_then(|id| library.question(id));
    let done = Done {
        reviews: kept.done().reviews,
        new: kept.done().questions - kept.done().reviews,
        last: last.map(|question| question.concept.clone()),
    };
    let reviews = if filter.early { usize::MAX } else { usize::from(preferences.reviews_per_day) };
    let limits = Limits { reviews, new: usize::from(preferences.new_per_day) };
    let asked = practice::queue(&waiting, &done, limits, seed);
    let asked = asked.into_iter().map(|next| Asked {
        question: next.question.clone(),
        concept: next.concept.clone(),
        recall: next.recall,
        answered_under_another_key: facts.get(library, next.question).and_then(Fact::changed_since),
    });
    Queue {
        today: *today,
        asked: asked.collect(),
        preferences: preferences.clone(),
        reviews_done: done.reviews,
        new_done: done.new,
        has_answers: !kept.under.is_empty(),
        matching,
        due,
        new: waiting.len() - due,
        set_aside,
        resting,
        plan: None,
        next: None,
    }
}

/// Days differ in how equally well remembered questions are mixed, and so do learners.
fn seed(learner: Option<LearnerId>, today: Day) -> u64 {
    let learner = learner.map(|learner| learner.to_string()).unwrap_or_default();
    let day = u64::from(today.epoch_days().unsigned_abs());
    learner.bytes().fold(day, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)))
}

async fn next_day(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    today: Day,
    filter: &Filter,
    facts: &Facts<'_>,
) -> Result<Option<Day>, PracticeError> {
    let cards = store.cards(learner).await?;
    let comes = |(id, card): &(Slug, Card)| {
        let is_left = |at| facts.matching(library, at..at + 1, filter).any(|(_, fact)| !fact.is_set_aside(card.misses));
        card.due > today && library.place_of(id.as_str()).is_some_and(is_left)
    };
    Ok(cards.iter().filter(|card| comes(card)).map(|(_, card)| card.due).min())
}
