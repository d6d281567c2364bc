//! Rows of attempts, read and written.

use serde::{Serialize, de::DeserializeOwned};

use super::{KeptExam, ListedExam};
use crate::store::StoreError;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ListedRow {
    exam_id: String,
    track: String,
    mode: String,
    terms: String,
    begun_at: i64,
    ends_at: Option<i64>,
    handed_in_at: Option<i64>,
    marks: Option<String>,
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ExamRow {
    #[sqlx(flatten)]
    listed: ListedRow,
    paper: String,
}

impl ListedRow {
    pub(super) fn listed(self) -> Result<ListedExam, StoreError> {
        Ok(ListedExam {
            id: self.exam_id.parse().map_err(|_| damaged())?,
            track: self.track.parse().map_err(|_| damaged())?,
            mode: self.mode.parse().map_err(|_| damaged())?,
            terms: read(&self.terms)?,
            begun_at: self.begun_at,
            ends_at: self.ends_at,
            handed_in_at: self.handed_in_at,
            marks: self.marks.as_deref().map(read).transpose()?,
        })
    }
}

impl ExamRow {
    pub(super) fn kept(self) -> Result<KeptExam, StoreError> {
        Ok(KeptExam { paper: read(&self.paper)?, exam: self.listed.listed()? })
    }
}

pub(super) fn damaged() -> StoreError {
    StoreError::Damaged("exam")
}

pub(super) fn read<T: DeserializeOwned>(json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|_| damaged())
}

pub(super) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| damaged())
}
