//! The answer log as it is told to statistics: every answer that counts, in the order in which they were given.

use domain::{
    content::Slug,
    practice::{Day, Verdict, statistics::Logged},
};

use super::{LearnerId, Store, StoreError, db::with_pool, log::single};

/// More than anybody answers in years; the newest are told.
const MOST: i64 = 100_000;

/// In one value, `id correct sure ms day retention;…`: handing over a row for each takes six times as long.
const NEWEST: &str = "select string_agg(question_id || ' ' || case when correct then '1' else '0' end || ' ' || \
       case when sure is null then '-' when sure then '1' else '0' end || ' ' || coalesce(cast(ms as text), '-') || ' ' || \
       day || ' ' || retention, ';' order by entry) from ( \
       select question_id, correct, sure, ms, day, retention, entry from answer where learner_id = $1 \
         and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) \
       order by entry desc limit $2 \
     ) as newest";

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

    /// Every answer that counts, the oldest first; of more than 100,000 the newest.
    pub async fn told(&self, learner: LearnerId) -> Result<Vec<Logged<Slug>>, StoreError> {
        let joined: Option<String> = with_pool!(&self.db, |pool| sqlx::query_scalar(NEWEST)
            .bind(learner.to_string())
            .bind(MOST)
            .fetch_one(pool)
            .await)?;
        let joined = joined.unwrap_or_default();
        let answers = joined.split(';').filter(|answer| !answer.is_empty());
        answers.map(|answer| logged(answer).ok_or(StoreError::Damaged("answer"))).collect()
    }
}

/// As [`NEWEST`] writes it.
fn logged(written: &str) -> Option<Logged<Slug>> {
    let mut parts = written.split(' ');
    let question = parts.next()?.parse().ok()?;
    let verdict = Verdict::from_right(flag(parts.next()?)?);
    let sure = match parts.next()? {
        "-" => None,
        sure => Some(flag(sure)?),
    };
    let ms = match parts.next()? {
        "-" => None,
        ms => Some(ms.parse().ok()?),
    };
    let day = Day::from_epoch_days(parts.next()?.parse().ok()?);
    Some(Logged { question, verdict, sure, ms, day, retention: single(parts.next()?.parse().ok()?) })
}

fn flag(written: &str) -> Option<bool> {
    match written {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}
