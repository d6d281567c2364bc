//! Answering a question: checked, judged, kept, and only then revealed.

use domain::{
    content::{Question, Slug},
    practice::{AttemptId, Chosen, Reveal, judge},
};

use super::{Calendar, PracticeError, reveal::reveal};
use crate::{
    content::Library,
    store::{LearnerId, NewAnswer, Profile, Store},
};

/// What a learner sends.
#[derive(Clone, Debug)]
pub struct Submission<'a> {
    pub question: &'a Slug,
    pub attempt: AttemptId,
    /// Ids of options, as they came.
    pub chosen: Vec<&'a str>,
    pub sure: Option<bool>,
    /// How long the learner thought, in milliseconds.
    pub ms: Option<i64>,
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Whether the submission can be an answer at all; the first thing that [`answer`] asks, too.
pub fn check(library: &Library, submission: &Submission<'_>) -> Result<(), PracticeError> {
    checked(library, submission).map(drop)
}

fn checked<'a>(library: &'a Library, submission: &Submission<'_>) -> Result<(&'a Question, Chosen), PracticeError> {
    let question = library.question(submission.question).ok_or(PracticeError::UnknownQuestion)?;
    let chosen = Chosen::parse(question, submission.chosen.iter().copied())?;
    if submission.ms.is_some_and(|ms| !(0..=DAY_MS).contains(&ms)) {
        return Err(PracticeError::ImplausibleTime);
    }
    Ok((question, chosen))
}

/// The reply exists only once the answer is on disk. The same attempt again gets the same reply.
pub async fn answer(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    submission: Submission<'_>,
) -> Result<Reveal, PracticeError> {
    let (question, chosen) = checked(library, &submission)?;
    let Profile { preferences, parameters } = store.profile(learner).await?;
    let row = store
        .record_answer(NewAnswer {
            learner,
            attempt: submission.attempt,
            question: question.id.clone(),
            key: question.key().cloned().collect(),
            chosen: chosen.ids().cloned().collect(),
            verdict: judge(question, &chosen),
            sure: submission.sure,
            ms: submission.ms,
            now_ms,
            day: Calendar::of(&preferences).day(now_ms),
            retention: preferences.retention,
            parameters,
        })
        .await?;
    reveal(library, question, &row)
}
