//! What a learner is asked today, in order, and what stands in the way where that is nothing.

use std::collections::{HashMap, HashSet};

use domain::{
    content::{Question, Slug},
    practice::{self, Card, Day, Done, Limits, Mark, Preferences, Waiting, schedule::Parameters},
};

use super::{
    Calendar, Filter, PracticeError, Share, due::Dues, exam_day::todays_share, page::key_is_unchanged,
    reading_order::reading_order,
};
use crate::{
    content::Library,
    store::{AnsweredUnder, DayDone, DueCard, LearnerId, Profile, Store},
};

/// A question that was missed within so many days was missed lately.
const LATELY: i32 = 7;

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
        self.preferences.exam_day.as_ref().is_some_and(|exam| exam.day > self.today)
    }

    pub fn new_ones(&self) -> usize {
        self.asked.len() - self.reviews()
    }
}

/// What is known of one learner today.
#[derive(Default)]
struct Facts<'a> {
    done: DayDone,
    /// Every question with a card, and the key that it was answered under.
    answered: HashMap<&'a str, &'a str>,
    /// Those whose key is another one now.
    changed: HashSet<&'a Slug>,
    /// Those that are due or that something asks for, and all where what is not due is asked, too.
    cards: HashMap<Slug, DueCard>,
    /// By the learner, or by a wrong prediction in the sandbox.
    asked_for: HashSet<Slug>,
    missed_lately: HashSet<Slug>,
    marks: HashMap<Slug, Mark>,
}

/// Without a learner everything is new.
pub async fn queue(
    library: &Library,
    store: &Store,
    learner: Option<LearnerId>,
    now_ms: i64,
    filter: &Filter,
) -> Result<Queue, PracticeError> {
    let Profile { preferences, parameters } = match learner {
        Some(learner) => store.profile(learner).await?,
        None => Profile::default(),
    };
    let today = Calendar::of(&preferences).day(now_ms);
    let under = match learner {
        Some(learner) => store.answered_under(learner).await?,
        None => AnsweredUnder::default(),
    };
    let facts = match learner {
        Some(learner) => facts(library, store, learner, today, filter, &under).await?,
        None => Facts::default(),
    };
    let mut queue = assemble(library, &facts, today, preferences, &parameters, filter, seed(learner, today));
    if let Some(learner) = learner.filter(|_| filter.leaves_the_choice() && queue.is_before_exam())
        && let dues = Dues::of(store, learner, now_ms).await?
        && let Some((share, asked)) = todays_share(library, store, learner, &dues).await?
    {
        queue.asked = asked;
        queue.plan = Some(share);
        return Ok(queue);
    }
    if queue.asked.is_empty()
        && let Some(learner) = learner
    {
        queue.next = next_day(library, store, learner, today, filter, &facts).await?;
    }
    Ok(queue)
}

async fn facts<'a>(
    library: &'a Library,
    store: &Store,
    learner: LearnerId,
    today: Day,
    filter: &Filter,
    under: &'a AnsweredUnder,
) -> Result<Facts<'a>, PracticeError> {
    let answered: HashMap<&str, &str> = under.iter().collect();
    let has_changed =
        |question: &&Question| answered.get(question.id.as_str()).is_some_and(|key| !key_is_unchanged(question, key));
    let changed: HashSet<&Slug> = library.questions().iter().filter(has_changed).map(|question| &question.id).collect();
    let part = |cards: Vec<(Slug, Card)>| cards.into_iter().map(|(id, card)| (id, DueCard::from(&card)));
    let mut cards: HashMap<Slug, DueCard> = if filter.early {
        part(store.cards(learner).await?).collect()
    } else {
        store.due_cards(learner, today).await?.into_iter().collect()
    };
    let mut asked_for: HashSet<Slug> = store.open_misses(learner).await?.into_iter().map(|(id, _)| id).collect();
    asked_for.extend(store.open_retries(learner).await?.into_iter().map(|(id, _)| id));
    let wanted = changed.iter().copied().chain(&asked_for).filter(|id| !cards.contains_key(*id));
    let mut wanted: Vec<&Slug> = wanted.collect();
    wanted.sort_unstable();
    cards.extend(part(store.cards_of(learner, &wanted).await?));
    let missed_lately = if filter.missed {
        store.missed_since(learner, Day::from_epoch_days(today.epoch_days().saturating_sub(LATELY))).await?
    } else {
        Vec::new()
    };
    Ok(Facts {
        done: store.done_on(learner, today).await?,
        answered,
        changed,
        cards,
        asked_for,
        missed_lately: missed_lately.into_iter().collect(),
        marks: store.marks(learner).await?.into_iter().collect(),
    })
}

/// What one question is today.
#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Due,
    Resting,
    SetAside,
}

impl Facts<'_> {
    fn matches(&self, library: &Library, filter: &Filter, question: &Question) -> bool {
        let id = &question.id;
        (!filter.flagged || self.marks.get(id).is_some_and(|mark| mark.flagged))
            && (!filter.missed || self.missed_lately.contains(id) || self.asked_for.contains(id))
            && filter.holds(library, question)
    }

    fn state(&self, filter: &Filter, today: Day, id: &Slug) -> State {
        let card = self.cards.get(id);
        let misses = card.map_or(0, |card| card.misses);
        let too_often = || misses >= Mark::MISSES_TO_SET_ASIDE;
        if self.marks.get(id).map_or_else(too_often, |mark| mark.is_set_aside(misses)) {
            return State::SetAside;
        }
        if self.asked_for.contains(id) || self.changed.contains(id) {
            return State::Due;
        }
        match card {
            Some(card) if card.due <= today || (filter.early && (filter.missed || card.day < today)) => State::Due,
            _ if self.answered.contains_key(id.as_str()) => State::Resting,
            _ => State::New,
        }
    }

    fn changed_since(&self, id: &Slug) -> Option<Day> {
        self.cards.get(id).filter(|_| self.changed.contains(id)).map(|card| card.day)
    }
}

fn assemble(
    library: &Library,
    facts: &Facts<'_>,
    today: Day,
    preferences: Preferences,
    parameters: &Parameters,
    filter: &Filter,
    seed: u64,
) -> Queue {
    let (mut waiting, mut matching, mut due, mut set_aside, mut resting) = (Vec::new(), 0, 0, 0, 0);
    let concepts = reading_order(library, filter);
    let questions = concepts.into_iter().flat_map(|concept| library.questions_of(&concept.slug));
    for question in questions.filter(|question| facts.matches(library, filter, question)) {
        matching += 1;
        let id = &question.id;
        let recall = match facts.state(filter, today, id) {
            State::New => None,
            State::Due => Some(facts.cards.get(id).map_or(0.0, |card| parameters.recall(card.memory, card.day, today))),
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
        waiting.push(Waiting { question: id, concept: &question.concept, recall });
    }
    let done = Done {
        reviews: facts.done.reviews,
        new: facts.done.questions - facts.done.reviews,
        last: facts.done.last.as_ref().and_then(|id| library.question(id)).map(|question| question.concept.clone()),
    };
    let reviews = if filter.early { usize::MAX } else { usize::from(preferences.reviews_per_day) };
    let limits = Limits { reviews, new: usize::from(preferences.new_per_day) };
    let asked = practice::queue(&waiting, &done, limits, seed);
    let asked = asked.into_iter().map(|next| Asked {
        question: next.question.clone(),
        concept: next.concept.clone(),
        recall: next.recall,
        answered_under_another_key: facts.changed_since(next.question),
    });
    Queue {
        today,
        asked: asked.collect(),
        preferences,
        reviews_done: done.reviews,
        new_done: done.new,
        has_answers: !facts.answered.is_empty(),
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
    let coming = cards.into_iter().filter(|(id, card)| {
        let matches = || library.question(id).is_some_and(|question| facts.matches(library, filter, question));
        card.due > today && !facts.marks.get(id).is_some_and(|mark| mark.set_aside) && matches()
    });
    Ok(coming.map(|(_, card)| card.due).min())
}
