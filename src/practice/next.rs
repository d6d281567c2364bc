//! What a learner does best now: what is about to be forgotten first, then what the order of reading has next.

use domain::content::{Concept, Slug};

use super::{DueQuestion, PracticeError, Progress, Totals, due::Dues, exam_day::todays_share};
use crate::{
    content::Library,
    store::{LearnerId, Store},
};

#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Today's share of the plan for an exam has so many questions.
    Share { questions: usize },
    /// So many questions are due; the least remembered comes first.
    Review { due: usize, first: DueQuestion },
    /// A concept whose prerequisites were all seen and that was not, or not to its end.
    Read(Slug),
    /// Everything was seen and nothing is due.
    Nothing,
}

/// What comes next for a learner. Before an exam the plan goes first, then what is due and what is to be read.
pub async fn next_of(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    dues: &Dues,
    concepts: &[&Concept],
    progress: &Progress,
) -> Result<Next, PracticeError> {
    let share = todays_share(library, store, learner, dues).await?;
    if let Some((_, asked)) = share.filter(|(_, asked)| !asked.is_empty()) {
        return Ok(Next::Share { questions: asked.len() });
    }
    Ok(next(concepts, Some(progress), &dues.list(library)))
}

/// `concepts` are in reading order; for a visitor, of whom nothing is known, the first one is next.
pub fn next(concepts: &[&Concept], progress: Option<&Progress>, due: &[DueQuestion]) -> Next {
    if let Some(first) = due.first() {
        return Next::Review { due: due.len(), first: first.clone() };
    }
    let is_seen = |concept: &Slug| progress.and_then(|progress| progress.of(concept)).is_some_and(Totals::all_seen);
    // What nobody can read here, or answer a question on, must not bar the way.
    let bars = |concept: &Slug| concepts.iter().any(|known| known.slug == *concept) && !is_seen(concept);
    let mut open = concepts.iter().filter(|concept| !is_seen(&concept.slug));
    let ready = open.find(|concept| !concept.prerequisites.iter().any(bars));
    ready.map_or(Next::Nothing, |concept| Next::Read(concept.slug.clone()))
}
