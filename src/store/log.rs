//! The answer log: numbered entries of one learner, appended to and never changed.

use domain::{
    content::Slug,
    practice::{Answered, Card, Day, Entry, Verdict, schedule::Parameters},
};

use super::{
    LearnerId, Store, StoreError, cards,
    db::{Tx, with_pool, with_tx},
    profile,
};

/// Takes the number of the next entry, makes the learner if this is the first, and locks the learner's log until the
/// transaction ends, so that two tabs write one after the other.
pub(super) async fn next_entry(tx: &mut Tx, learner: LearnerId, now_ms: i64) -> Result<i64, StoreError> {
    Ok(with_tx!(tx, |conn| sqlx::query_scalar(
        "insert into learner (learner_id, created_at, entries) values ($1, $2, 1) \
         on conflict (learner_id) do update set entries = learner.entries + 1 returning entries"
    )
    .bind(learner.to_string())
    .bind(now_ms)
    .fetch_one(conn)
    .await)?)
}

/// Makes the learner, if nothing was kept of them yet.
pub(super) async fn ensure_learner(tx: &mut Tx, learner: LearnerId, now_ms: i64) -> Result<(), StoreError> {
    with_tx!(tx, |conn| sqlx::query(
        "insert into learner (learner_id, created_at, entries) values ($1, $2, 0) on conflict (learner_id) do nothing"
    )
    .bind(learner.to_string())
    .bind(now_ms)
    .execute(conn)
    .await?
    .rows_affected());
    Ok(())
}

/// One entry about one question; `attempt_id` is empty where the question is asked again.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct EntryRow {
    pub(super) attempt_id: String,
    pub(super) correct: bool,
    pub(super) sure: Option<bool>,
    pub(super) day: i32,
    pub(super) retention: f64,
}

/// What is said about one question, in the order in which it happened, without the answers that were taken back.
const OF_QUESTION: &str = "select attempt_id, correct, sure, day, retention from ( \
       select attempt_id, correct, sure, day, retention, entry from answer \
       where learner_id = $1 and question_id = $2 \
         and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) \
       union all \
       select '' as attempt_id, false as correct, null as sure, 0 as day, 0.0 as retention, entry from ( \
         select learner_id, question_id, entry from retry union all select learner_id, question_id, entry from miss \
       ) as again where learner_id = $1 and question_id = $2 \
     ) as told order by entry";

pub(super) async fn card_from_log(
    tx: &mut Tx,
    learner: &str,
    question: &str,
    parameters: &Parameters,
) -> Result<Option<Card>, StoreError> {
    let rows: Vec<EntryRow> =
        with_tx!(tx, |conn| sqlx::query_as(OF_QUESTION).bind(learner).bind(question).fetch_all(conn).await)?;
    let entries = rows.iter().map(EntryRow::entry).collect::<Result<Vec<_>, _>>()?;
    Ok(Card::replay(entries, parameters))
}

impl EntryRow {
    pub(super) fn entry(&self) -> Result<Entry, StoreError> {
        if self.attempt_id.is_empty() {
            return Ok(Entry::AskedAgain);
        }
        Ok(Entry::Answered(Answered {
            attempt: self.attempt_id.parse().map_err(|_| StoreError::Damaged("answer"))?,
            verdict: Verdict::from_right(self.correct),
            sure: self.sure,
            day: Day::from_epoch_days(self.day),
            retention: single(self.retention),
        }))
    }
}

/// Memory is computed in `f32` and stored in `f64`, which holds every `f32` exactly.
#[expect(clippy::cast_possible_truncation, reason = "the value was an f32 before it was stored")]
pub(super) fn single(stored: f64) -> f32 {
    stored as f32
}

/// The questions that were asked for again and not answered since, each with the time at which they first were.
const OPEN_RETRIES: &str = "select question_id, min(asked_at) from retry where learner_id = $1 \
     and not exists (select 1 from answer where answer.learner_id = retry.learner_id \
       and answer.question_id = retry.question_id and answer.entry > retry.entry \
       and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id)) \
     group by question_id order by question_id";

impl Store {
    /// The questions that the learner asked for again and did not answer since, with the time since which they are.
    pub async fn open_retries(&self, learner: LearnerId) -> Result<Vec<(Slug, i64)>, StoreError> {
        let rows: Vec<(String, i64)> =
            with_pool!(&self.db, |pool| sqlx::query_as(OPEN_RETRIES).bind(learner.to_string()).fetch_all(pool).await)?;
        let asked =
            |(question, at): (String, i64)| Ok((question.parse().map_err(|_| StoreError::Damaged("retry"))?, at));
        rows.into_iter().map(asked).collect()
    }

    /// Asks questions again: they are shown as unanswered, their memory stays.
    pub async fn ask_again(&self, learner: LearnerId, questions: &[Slug], now_ms: i64) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        for question in questions {
            let entry = next_entry(&mut tx, learner, now_ms).await?;
            with_tx!(&mut tx, |conn| sqlx::query(
                "insert into retry (learner_id, entry, question_id, asked_at) values ($1, $2, $3, $4)"
            )
            .bind(learner.to_string())
            .bind(entry)
            .bind(question.as_str())
            .bind(now_ms)
            .execute(conn)
            .await?
            .rows_affected());
            cards::mark_asked_again(&mut tx, learner, question).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Takes the learner's last answer back and returns its attempt; the card becomes what it was before.
    pub async fn undo(&self, learner: LearnerId, now_ms: i64) -> Result<String, StoreError> {
        let mut tx = self.db.begin().await?;
        let entry = next_entry(&mut tx, learner, now_ms).await?;
        let last: Option<(String, String)> = with_tx!(&mut tx, |conn| sqlx::query_as(
            "select attempt_id, question_id from answer where learner_id = $1 \
             and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) \
             order by entry desc limit 1"
        )
        .bind(learner.to_string())
        .fetch_optional(conn)
        .await)?;
        let (attempt, question) = last.ok_or(StoreError::NothingToUndo)?;
        with_tx!(&mut tx, |conn| sqlx::query(
            "insert into undo (attempt_id, learner_id, entry, undone_at) values ($1, $2, $3, $4)"
        )
        .bind(&attempt)
        .bind(learner.to_string())
        .bind(entry)
        .bind(now_ms)
        .execute(conn)
        .await?
        .rows_affected());
        let parameters = profile::parameters_in(&mut tx, &learner.to_string()).await?;
        cards::derive(&mut tx, &learner.to_string(), &question, &parameters).await?;
        tx.commit().await?;
        Ok(attempt)
    }
}
