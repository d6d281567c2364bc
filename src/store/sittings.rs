//! Sittings: stretches of practice with an end, and what was answered in each.

use domain::{
    content::Slug,
    practice::{AttemptId, Length, Sitting},
};

use super::{
    LearnerId, Store, StoreError,
    db::{with_pool, with_tx},
    log,
};

/// A sitting as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct SittingRow {
    pub sitting: Sitting,
    /// What is asked, as the one who began it wrote it down.
    pub filter: String,
    pub begun_entry: i64,
    /// The last entry of the log that belongs to it; `None` while it goes on.
    pub ended_entry: Option<i64>,
}

/// Which answer is the last of a sitting, whenever somebody looks: of those from an instant on, the first after so
/// many.
struct LastAnswer {
    from_ms: i64,
    after: i64,
}

/// An answer that was given in a sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SatAnswer {
    pub question: Slug,
    pub correct: bool,
}

type Found = (i64, i64, Option<i32>, Option<i32>, String, Option<i64>);

const FIND: &str = "select cast(begun_at as bigint), cast(begun_entry as bigint), minutes, questions, filter, \
     cast(ended_entry as bigint) from sitting where sitting_id = $1 and learner_id = $2";

pub(super) const ANSWERS: &str = "select question_id, correct from answer \
     where learner_id = $1 and entry > $2 and entry <= $3 \
     and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) order by entry";

/// Of the answers of `$1` after the entry `$2`, the one that [`LastAnswer`] says by `$3` and `$4`.
pub(super) const LAST_ANSWER: &str = "select entry from answer \
     where learner_id = $1 and entry > $2 and answered_at >= $3 \
     and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id) order by entry limit 1 offset $4";

impl LastAnswer {
    /// The question that was on the screen when the time was up still counts.
    fn of(sitting: &Sitting) -> Self {
        let after = match sitting.length {
            Length::Minutes(_) => 0,
            Length::Questions(questions) => i64::from(questions.saturating_sub(1)),
        };
        Self { from_ms: sitting.ends_ms().unwrap_or(i64::MIN), after }
    }
}

impl Store {
    /// `filter` is given back as it is.
    pub async fn begin_sitting(
        &self,
        learner: LearnerId,
        id: AttemptId,
        sitting: Sitting,
        filter: &str,
    ) -> Result<(), StoreError> {
        let (minutes, questions) = match sitting.length {
            Length::Minutes(minutes) => (Some(i32::from(minutes)), None),
            Length::Questions(questions) => (None, Some(i32::from(questions))),
        };
        let mut tx = self.db.begin().await?;
        log::ensure_learner(&mut tx, learner, sitting.begun_ms).await?;
        with_tx!(&mut tx, |conn| sqlx::query(
            "insert into sitting (sitting_id, learner_id, begun_at, begun_entry, minutes, questions, filter) \
             values ($1, $2, $3, (select entries from learner where learner_id = $2), $4, $5, $6)"
        )
        .bind(id.to_string())
        .bind(learner.to_string())
        .bind(sitting.begun_ms)
        .bind(minutes)
        .bind(questions)
        .bind(filter)
        .execute(conn)
        .await?
        .rows_affected());
        Ok(tx.commit().await?)
    }

    /// A sitting of another learner does not exist. One that nobody has ended ends with its last answer all the same.
    pub async fn sitting(&self, learner: LearnerId, id: AttemptId) -> Result<Option<SittingRow>, StoreError> {
        let Some(row) = self.kept_sitting(learner, id).await? else { return Ok(None) };
        if row.ended_entry.is_some() {
            return Ok(Some(row));
        }
        let last = LastAnswer::of(&row.sitting);
        let ended_entry = with_pool!(&self.db, |pool| sqlx::query_scalar(LAST_ANSWER)
            .bind(learner.to_string())
            .bind(row.begun_entry)
            .bind(last.from_ms)
            .bind(last.after)
            .fetch_optional(pool)
            .await)?;
        Ok(Some(SittingRow { ended_entry, ..row }))
    }

    async fn kept_sitting(&self, learner: LearnerId, id: AttemptId) -> Result<Option<SittingRow>, StoreError> {
        let row: Option<Found> = with_pool!(&self.db, |pool| sqlx::query_as(FIND)
            .bind(id.to_string())
            .bind(learner.to_string())
            .fetch_optional(pool)
            .await)?;
        row.map(parsed).transpose()
    }

    /// Of one that has ended already, the end stays where it was.
    pub async fn end_sitting(&self, learner: LearnerId, id: AttemptId, now_ms: i64) -> Result<(), StoreError> {
        let row = self.kept_sitting(learner, id).await?.filter(|row| row.ended_entry.is_none());
        let Some(row) = row else { return Ok(()) };
        let last = LastAnswer::of(&row.sitting);
        let sql = format!(
            "update sitting set ended_at = $5, \
             ended_entry = coalesce(({LAST_ANSWER}), (select entries from learner where learner_id = $1)) \
             where sitting_id = $6 and learner_id = $1 and ended_entry is null"
        );
        let mut tx = self.db.begin().await?;
        with_tx!(&mut tx, |conn| sqlx::query(&sql)
            .bind(learner.to_string())
            .bind(row.begun_entry)
            .bind(last.from_ms)
            .bind(last.after)
            .bind(row.sitting.ends_ms().map_or(now_ms, |end| end.min(now_ms)))
            .bind(id.to_string())
            .execute(conn)
            .await?
            .rows_affected());
        Ok(tx.commit().await?)
    }

    /// In their order, without those that were taken back.
    pub async fn sitting_answers(&self, learner: LearnerId, row: &SittingRow) -> Result<Vec<SatAnswer>, StoreError> {
        let rows: Vec<(String, bool)> = with_pool!(&self.db, |pool| sqlx::query_as(ANSWERS)
            .bind(learner.to_string())
            .bind(row.begun_entry)
            .bind(row.ended_entry.unwrap_or(i64::MAX))
            .fetch_all(pool)
            .await)?;
        let answer = |(question, correct): (String, bool)| {
            Ok(SatAnswer { question: question.parse().map_err(|_| StoreError::Damaged("answer"))?, correct })
        };
        rows.into_iter().map(answer).collect()
    }
}

fn parsed((begun_ms, begun_entry, minutes, questions, filter, ended_entry): Found) -> Result<SittingRow, StoreError> {
    let small = |number: i32| u16::try_from(number).map_err(|_| StoreError::Damaged("sitting"));
    let length = match (minutes, questions) {
        (Some(minutes), None) => Length::Minutes(small(minutes)?),
        (None, Some(questions)) => Length::Questions(small(questions)?),
        _ => return Err(StoreError::Damaged("sitting")),
    };
    Ok(SittingRow { sitting: Sitting { length, begun_ms }, filter, begun_entry, ended_entry })
}
