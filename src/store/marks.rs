//! Marks: flags, questions that were set aside, and notes, each on one question of one learner.

use domain::{content::Slug, practice::Mark};

use super::{
    LearnerId, Store, StoreError,
    db::{with_pool, with_tx},
    log,
};

/// What is done to a mark; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkChange {
    pub flagged: Option<bool>,
    pub set_aside: Option<bool>,
    pub forgiven: Option<u32>,
    pub note: Option<String>,
}

#[derive(Debug, sqlx::FromRow)]
struct MarkRow {
    question_id: String,
    flagged: bool,
    set_aside: bool,
    forgiven: i32,
    note: String,
}

pub(super) const SELECT: &str =
    "select question_id, flagged, set_aside, forgiven, note from mark where learner_id = $1 order by question_id";

const SELECT_ONE: &str = "select question_id, flagged, set_aside, forgiven, note from mark \
     where learner_id = $1 and question_id = $2";

impl MarkRow {
    fn mark(self) -> Result<(Slug, Mark), StoreError> {
        let damaged = || StoreError::Damaged("mark");
        let forgiven = u32::try_from(self.forgiven).map_err(|_| damaged())?;
        let mark = Mark { flagged: self.flagged, set_aside: self.set_aside, forgiven, note: self.note };
        Ok((self.question_id.parse().map_err(|_| damaged())?, mark))
    }
}

impl Store {
    /// All marks of a learner, by question.
    pub async fn marks(&self, learner: LearnerId) -> Result<Vec<(Slug, Mark)>, StoreError> {
        let rows: Vec<MarkRow> =
            with_pool!(&self.db, |pool| sqlx::query_as(SELECT).bind(learner.to_string()).fetch_all(pool).await)?;
        rows.into_iter().map(MarkRow::mark).collect()
    }

    pub async fn mark(&self, learner: LearnerId, question: &Slug) -> Result<Option<Mark>, StoreError> {
        let row: Option<MarkRow> = with_pool!(&self.db, |pool| sqlx::query_as(SELECT_ONE)
            .bind(learner.to_string())
            .bind(question.as_str())
            .fetch_optional(pool)
            .await)?;
        row.map(|row| Ok(row.mark()?.1)).transpose()
    }

    /// Two tabs that change different parts of a mark leave both changes.
    pub async fn change_mark(
        &self,
        learner: LearnerId,
        question: &Slug,
        change: &MarkChange,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        log::ensure_learner(&mut tx, learner, now_ms).await?;
        with_tx!(&mut tx, |conn| sqlx::query(
            "insert into mark (learner_id, question_id, flagged, set_aside, forgiven, note) \
             values ($1, $2, coalesce($3, false), coalesce($4, false), coalesce($5, 0), coalesce($6, '')) \
             on conflict (learner_id, question_id) do update set flagged = coalesce($3, mark.flagged), \
             set_aside = coalesce($4, mark.set_aside), forgiven = coalesce($5, mark.forgiven), \
             note = coalesce($6, mark.note)"
        )
        .bind(learner.to_string())
        .bind(question.as_str())
        .bind(change.flagged)
        .bind(change.set_aside)
        .bind(change.forgiven.map(|misses| i32::try_from(misses).unwrap_or(i32::MAX)))
        .bind(&change.note)
        .execute(conn)
        .await?
        .rows_affected());
        Ok(tx.commit().await?)
    }
}
