//! The questions of a concept as one learner finds them, or as all visitors share them.

use std::collections::HashMap;

use domain::{
    content::{Question, Slug},
    practice::{AttemptId, Day, Standing},
};

use super::{PracticeError, Remembered, remembered::remembered, reveal::reveal};
use crate::{
    chance::Chance,
    content::Library,
    store::{AnswerRow, LearnerId, ShownAnswer, Store},
};

/// For everyone who has no session: all questions open, in the author's order.
pub fn open_standings(library: &Library, concept: &Slug) -> Standings {
    let standings = library.questions_of(concept).map(|question| open(question, None)).collect();
    Standings { standings, remembered: None }
}

/// The questions of a concept, and how well they are remembered.
#[derive(Clone, Debug)]
pub struct Standings {
    pub standings: Vec<Standing>,
    pub remembered: Option<Remembered>,
}

/// For a learner: answered questions with what may be told, the others with a fresh attempt.
pub async fn standings(
    library: &Library,
    store: &Store,
    chance: &Chance,
    learner: LearnerId,
    now_ms: i64,
    concept: &Slug,
) -> Result<Standings, PracticeError> {
    let questions: Vec<&Question> = library.questions_of(concept).collect();
    let ids: Vec<&Slug> = questions.iter().map(|question| &question.id).collect();
    let shown = store.shown_answers(learner, &ids).await?;
    let by_question: HashMap<&str, &ShownAnswer> =
        shown.iter().map(|shown| (shown.answer.question_id.as_str(), shown)).collect();
    let answered: Vec<(&Question, &AnswerRow)> = questions
        .iter()
        .filter_map(|question| Some((*question, &by_question.get(question.id.as_str())?.answer)))
        .filter(|(question, answer)| key_is_unchanged(question, &answer.answer_key))
        .collect();
    let remembered = remembered(library, store, learner, now_ms, &answered).await?;
    let standings = questions
        .into_iter()
        .map(|question| match by_question.get(question.id.as_str()) {
            Some(shown) if !shown.asked_again && key_is_unchanged(question, &shown.answer.answer_key) => {
                answered_standing(library, question, &shown.answer)
            }
            shown => {
                let other_key = shown.filter(|shown| !key_is_unchanged(question, &shown.answer.answer_key));
                let answered_under_another_key =
                    other_key.map(|shown| Day::from_epoch_days(shown.answer.day).to_string());
                Ok(Standing { answered_under_another_key, ..open(question, Some(fresh_attempt(chance))) })
            }
        })
        .collect::<Result<_, PracticeError>>()?;
    Ok(Standings { standings, remembered })
}

fn open(question: &Question, attempt: Option<AttemptId>) -> Standing {
    Standing { question: question.view(), attempt, reveal: None, answered_under_another_key: None }
}

/// A question as its answer left it, with everything that may be told.
pub fn answered_standing(library: &Library, question: &Question, row: &AnswerRow) -> Result<Standing, PracticeError> {
    let reveal = reveal(library, question, row)?;
    Ok(Standing { reveal: Some(reveal.clone()), ..open(question, Some(reveal.attempt)) })
}

pub fn fresh_attempt(chance: &Chance) -> AttemptId {
    AttemptId::from_random_bytes(chance.bytes())
}

/// A question whose key was changed is asked again: what was right then may be wrong now.
fn key_is_unchanged(question: &Question, answered_key: &str) -> bool {
    question.key().map(Slug::as_str).eq(answered_key.split(' '))
}
