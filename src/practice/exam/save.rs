//! Saving at one place of a paper: a choice, a flag, the time; and in review mode the answer that is told at once.

use std::collections::BTreeSet;

use domain::{
    content::{Question, Slug},
    exam::{Mode, Place},
    practice::{Chosen, InvalidChoice},
};

use super::{ExamError, grade::Grader};
use crate::{
    content::Library,
    store::{AtPlace, ExamId, KeptExam, LearnerId, NewAtPlace, Saved, Store},
};

/// What a learner sends.
#[derive(Clone, Debug, Default)]
pub struct Sent<'a> {
    /// As it is shown: from 1.
    pub place: usize,
    /// Ids of options, as they came; `None` leaves the choice as it is.
    pub chosen: Option<Vec<&'a str>>,
    /// What the sender took for saved.
    pub was: Option<Vec<&'a str>>,
    pub flagged: Option<bool>,
    /// How long the learner has looked at it since the last time.
    pub ms: i64,
    /// In review mode: the choice is final, and is to be told.
    pub tell: bool,
}

pub async fn save(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    id: ExamId,
    sent: Sent<'_>,
) -> Result<Saved, ExamError> {
    let kept = store.exam(learner, id).await?.ok_or(ExamError::UnknownAttempt)?;
    let at = sent.place.checked_sub(1).filter(|at| *at < kept.paper.len());
    let at = at.ok_or(ExamError::NoSuchPlace(kept.paper.len()))?;
    let place = &kept.paper[at];
    let question = library.question(&place.question);
    let chosen = match &sent.chosen {
        Some(chosen) => parsed(question, chosen)?,
        None => BTreeSet::new(),
    };
    // Who sends no choice changed nothing about it.
    let was = if sent.chosen.is_some() { sent.was.map(slugs) } else { Some(chosen.clone()) };
    // Nobody looks at a question for longer than the attempt has lasted.
    let ms = sent.ms.clamp(0, now_ms.saturating_sub(kept.exam.begun_at).max(0));
    let new = NewAtPlace { place: at, chosen, was, flagged: sent.flagged, ms, now_ms, ends_at: kept.exam.ends_at };
    if sent.tell {
        return tell(library, store, learner, &kept, place, &new).await;
    }
    Ok(store.save_place(learner, id, &new).await?)
}

async fn tell(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    kept: &KeptExam,
    place: &Place,
    new: &NewAtPlace,
) -> Result<Saved, ExamError> {
    if kept.exam.mode != Mode::Review {
        return Err(ExamError::NotBeforeTheEnd);
    }
    if new.chosen.is_empty() {
        return Err(InvalidChoice::Nothing.into());
    }
    let grader = Grader { library, learner, profile: store.profile(learner).await? };
    let before = store.exam_places(kept.exam.id).await?.into_iter().find(|at| at.place == new.place && !at.late);
    let ms = before.map_or(0, |at| at.ms).saturating_add(new.ms);
    let at = AtPlace { chosen: new.chosen.clone(), ms, ..AtPlace::untouched(new.place, new.now_ms) };
    let answer = grader.answer(place, &at).ok_or(ExamError::UnknownAttempt)?;
    Ok(store.tell_place(learner, kept.exam.id, new, &answer).await?)
}

/// Nothing chosen is fine here, what the question does not have is not.
fn parsed(question: Option<&Question>, sent: &[&str]) -> Result<BTreeSet<Slug>, ExamError> {
    match question {
        Some(question) if !sent.is_empty() => {
            Ok(Chosen::parse(question, sent.iter().copied())?.ids().cloned().collect())
        }
        // There is nothing to choose from when the question was removed.
        _ => Ok(BTreeSet::new()),
    }
}

fn slugs(sent: Vec<&str>) -> BTreeSet<Slug> {
    sent.into_iter().filter_map(|id| id.parse().ok()).collect()
}
