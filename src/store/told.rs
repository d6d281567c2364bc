//! The answer log as it is told to statistics: every answer that counts, in the order in which they were given.

use domain::{
    content::Slug,
    practice::{Day, Verdict, statistics::Logged},
};

use super::{LearnerId, Store, StoreError, db::with_pool, log::single};

#[derive(Debug, sqlx::FromRow)]
struct ToldRow {
    question_id: String,
    correct: bool,
    sure: Option<bool>,
    ms: Option<i64>,
    day: i32,
    retention: f64,
}

/// More than anybody answers in years; the newest are told.
const MOST: i64 = 100_000;

const NEWEST: &str = "select question_id, correct, sure, ms, day, retention from ( \
       select question_id, correct, sure, ms, day, retention, entry from answer where learner_id = $1 \
         and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) \
       order by entry desc limit $2 \
     ) as newest order by entry";

/// Enough to tell a pace, and few enough to ask for with each question.
const PACE: i64 = 200;

impl Store {
    /// The instants of the last 200 answers in Unix milliseconds, newest first.
    pub async fn last_answered_ms(&self, learner: LearnerId) -> Result<Vec<i64>, StoreError> {
        const LAST: &str =
            "select cast(answered_at as bigint) from answer where learner_id = $1 order by entry desc limit $2";
        Ok(with_pool!(&self.db, |pool| sqlx::query_scalar(LAST)
            .bind(learner.to_string())
            .bind(PACE)
            .fetch_all(pool)
            .await)?)
    }

    pub async fn told(&self, learner: LearnerId) -> Result<Vec<Logged<Slug>>, StoreError> {
        let rows: Vec<ToldRow> = with_pool!(&self.db, |pool| sqlx::query_as(NEWEST)
            .bind(learner.to_string())
            .bind(MOST)
            .fetch_all(pool)
            .await)?;
        rows.into_iter().map(ToldRow::logged).collect()
    }
}

impl ToldRow {
    fn logged(self) -> Result<Logged<Slug>, StoreError> {
        Ok(Logged {
            question: self.question_id.parse().map_err(|_| StoreError::Damaged("answer"))?,
            verdict: Verdict::from_right(self.correct),
            sure: self.sure,
            ms: self.ms,
            day: Day::from_epoch_days(self.day),
            retention: single(self.retention),
        })
    }
}
