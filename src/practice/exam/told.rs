//! What may be told about a place: nothing before its time.

use domain::{exam::Told, scene::SceneLink};

use super::Attempt;
use crate::{
    content::Library,
    practice::reveal::{option, reread},
};

/// `None` before the end of the attempt, unless the answer was told at once; and where the question was removed.
pub fn told(library: &Library, attempt: &Attempt, at: usize) -> Option<Told> {
    let place = attempt.paper.get(at)?;
    let is_told = attempt.is_over() || attempt.at.get(at)?.correct.is_some();
    let question = library.question(&place.question).filter(|_| is_told)?;
    let shown = place.attempt.order(question.options.len()).into_iter().map(|at| &question.options[at]);
    Some(Told {
        correct_options: question.key().cloned().collect(),
        options: shown.map(option).collect(),
        explanation_html: question.explanation_html.clone(),
        reread: reread(library, question),
        scene_address: question.scene.as_ref().map(SceneLink::address),
        references: question.references.clone(),
    })
}
