//! What a learner does best now: what is about to be forgotten first, then what the order of reading has next.

use domain::content::{Concept, Slug};

use super::{DueQuestion, Progress, Totals};

#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// So many questions are due; the least remembered comes first.
    Review { due: usize, first: DueQuestion },
    /// A concept whose prerequisites were all seen and that was not, or not to its end.
    Read(Slug),
    /// Everything was seen and nothing is due.
    Nothing,
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
