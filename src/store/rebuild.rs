//! Derives every card again from the log, and tells where what was kept differed.
//!
//! The whole log is read once, question by question, with the kept card at the end of each; only a card that differs is
//! derived again under the lock of a transaction and written. So memory stays bounded, and answers get through
//! meanwhile.

use std::fmt;

use domain::practice::{Card, schedule::Parameters};
use futures::{StreamExt, stream::BoxStream};

use super::{
    Db, StoreError,
    cards::{self, CardRow},
    db::{with_pool, with_tx},
    log::EntryRow,
    profile,
};

/// A card that was not what the log leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub learner: String,
    pub question: String,
    pub kept: Option<Card>,
    pub derived: Option<Card>,
}

/// The log without what was taken back, and the cards, in the order of `answer_by_question`; the card of a question
/// comes after its last entry.
pub(super) const TOLD: &str = "select learner_id, question_id, entry, false as is_card, attempt_id, correct, sure, day, \
       retention, answer_key, false as asked_again, 0 as answers, 0 as misses, 0 as lapses, 0.0 as stability, \
       0.0 as difficulty, 0.0 as interval_days, 0 as due \
     from answer where not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) \
     union all select learner_id, question_id, entry, false, '', false, null, 0, 0.0, '', false, 0, 0, 0, 0.0, 0.0, 0.0, 0 \
     from retry \
     union all select learner_id, question_id, entry, false, '', false, null, 0, 0.0, '', false, 0, 0, 0, 0.0, 0.0, 0.0, 0 \
     from miss \
     union all select learner_id, question_id, 9223372036854775807, true, attempt_id, correct, null, day, 0.0, answer_key, \
       asked_again, answers, misses, lapses, stability, difficulty, interval_days, due \
     from card order by learner_id, question_id, entry";

#[derive(Debug, sqlx::FromRow)]
struct ToldRow {
    learner_id: String,
    question_id: String,
    is_card: bool,
    attempt_id: String,
    correct: bool,
    sure: Option<bool>,
    day: i32,
    retention: f64,
    answer_key: String,
    asked_again: bool,
    answers: i32,
    misses: i32,
    lapses: i32,
    stability: f64,
    difficulty: f64,
    interval_days: f64,
    due: i32,
}

/// One question of one learner while its log is read.
struct Course {
    learner: String,
    question: String,
    derived: Option<Card>,
    /// The key of the last answer.
    key: String,
    kept: Option<Card>,
    kept_key: String,
    damaged: bool,
}

/// Rebuilds all cards; returns how many were looked at. Differences go to `tell` as they are found.
pub async fn rebuild(db: &Db, mut tell: impl FnMut(Difference)) -> Result<usize, StoreError> {
    let mut looked_at = 0;
    let mut in_force: Option<(String, Parameters)> = None;
    let mut course: Option<Course> = None;
    let mut rows = told(db);
    while let Some(row) = rows.next().await {
        let row = row?;
        if course.as_ref().is_some_and(|course| !course.goes_on_with(&row))
            && let Some(done) = course.take()
        {
            looked_at += usize::from(done.is_about_a_card());
            done.finish(db, &mut tell).await?;
        }
        if in_force.as_ref().is_none_or(|(learner, _)| *learner != row.learner_id) {
            in_force = Some((row.learner_id.clone(), profile::parameters_of(db, &row.learner_id).await?));
        }
        let Some((_, parameters)) = &in_force else { continue };
        course.get_or_insert_with(|| Course::begun_by(&row)).take_in(row, parameters);
    }
    if let Some(done) = course {
        looked_at += usize::from(done.is_about_a_card());
        done.finish(db, &mut tell).await?;
    }
    Ok(looked_at)
}

/// Reads what [`rebuild`] reads and makes nothing of it; returns the number of rows. It is what a rebuild is measured
/// against.
pub async fn read_log(db: &Db) -> Result<usize, StoreError> {
    let (mut rows, mut count) = (told(db), 0);
    while let Some(row) = rows.next().await {
        row?;
        count += 1;
    }
    Ok(count)
}

fn told(db: &Db) -> BoxStream<'_, Result<ToldRow, sqlx::Error>> {
    with_pool!(db, |pool| sqlx::query_as(TOLD).fetch(pool))
}

impl Course {
    fn begun_by(row: &ToldRow) -> Self {
        Self {
            learner: row.learner_id.clone(),
            question: row.question_id.clone(),
            derived: None,
            key: String::new(),
            kept: None,
            kept_key: String::new(),
            damaged: false,
        }
    }

    fn goes_on_with(&self, row: &ToldRow) -> bool {
        self.question == row.question_id && self.learner == row.learner_id
    }

    fn take_in(&mut self, row: ToldRow, parameters: &Parameters) {
        if row.is_card {
            self.kept_key.clone_from(&row.answer_key);
            // A damaged row is a difference like any other.
            let kept = row.card().card();
            self.damaged |= kept.is_err();
            self.kept = kept.ok();
            return;
        }
        if !row.attempt_id.is_empty() {
            self.key.clone_from(&row.answer_key);
        }
        match row.entry().entry() {
            Ok(entry) => self.derived = Card::followed_by(self.derived.take(), &entry, parameters),
            Err(_) => self.damaged = true,
        }
    }

    fn is_about_a_card(&self) -> bool {
        self.damaged || self.kept.is_some() || self.derived.is_some()
    }

    /// What was read may be older than what stands there now, so a difference is looked for again under the lock.
    async fn finish(self, db: &Db, tell: &mut impl FnMut(Difference)) -> Result<(), StoreError> {
        let same_key = self.derived.is_none() || self.key == self.kept_key;
        if !self.damaged && self.kept == self.derived && same_key {
            return Ok(());
        }
        let Self { learner, question, .. } = self;
        let mut tx = db.begin().await?;
        let parameters = profile::parameters_in(&mut tx, &learner).await?;
        let kept: Option<CardRow> = with_tx!(&mut tx, |conn| sqlx::query_as(cards::SELECT_ONE)
            .bind(&learner)
            .bind(&question)
            .fetch_optional(conn)
            .await)?;
        let kept = kept.and_then(|row| row.card().ok());
        let derived = cards::derive(&mut tx, &learner, &question, &parameters).await?;
        tx.commit().await?;
        if kept != derived || !same_key {
            tell(Difference { learner, question, kept, derived });
        }
        Ok(())
    }
}

impl ToldRow {
    fn entry(self) -> EntryRow {
        let Self { attempt_id, correct, sure, day, retention, .. } = self;
        EntryRow { attempt_id, correct, sure, day, retention }
    }

    fn card(self) -> CardRow {
        let Self { question_id, attempt_id, asked_again, correct, answers, misses, lapses, day, .. } = self;
        let Self { stability, difficulty, interval_days, due, .. } = self;
        CardRow {
            question_id,
            attempt_id,
            asked_again,
            correct,
            answers,
            misses,
            lapses,
            day,
            stability,
            difficulty,
            interval_days,
            due,
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { learner, question, kept, derived } = self;
        write!(f, "{question} of learner {learner}: ")?;
        match (kept, derived) {
            (Some(kept), Some(derived)) if kept == derived => f.write_str("another key than that of the last answer"),
            (Some(kept), Some(derived)) => write!(
                f,
                "stability {} is {}, due {} is {}",
                kept.memory.stability, derived.memory.stability, kept.due, derived.due
            ),
            (None, Some(_)) => f.write_str("the card was missing"),
            (_, None) => f.write_str("there was a card without an answer"),
        }
    }
}
