//! Practising what was missed: the questions are asked again, today.

use std::collections::HashSet;

use domain::{content::Slug, exam::Outcome};

use super::{Attempt, ExamError};
use crate::{
    content::Library,
    store::{LearnerId, Store},
};

/// The questions of an attempt that is over which were missed and still exist.
fn missed<'a>(library: &'a Library, attempt: &'a Attempt) -> impl Iterator<Item = &'a Slug> {
    let outcomes = attempt.exam.marks.iter().flat_map(|marks| &marks.outcomes);
    let missed = attempt.paper.iter().zip(outcomes).filter(|(_, outcome): &(_, &Outcome)| outcome.is_miss());
    missed.map(|(place, _)| &place.question).filter(|question| library.question(question).is_some())
}

/// Those of the missed questions that were asked for again and not answered since.
pub async fn asked_again(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    attempt: &Attempt,
) -> Result<Vec<Slug>, ExamError> {
    let open: HashSet<Slug> = store.open_retries(learner).await?.into_iter().map(|(question, _)| question).collect();
    Ok(missed(library, attempt).filter(|&question| open.contains(question)).cloned().collect())
}

/// Makes every missed question due and returns those that were not yet.
pub async fn ask_missed(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    attempt: &Attempt,
) -> Result<Vec<Slug>, ExamError> {
    if !attempt.is_over() {
        return Err(ExamError::UnderWay);
    }
    let asked = asked_again(library, store, learner, attempt).await?;
    let opened: Vec<Slug> = missed(library, attempt).filter(|question| !asked.contains(question)).cloned().collect();
    store.ask_again(learner, &opened, now_ms).await?;
    Ok(opened)
}
