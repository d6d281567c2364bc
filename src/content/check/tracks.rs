//! Whether tracks name concepts that exist, in an order in which they can be read.

use std::collections::{HashMap, HashSet};

use domain::content::Slug;

use super::{Draft, syntax::nearest};
use crate::content::{Rule, Span, concept::ConceptFile, report::Flaws, track::TrackFile};

pub(super) fn check(draft: &mut Draft<'_>) {
    let concepts: HashMap<&Slug, &ConceptFile<'_>> = draft.concepts.iter().map(|file| (&file.slug, file)).collect();
    for track in &draft.tracks {
        let flaws = draft.flaws.entry(track.path).or_default();
        let in_domains = track.domains.iter().flat_map(|domain| &domain.concepts);
        // A name that stands in the list and in a domain is told once.
        let mut told = HashSet::new();
        for (slug, span) in track.concepts.iter().chain(in_domains).filter(|(slug, _)| told.insert(slug)) {
            exists(slug, span, &concepts, flaws);
        }
        order(track, &concepts, flaws);
    }
}

/// A concept that is yet to be written is left out of the track, so this does not forbid to serve it.
fn exists(slug: &Slug, span: &Span, concepts: &HashMap<&Slug, &ConceptFile<'_>>, flaws: &mut Flaws) {
    if !concepts.contains_key(slug) {
        let hint = nearest(slug.as_str(), concepts.keys().map(|slug| slug.as_str()));
        let hint = hint.unwrap_or_else(|| format!("write concepts/{slug}.md"));
        flaws.add(Rule::UnknownConcept, span.clone(), format!("there is no concept `{slug}`")).hint(hint);
    }
}

fn order(track: &TrackFile<'_>, concepts: &HashMap<&Slug, &ConceptFile<'_>>, flaws: &mut Flaws) {
    let listed: HashSet<&Slug> = track.concepts.iter().map(|(slug, _)| slug).collect();
    let mut read = HashSet::new();
    for (slug, span) in &track.concepts {
        read.insert(slug);
        let before = concepts.get(slug).into_iter().flat_map(|file| &file.front.prerequisites);
        for (first, _) in before.filter(|(first, _)| listed.contains(first) && !read.contains(first)) {
            let message = format!("`{slug}` comes before its prerequisite `{first}`");
            flaws.add(Rule::ReadingOrder, span.clone(), message).hint("put the prerequisite above it");
        }
    }
}
