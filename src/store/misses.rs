//! Misses: predictions in the scenes of the sandbox that were wrong, each of which asks its question again.

use domain::{content::Slug, practice::Day, scene::Scene};

use super::{
    LearnerId, Store, StoreError, cards,
    db::{with_pool, with_tx},
    log,
};

/// A miss as it is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMiss {
    pub learner: LearnerId,
    pub question: Slug,
    pub scene: Scene,
    /// The id of the case that was predicted.
    pub case: Slug,
    /// Unix time in milliseconds.
    pub now_ms: i64,
    pub day: Day,
}

/// The questions that were missed and not answered since, each with the day of the first such miss.
pub(super) const OPEN: &str = "select question_id, min(day) from miss where learner_id = $1 \
     and not exists (select 1 from answer where answer.learner_id = miss.learner_id \
       and answer.question_id = miss.question_id and answer.entry > miss.entry \
       and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id)) \
     group by question_id order by question_id";

impl Store {
    /// Keeps a miss: the log grows by one entry, and a question that was answered is shown as unanswered.
    pub async fn record_miss(&self, miss: &NewMiss) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let entry = log::next_entry(&mut tx, miss.learner, miss.now_ms).await?;
        with_tx!(&mut tx, |conn| sqlx::query(
            "insert into miss (learner_id, entry, question_id, scene, scene_case, missed_at, day) \
             values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(miss.learner.to_string())
        .bind(entry)
        .bind(miss.question.as_str())
        .bind(miss.scene.slug())
        .bind(miss.case.as_str())
        .bind(miss.now_ms)
        .bind(miss.day.epoch_days())
        .execute(conn)
        .await?
        .rows_affected());
        cards::mark_asked_again(&mut tx, miss.learner, &miss.question).await?;
        Ok(tx.commit().await?)
    }

    /// The questions that a miss asks for, with the day since which it does; an answer settles all earlier misses.
    pub async fn open_misses(&self, learner: LearnerId) -> Result<Vec<(Slug, Day)>, StoreError> {
        let rows: Vec<(String, i32)> =
            with_pool!(&self.db, |pool| sqlx::query_as(OPEN).bind(learner.to_string()).fetch_all(pool).await)?;
        let missed = |(question, day): (String, i32)| {
            let question = question.parse().map_err(|_| StoreError::Damaged("miss"))?;
            Ok((question, Day::from_epoch_days(day)))
        };
        rows.into_iter().map(missed).collect()
    }
}
