//! The list of all concepts.

use std::sync::Arc;

use domain::content::Track;
use leptos::prelude::*;

use super::{Booklet, DifficultyBadge};
use crate::content::Library;

#[derive(Clone)]
pub struct ConceptsPage {
    pub library: Arc<Library>,
}

impl ConceptsPage {
    pub fn view(self) -> impl IntoView {
        view! {
            <div class="concepts-page">
                <h1>"Concepts"</h1>
                <p class="lead measure">"Each is a note to read, a few questions to answer and a scene to try it in."</p>
                {concept_list(&self.library)}
                {booklets(&self.library)}
            </div>
        }
    }
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
    let items = library.concepts().iter().map(|concept| {
        let questions = library.questions_of(&concept.slug).count();
        view! {
            <li class="concept-list-item">
                <p class="concept-list-title"><a href=format!("/concepts/{}", concept.slug)>{concept.title.clone()}</a></p>
                <p>{concept.summary.clone()}</p>
                <p class="concept-meta">
                    <DifficultyBadge difficulty=concept.difficulty/>
                    <span>{format!("{} min read", concept.reading_minutes)}</span>
                    <span>{format!("{questions} questions")}</span>
                </p>
            </li>
        }
    });
    view! { <ul class="concept-list">{items.collect_view()}</ul> }
}
