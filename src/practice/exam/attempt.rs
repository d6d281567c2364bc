//! An attempt as it stands now. Whoever looks first after the deadline ends it.

use domain::exam::Place;

use super::{ExamError, grade::hand_in};
use crate::{
    content::Library,
    store::{AtPlace, ExamId, KeptExam, LearnerId, ListedExam, Store},
};

/// An attempt with its paper and what stands at each place.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    pub exam: ListedExam,
    pub paper: Vec<Place>,
    /// One for each place of the paper.
    pub at: Vec<AtPlace>,
    /// What came after the end.
    pub late: Vec<AtPlace>,
}

impl Attempt {
    pub fn is_over(&self) -> bool {
        self.exam.handed_in_at.is_some()
    }

    /// Until the deadline; `None` without one, or when it is over.
    pub fn left_ms(&self, now_ms: i64) -> Option<i64> {
        self.exam.ends_at.filter(|_| !self.is_over()).map(|end| end.saturating_sub(now_ms).max(0))
    }

    fn of(kept: KeptExam, places: Vec<AtPlace>) -> Self {
        let KeptExam { exam, paper } = kept;
        let mut at: Vec<AtPlace> = (0..paper.len()).map(|place| AtPlace::untouched(place, exam.begun_at)).collect();
        let (late, counted): (Vec<_>, Vec<_>) = places.into_iter().partition(|place| place.late);
        for place in counted {
            if let Some(slot) = at.get_mut(place.place) {
                *slot = place;
            }
        }
        Self { exam, paper, at, late }
    }
}

/// The attempt, ended if its time is up.
pub async fn open(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    id: ExamId,
) -> Result<Attempt, ExamError> {
    let kept = store.exam(learner, id).await?.ok_or(ExamError::UnknownAttempt)?;
    if !is_overdue(&kept.exam, now_ms) {
        return Ok(Attempt::of(kept, store.exam_places(id).await?));
    }
    hand_in(library, store, learner, now_ms, id).await?;
    let kept = store.exam(learner, id).await?.ok_or(ExamError::UnknownAttempt)?;
    Ok(Attempt::of(kept, store.exam_places(id).await?))
}

/// All attempts of a learner, the latest first; those whose time is up are ended.
pub async fn attempts(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
) -> Result<Vec<ListedExam>, ExamError> {
    end_overdue(library, store, learner, now_ms).await?;
    Ok(store.exams(learner).await?)
}

/// Ends the attempts whose time is up, so that their answers count wherever practice looks.
pub async fn end_overdue(library: &Library, store: &Store, learner: LearnerId, now_ms: i64) -> Result<(), ExamError> {
    for id in store.overdue_exams(learner, now_ms).await? {
        hand_in(library, store, learner, now_ms, id).await?;
    }
    Ok(())
}

fn is_overdue(exam: &ListedExam, now_ms: i64) -> bool {
    exam.handed_in_at.is_none() && exam.ends_at.is_some_and(|end| now_ms >= end)
}
