//! The order in which what is new is learned: as the track has it, and nothing before what it builds on.

use std::collections::HashSet;

use domain::content::{Concept, Slug};

use super::Filter;
use crate::content::Library;

/// All concepts: those of the track first if one is named, else as the library has them, prerequisites before the rest.
pub(super) fn reading_order<'a>(library: &'a Library, filter: &Filter) -> Vec<&'a Concept> {
    let of_track = filter.track.as_ref().and_then(|slug| library.track(slug)).into_iter();
    let of_track = of_track.flat_map(|track| &track.concepts).filter_map(|slug| library.concept(slug));
    let mut order = Vec::with_capacity(library.concepts().len());
    let mut seen = HashSet::with_capacity(library.concepts().len());
    for concept in of_track.chain(library.concepts()) {
        read(library, concept, &mut seen, &mut order);
    }
    order
}

/// Prerequisites never lead back, which the check of the content sees to; `seen` holds even if they did.
fn read<'a>(library: &'a Library, concept: &'a Concept, seen: &mut HashSet<&'a Slug>, order: &mut Vec<&'a Concept>) {
    if !seen.insert(&concept.slug) {
        return;
    }
    for before in concept.prerequisites.iter().filter_map(|slug| library.concept(slug)) {
        read(library, before, seen, order);
    }
    order.push(concept);
}
