//! Puts together what may be told about a question whose answer was kept.

use domain::{
    content::{Choice, Question, Slug},
    practice::{AttemptId, Day, OptionReveal, Reread, Reveal, Review},
    scene::SceneLink,
};

use super::PracticeError;
use crate::{
    content::Library,
    store::{AnswerRow, StoreError},
};

/// The verdict is the one that was given at the time, even if the key was changed since.
pub(super) fn reveal(library: &Library, question: &Question, row: &AnswerRow) -> Result<Reveal, PracticeError> {
    let attempt: AttemptId = row.attempt_id.parse().map_err(|_| StoreError::Damaged("answer"))?;
    let ids = |joined: &str| joined.split(' ').filter_map(|id| id.parse().ok()).collect::<Vec<Slug>>();
    let shown = attempt.order(question.options.len()).into_iter().map(|at| &question.options[at]);
    Ok(Reveal {
        attempt,
        chosen: ids(&row.chosen),
        correct: row.correct,
        correct_options: question.key().cloned().collect(),
        options: shown.map(option).collect(),
        explanation_html: question.explanation_html.clone(),
        reread: reread(library, question),
        scene: question.scene.as_ref().map(|link| link.scene.clone()),
        scene_address: question.scene.as_ref().map(SceneLink::address),
        references: question.references.clone(),
        review: review(row)?,
    })
}

pub(super) fn option(choice: &Choice) -> OptionReveal {
    OptionReveal { id: choice.id.clone(), correct: choice.right, why_html: choice.why_html.clone() }
}

pub(super) fn reread(library: &Library, question: &Question) -> Reread {
    let headings = library.concept(&question.concept).map(|concept| concept.headings.as_slice()).unwrap_or_default();
    let title = headings.iter().find(|heading| heading.id == question.section).map(|heading| heading.title.clone());
    Reread {
        concept: question.concept.clone(),
        section: question.section.clone(),
        title: title.unwrap_or_else(|| question.section.to_string()),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "these were f32 before they were stored")]
fn review(row: &AnswerRow) -> Result<Review, StoreError> {
    Ok(Review {
        stability: row.stability as f32,
        difficulty: row.difficulty as f32,
        interval_days: row.interval_days as f32,
        due: Day::from_epoch_days(row.due).to_string(),
        recall: row.recall_when_due()?,
    })
}
