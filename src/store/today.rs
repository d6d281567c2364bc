//! What decides which questions a learner is asked today: few rows, each by an index, whatever else the database holds.

use domain::{
    content::Slug,
    practice::{Card, Day, Mark, schedule::Memory},
};

use super::{
    LearnerId, Store, StoreError,
    cards::{self, CardRow},
    db::with_pool,
    log::single,
};

/// Every question that has a card and the key that it was answered under, in one value: `id key;id key`. A row for each
/// would take longer to hand over than the whole rest of the queue.
pub(super) const ANSWERED_UNDER: &str =
    "select string_agg(question_id || ' ' || answer_key, ';') from card where learner_id = $1";

/// What is due, and what was missed so often that it may be set aside before it is, with what decides about it; in one
/// value as well: `id misses day due stability difficulty;…`. Both engines write numbers so that the same `f32` is read
/// again. Two selections, because each has an index of its own; the plus keeps the second one from that of the first.
pub(super) const DUE: &str = "select string_agg(question_id || ' ' || misses || ' ' || day || ' ' || due || ' ' || \
     stability || ' ' || difficulty, ';') from ( \
       select * from card where learner_id = $1 and due <= $2 \
       union all select * from card where learner_id = $1 and +due > $2 and misses >= 8 \
     ) as wanted";
const _: () = assert!(Mark::MISSES_TO_SET_ASIDE == 8, "`DUE` and the index card_missed_often say eight");

/// How many questions were answered today, how many of them had been answered on another day before, and which was
/// last. The day's answers are read once and kept apart, or the last one would be looked for in the whole log.
pub(super) const DONE: &str = "with today as materialized ( \
       select question_id, entry from answer where learner_id = $1 and day = $2 \
         and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) \
     ) select count(distinct question_id), count(distinct case when exists ( \
         select 1 from answer where answer.learner_id = $1 and answer.question_id = today.question_id \
           and answer.entry < today.entry and answer.day <> $2 \
           and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) \
       ) then question_id end), \
       (select question_id from today order by entry desc limit 1) from today";

pub(super) const MISSED_SINCE: &str = "select distinct question_id from answer \
     where learner_id = $1 and day >= $2 and correct = $3 \
     and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id)";

/// What a learner answered on one day, by the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayDone {
    pub questions: usize,
    /// Of these, those that had been answered before.
    pub reviews: usize,
    /// The question that was answered last.
    pub last: Option<Slug>,
}

/// As much of a card as decides whether and when a question is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DueCard {
    pub misses: u32,
    pub memory: Memory,
    /// Of the last answer.
    pub day: Day,
    pub due: Day,
}

impl From<&Card> for DueCard {
    fn from(card: &Card) -> Self {
        Self { misses: card.misses, memory: card.memory, day: card.day, due: card.due }
    }
}

/// Questions with a card and the ids of the options that were right at the last answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnsweredUnder(String);

impl AnsweredUnder {
    /// Each as [`domain::content::Question::keyed`] writes a question.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(';').filter(|keyed| !keyed.is_empty())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Of questions whose key was changed, so many are looked at: more than a day holds.
const MOST_CARDS: usize = 500;

impl Store {
    pub async fn answered_under(&self, learner: LearnerId) -> Result<AnsweredUnder, StoreError> {
        let joined: Option<String> = with_pool!(&self.db, |pool| sqlx::query_scalar(ANSWERED_UNDER)
            .bind(learner.to_string())
            .fetch_one(pool)
            .await)?;
        Ok(AnsweredUnder(joined.unwrap_or_default()))
    }

    /// The cards that are due by this day, and those that were missed too often whenever they are due; in no order.
    pub async fn due_cards(&self, learner: LearnerId, by: Day) -> Result<Vec<(Slug, DueCard)>, StoreError> {
        let joined: Option<String> = with_pool!(&self.db, |pool| sqlx::query_scalar(DUE)
            .bind(learner.to_string())
            .bind(by.epoch_days())
            .fetch_one(pool)
            .await)?;
        let joined = joined.unwrap_or_default();
        let cards = joined.split(';').filter(|card| !card.is_empty());
        cards.map(|card| due_card(card).ok_or(StoreError::Damaged("card"))).collect()
    }

    /// The cards of these questions, of the first five hundred at most.
    pub async fn cards_of(&self, learner: LearnerId, questions: &[&Slug]) -> Result<Vec<(Slug, Card)>, StoreError> {
        let questions = questions.get(..MOST_CARDS).unwrap_or(questions);
        if questions.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (2..questions.len() + 2).map(|place| format!("${place}")).collect();
        let sql = format!("{} and question_id in ({})", cards::SELECT_OF_LEARNER, places.join(", "));
        let rows: Vec<CardRow> = with_pool!(&self.db, |pool| {
            let query = sqlx::query_as(&sql).bind(learner.to_string());
            questions.iter().fold(query, |query, question| query.bind(question.as_str())).fetch_all(pool).await
        })?;
        cards::parsed(&rows)
    }

    pub async fn done_on(&self, learner: LearnerId, day: Day) -> Result<DayDone, StoreError> {
        let (questions, reviews, last): (i64, i64, Option<String>) = with_pool!(&self.db, |pool| sqlx::query_as(DONE)
            .bind(learner.to_string())
            .bind(day.epoch_days())
            .fetch_one(pool)
            .await)?;
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        let last = last.map(|last| last.parse().map_err(|_| StoreError::Damaged("answer"))).transpose()?;
        Ok(DayDone { questions: count(questions), reviews: count(reviews), last })
    }

    /// The questions that were answered wrongly on this day or after it.
    pub async fn missed_since(&self, learner: LearnerId, day: Day) -> Result<Vec<Slug>, StoreError> {
        let ids: Vec<String> = with_pool!(&self.db, |pool| sqlx::query_scalar(MISSED_SINCE)
            .bind(learner.to_string())
            .bind(day.epoch_days())
            .bind(false)
            .fetch_all(pool)
            .await)?;
        ids.into_iter().map(|id| id.parse().map_err(|_| StoreError::Damaged("answer"))).collect()
    }
}

/// As [`DUE`] writes it.
fn due_card(written: &str) -> Option<(Slug, DueCard)> {
    let mut parts = written.split(' ');
    let question = parts.next()?.parse().ok()?;
    let misses = parts.next()?.parse().ok()?;
    let mut day = || Some(Day::from_epoch_days(parts.next()?.parse().ok()?));
    let (day, due) = (day()?, day()?);
    let mut number = || Some(single(parts.next()?.parse().ok()?));
    let memory = Memory { stability: number()?, difficulty: number()? };
    Some((question, DueCard { misses, memory, day, due }))
}
