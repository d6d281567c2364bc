//! A wrong prediction in a scene of the sandbox: the question linked to it is asked again, today.

use domain::{content::Slug, scene::Scene};

use super::{Calendar, PracticeError};
use crate::{
    content::Library,
    store::{LearnerId, NewMiss, Store},
};

/// `case` is the id of the scene's case whose outcome was mispredicted.
pub async fn miss(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    question: &Slug,
    scene: Scene,
    case: &str,
) -> Result<(), PracticeError> {
    if library.question(question).is_none() {
        return Err(PracticeError::UnknownQuestion);
    }
    let case = case.parse().map_err(|_| PracticeError::UnknownCase)?;
    let day = Calendar::of(&store.profile(learner).await?.preferences).day(now_ms);
    let miss = NewMiss { learner, question: question.clone(), scene, case, now_ms, day };
    Ok(store.record_miss(&miss).await?)
}
