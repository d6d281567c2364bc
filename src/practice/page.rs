//! The questions of a concept as one learner finds them, or as all visitors share them.

use std::collections::HashMap;

use domain::{
    content::{Question, Slug},
    practice::{AttemptId, Standing},
};

use super::{PracticeError, reveal::reveal};
use crate::{
    chance::Chance,
    content::Library,
    store::{LearnerId, ShownAnswer, Store},
};

/// For everyone who has no session: all questions open, in the author's order.
pub fn open_standings(library: &Library, concept: &Slug) -> Vec<Standing> {
    library
        .questions_of(concept)
        .map(|question| Standing { question: question.view(), attempt: None, reveal: None })
        .collect()
}

/// For a learner: answered questions with what may be told, the others with a fresh attempt.
pub async fn standings(
    library: &Library,
    store: &Store,
    chance: &Chance,
    learner: LearnerId,
    concept: &Slug,
) -> Result<Vec<Standing>, PracticeError> {
    let questions: Vec<&Question> = library.questions_of(concept).collect();
    let ids: Vec<&Slug> = questions.iter().map(|question| &question.id).collect();
    let shown = store.shown_answers(learner, &ids).await?;
    let by_question: HashMap<&str, &ShownAnswer> =
        shown.iter().map(|shown| (shown.answer.question_id.as_str(), shown)).collect();
    questions
        .into_iter()
        .map(|question| match by_question.get(question.id.as_str()) {
            Some(shown) if !shown.asked_again && key_is_unchanged(question, &shown.answer.answer_key) => {
                let reveal = reveal(library, question, &shown.answer)?;
                Ok(Standing { question: question.view(), attempt: Some(reveal.attempt), reveal: Some(reveal) })
            }
            _ => Ok(Standing { question: question.view(), attempt: Some(fresh_attempt(chance)), reveal: None }),
        })
        .collect()
}

pub fn fresh_attempt(chance: &Chance) -> AttemptId {
    AttemptId::from_random_bytes(chance.bytes())
}

/// A question whose key was changed is asked again: what was right then may be wrong now.
fn key_is_unchanged(question: &Question, answered_key: &str) -> bool {
    question.key().map(Slug::as_str).eq(answered_key.split(' '))
}
