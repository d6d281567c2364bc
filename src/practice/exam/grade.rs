//! The end of an attempt: every place gets its outcome, and every answer enters the log.

use domain::{
    content::Slug,
    exam::{Marks, Outcome, Place},
    practice::{Chosen, judge},
};

use super::ExamError;
use crate::{
    content::Library,
    practice::Calendar,
    store::{AtPlace, ExamId, Graded, LearnerId, NewAnswer, Profile, Store},
};

/// Ends the attempt, at its deadline if that is past. Once it is over, nothing changes any more.
pub async fn hand_in(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    id: ExamId,
) -> Result<(), ExamError> {
    let kept = store.exam(learner, id).await?.ok_or(ExamError::UnknownAttempt)?;
    let at_ms = kept.exam.ends_at.map_or(now_ms, |end| end.min(now_ms));
    let grader = Grader { library, learner, profile: store.profile(learner).await? };
    store.hand_in(learner, id, at_ms, |at| grader.grade(&kept.paper, at)).await?;
    Ok(())
}

/// Knows what an answer of this learner needs to enter the log.
pub(super) struct Grader<'a> {
    pub(super) library: &'a Library,
    pub(super) learner: LearnerId,
    pub(super) profile: Profile,
}

/// As long as the log takes.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Grader<'_> {
    /// Questions are judged by the key that they have now. One that was removed meanwhile, or whose options no longer
    /// hold what was chosen, does not count.
    fn grade(&self, paper: &[Place], at: &[AtPlace]) -> Graded {
        let mut answers = Vec::new();
        let mut outcome = |(number, place): (usize, &Place)| {
            let Some(at) = at.iter().find(|at| at.place == number) else { return self.unanswered(place) };
            if let Some(correct) = at.correct {
                return if correct { Outcome::Right } else { Outcome::Wrong };
            }
            if at.chosen.is_empty() {
                return self.unanswered(place);
            }
            let Some(answer) = self.answer(place, at) else { return Outcome::Void };
            let outcome = if answer.verdict.is_right() { Outcome::Right } else { Outcome::Wrong };
            answers.push(answer);
            outcome
        };
        let outcomes = paper.iter().enumerate().map(&mut outcome).collect();
        // The log tells what happened in its order.
        answers.sort_by_key(|answer| answer.now_ms);
        Graded { marks: Marks::new(paper, outcomes), answers }
    }

    fn unanswered(&self, place: &Place) -> Outcome {
        if self.library.question(&place.question).is_some() { Outcome::Unanswered } else { Outcome::Void }
    }

    /// What stands at a place as an entry of the log.
    pub(super) fn answer(&self, place: &Place, at: &AtPlace) -> Option<NewAnswer> {
        let question = self.library.question(&place.question)?;
        let chosen = Chosen::parse(question, at.chosen.iter().map(Slug::as_str)).ok()?;
        Some(NewAnswer {
            learner: self.learner,
            attempt: place.attempt,
            question: question.id.clone(),
            key: question.key().cloned().collect(),
            chosen: chosen.ids().cloned().collect(),
            verdict: judge(question, &chosen),
            sure: None,
            ms: Some(at.ms.clamp(0, DAY_MS)),
            now_ms: at.saved_at,
            day: Calendar::of(&self.profile.preferences).day(at.saved_at),
            retention: self.profile.preferences.retention,
            parameters: self.profile.parameters.clone(),
        })
    }
}
