//! Attempts at exams: the paper as it was fixed, what stands at its places, and the end that puts it into the log.

mod places;
mod row;

use std::{fmt, str::FromStr};

use domain::content::Slug;
use domain::exam::{Marks, Mode, Place, Terms};
use uuid::Uuid;

use super::{
    LearnerId, NewAnswer, Store, StoreError, answers,
    db::{Tx, with_pool, with_tx},
    log,
};

pub use places::{AtPlace, NewAtPlace, Saved};
use row::{ExamRow, ListedRow};

/// The id of an attempt at an exam, a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExamId(Uuid);

/// What an attempt begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct NewExam {
    pub id: ExamId,
    pub learner: LearnerId,
    pub track: Slug,
    pub mode: Mode,
    pub terms: Terms,
    pub paper: Vec<Place>,
    /// Unix time in milliseconds, as all times here.
    pub begun_at: i64,
    /// `None` without a deadline.
    pub ends_at: Option<i64>,
}

/// An attempt without its paper.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedExam {
    pub id: ExamId,
    pub track: Slug,
    pub mode: Mode,
    pub terms: Terms,
    /// Unix time in milliseconds, as all times here.
    pub begun_at: i64,
    /// `None` without a deadline.
    pub ends_at: Option<i64>,
    /// `None` while it can be sat.
    pub handed_in_at: Option<i64>,
    /// There once it is over.
    pub marks: Option<Marks>,
}

/// An attempt with its paper.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptExam {
    pub exam: ListedExam,
    pub paper: Vec<Place>,
}

/// What the end of an attempt adds: its marks, and the answers that enter the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Graded {
    pub marks: Marks,
    pub answers: Vec<NewAnswer>,
}

/// More attempts than anybody looks at; older ones stay in the database.
const LISTED: i64 = 200;

const SELECT: &str = "select exam_id, track, mode, terms, begun_at, ends_at, handed_in_at, marks, paper \
     from exam where exam_id = $1 and learner_id = $2";
const SELECT_LISTED: &str = "select exam_id, track, mode, terms, begun_at, ends_at, handed_in_at, marks \
     from exam where learner_id = $1 order by begun_at desc, exam_id desc limit $2";

const OVERDUE: &str = "select exam_id from exam where learner_id = $1 and handed_in_at is null and ends_at <= $2";

impl Store {
    /// Those whose time was up by this instant and that nobody has ended.
    pub async fn overdue_exams(&self, learner: LearnerId, now_ms: i64) -> Result<Vec<ExamId>, StoreError> {
        let ids: Vec<String> = with_pool!(&self.db, |pool| sqlx::query_scalar(OVERDUE)
            .bind(learner.to_string())
            .bind(now_ms)
            .fetch_all(pool)
            .await)?;
        ids.iter().map(|id| id.parse().map_err(|_| StoreError::Damaged("exam"))).collect()
    }

    pub async fn begin_exam(&self, new: &NewExam) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        log::ensure_learner(&mut tx, new.learner, new.begun_at).await?;
        with_tx!(&mut tx, |conn| sqlx::query(
            "insert into exam (exam_id, learner_id, track, mode, terms, paper, begun_at, ends_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)"
        )
        .bind(new.id.to_string())
        .bind(new.learner.to_string())
        .bind(new.track.as_str())
        .bind(new.mode.as_str())
        .bind(row::json(&new.terms)?)
        .bind(row::json(&new.paper)?)
        .bind(new.begun_at)
        .bind(new.ends_at)
        .execute(conn)
        .await?
        .rows_affected());
        Ok(tx.commit().await?)
    }

    /// An attempt of another learner is not there.
    pub async fn exam(&self, learner: LearnerId, id: ExamId) -> Result<Option<KeptExam>, StoreError> {
        let row: Option<ExamRow> = with_pool!(&self.db, |pool| sqlx::query_as(SELECT)
            .bind(id.to_string())
            .bind(learner.to_string())
            .fetch_optional(pool)
            .await)?;
        row.map(ExamRow::kept).transpose()
    }

    /// The attempts of a learner, the latest first.
    pub async fn exams(&self, learner: LearnerId) -> Result<Vec<ListedExam>, StoreError> {
        let rows: Vec<ListedRow> = with_pool!(&self.db, |pool| sqlx::query_as(SELECT_LISTED)
            .bind(learner.to_string())
            .bind(LISTED)
            .fetch_all(pool)
            .await)?;
        rows.into_iter().map(ListedRow::listed).collect()
    }

    /// Ends an attempt: its marks are fixed and its answers enter the log, all or nothing. `grade` gets what stands at
    /// the places; nothing can be saved there meanwhile. `false` if the attempt was over already.
    pub async fn hand_in(
        &self,
        learner: LearnerId,
        id: ExamId,
        at_ms: i64,
        grade: impl FnOnce(&[AtPlace]) -> Graded + Send,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        if is_over(&mut tx, learner, id).await? {
            return Ok(false);
        }
        let graded = grade(&places::counted_in(&mut tx, id).await?);
        for answer in &graded.answers {
            answers::record(&mut tx, answer).await?;
        }
        with_tx!(&mut tx, |conn| sqlx::query("update exam set handed_in_at = $2, marks = $3 where exam_id = $1")
            .bind(id.to_string())
            .bind(at_ms)
            .bind(row::json(&graded.marks)?)
            .execute(conn)
            .await?
            .rows_affected());
        tx.commit().await?;
        Ok(true)
    }
}

/// Whether the attempt was handed in. Asking locks it until the transaction ends, so that two tabs do one after the
/// other what they do.
async fn is_over(tx: &mut Tx, learner: LearnerId, id: ExamId) -> Result<bool, StoreError> {
    let handed_in: Option<(Option<i64>,)> = with_tx!(tx, |conn| sqlx::query_as(
        "update exam set mode = mode where exam_id = $1 and learner_id = $2 returning handed_in_at"
    )
    .bind(id.to_string())
    .bind(learner.to_string())
    .fetch_optional(conn)
    .await)?;
    handed_in.map(|(at,)| at.is_some()).ok_or(StoreError::NoSuchExam)
}

/// Nobody saves or hands in anything at the learner's attempts until the transaction ends.
pub(super) async fn lock_all(tx: &mut Tx, learner: LearnerId) -> Result<(), StoreError> {
    with_tx!(tx, |conn| sqlx::query("update exam set mode = mode where learner_id = $1")
        .bind(learner.to_string())
        .execute(conn)
        .await?
        .rows_affected());
    Ok(())
}

impl ExamId {
    /// Ids sort by the time at which they were made.
    pub fn new(now_ms: i64, chance: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(u64::try_from(now_ms).unwrap_or(0), &chance).into_uuid())
    }
}

impl fmt::Display for ExamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ExamId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}
