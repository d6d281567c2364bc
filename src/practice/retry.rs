//! Asking questions of a concept again: the missed ones, or all.

use domain::content::Slug;

use super::PracticeError;
use crate::{
    content::Library,
    store::{LearnerId, ShownAnswer, Store},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    Missed,
    All,
}

/// Opens the questions again and returns their ids.
pub async fn ask_again(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    concept: &Slug,
    which: Again,
) -> Result<Vec<Slug>, PracticeError> {
    if library.concept(concept).is_none() {
        return Err(PracticeError::UnknownConcept);
    }
    let ids: Vec<&Slug> = library.questions_of(concept).map(|question| &question.id).collect();
    let wanted = |shown: &&ShownAnswer| !shown.asked_again && (which == Again::All || !shown.answer.correct);
    let shown = store.shown_answers(learner, &ids).await?;
    let opened: Vec<Slug> =
        shown.iter().filter(wanted).filter_map(|shown| shown.answer.question_id.parse().ok()).collect();
    store.ask_again(learner, &opened, now_ms).await?;
    Ok(opened)
}
