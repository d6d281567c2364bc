//! The list of all concepts.

use std::sync::Arc;

use domain::content::{Concept, Track};
use leptos::prelude::*;

use super::{Booklet, DifficultyBadge};
use crate::{
    content::Library,
    practice::{Progress, Totals},
};

#[derive(Clone)]
pub struct ConceptsPage {
    pub library: Arc<Library>,
    /// Of the learner who looks at it, if there is one.
    pub progress: Option<Progress>,
}

impl ConceptsPage {
    pub fn view(self) -> impl IntoView {
        let lead = if self.library.leads_to_scenes() {
            "Each is a note to read, a few questions to answer and, for most, a scene to try it in."
        } else {
            "Each is a note to read and a few questions to answer."
        };
        view! {
            <div class="concepts-page">
                <h1>"Concepts"</h1>
                <p class="lead measure">{lead}</p>
                <p><a href="/map">"See them on the map"</a></p>
                {by_domain(&self.library, self.progress.as_ref())}
                {booklets(&self.library)}
            </div>
        }
    }
}

/// In reading order within each domain of the first track that has concepts, and the others below; one list where
/// there is no such track.
fn by_domain(library: &Library, progress: Option<&Progress>) -> impl IntoView + use<> {
    let Some(track) = library.written_tracks().next() else {
        return list(library, &library.concepts().iter().collect::<Vec<_>>(), progress).into_any();
    };
    let place = |concept: &Concept| {
        let domain = track.domain_of_concept(&concept.slug).or_else(|| track.domain_of_tasks(&concept.tasks))?;
        track.domains.iter().position(|known| known.id == domain.id)
    };
    let group = |wanted: Option<usize>| {
        let concepts: Vec<&Concept> = library.concepts().iter().filter(|concept| place(concept) == wanted).collect();
        (!concepts.is_empty()).then(|| {
            let title = title(track, wanted);
            view! { <section class="concept-group"><h2>{title}</h2>{list(library, &concepts, progress)}</section> }
        })
    };
    let domains = (0..track.domains.len()).map(Some).chain([None]);
    domains.map(group).collect_view().into_any()
}

fn title(track: &Track, domain: Option<usize>) -> String {
    let domain = domain.and_then(|place| track.domains.get(place));
    domain.map_or("More concepts", |domain| domain.title.as_str()).to_owned()
}

/// A track that is one of this content's own; a mere blueprint has nothing to print.
fn booklets(library: &Library) -> impl IntoView + use<> {
    let printable = |track: &&Track| (1..=Booklet::MOST_CONCEPTS).contains(&track.concepts.len());
    let links = library.tracks().iter().filter(printable).map(|track| {
        view! {
            <p class="booklet-link">
                <a href=format!("/tracks/{}/booklet", track.slug) rel="nofollow">{format!("“{}” as a booklet", track.title)}</a>
                ": made for print, with all its notes and questions, and at its end the answers with their reasons."
            </p>
        }
    });
    links.collect_view()
}

pub(super) fn concept_list(library: &Library) -> impl IntoView + use<> {
    list(library, &library.concepts().iter().collect::<Vec<_>>(), None)
}

fn list(library: &Library, concepts: &[&Concept], progress: Option<&Progress>) -> impl IntoView + use<> {
    let items = concepts.iter().map(|concept| {
        let questions = library.questions_of(&concept.slug).count();
        let totals = progress.and_then(|progress| progress.of(&concept.slug)).filter(|totals| totals.seen > 0);
        view! {
            <li class="concept-list-item">
                <p class="concept-list-title"><a href=format!("/concepts/{}", concept.slug)>{concept.title.clone()}</a></p>
                <p>{concept.summary.clone()}</p>
                <p class="concept-meta">
                    <DifficultyBadge difficulty=concept.difficulty/>
                    <span>{format!("{} min read", concept.reading_minutes)}</span>
                    <span>{format!("{questions} questions")}</span>
                    {totals.map(remembered)}
                </p>
            </li>
        }
    });
    view! { <ul class="concept-list">{items.collect_view()}</ul> }
}

fn remembered(totals: &Totals) -> impl IntoView + use<> {
    let recall = totals.recall().map(|recall| format!(", {:.0} % remembered", recall * 100.0)).unwrap_or_default();
    let due = if totals.due > 0 { format!(", {} due", totals.due) } else { String::new() };
    view! { <span class="concept-list-recall">{format!("{} answered{recall}{due}", totals.seen)}</span> }
}
