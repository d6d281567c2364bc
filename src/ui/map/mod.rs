//! The map of a track: what is read before what, as a picture and as a list, and what comes next.

mod layout;
mod picture;
mod standing;

use std::sync::Arc;

use domain::content::{Concept, Slug, Track};
use leptos::prelude::*;

use self::{picture::picture, standing::Standing};
use super::next_step::next_step;
use crate::{
    content::Library,
    practice::{Next, Progress},
};

/// Past this a picture shows nothing any more, and takes long to draw.
const MOST_DRAWN: usize = 150;

/// A map, of one learner or for everyone.
#[derive(Clone)]
pub struct MapPage {
    pub library: Arc<Library>,
    /// The track whose concepts are on it; all concepts where there is no track.
    pub track: Option<Slug>,
    pub progress: Option<Arc<Progress>>,
    pub next: Next,
}

impl MapPage {
    /// The concepts of a track in its order, those that a mere blueprint speaks of, or all that there are.
    pub fn concepts<'l>(library: &'l Library, track: Option<&'l Track>) -> Vec<&'l Concept> {
        let Some(track) = track else { return library.concepts().iter().collect() };
        let own: Vec<&Concept> = library.concepts_of(track).collect();
        if !own.is_empty() {
            return own;
        }
        let is_meant = |concept: &&Concept| track.domain_of_tasks(&concept.tasks).is_some();
        library.concepts().iter().filter(is_meant).collect()
    }

    pub fn view(self) -> impl IntoView {
        let library = Arc::clone(&self.library);
        let track = self.track.as_ref().and_then(|slug| library.track(slug));
        let concepts = Self::concepts(&library, track);
        let standing =
            |concept: &Concept| self.progress.as_ref().and_then(|progress| Standing::of(progress.of(&concept.slug)?));
        let standings: Vec<Option<Standing>> = concepts.iter().map(|concept| standing(concept)).collect();
        let next = match &self.next {
            Next::Read(slug) => concepts.iter().position(|concept| concept.slug == *slug),
            _ => None,
        };
        let title = track.map_or("All concepts", |track| track.title.as_str()).to_owned();
        let lead = track.map_or("What is read before what.", |track| track.summary.as_str()).to_owned();
        let drawn = (2..=MOST_DRAWN).contains(&concepts.len());
        view! {
            <div class="map-page">
                <p class="eyebrow">"Map"</p>
                <h1>{title}</h1>
                <p class="lead measure">{lead}</p>
                {next_step(&library, &self.next, self.progress.is_some())}
                {drawn.then(|| picture(&concepts, &standings, next))}
                {self.progress.is_some().then(legend)}
                <h2>"In reading order"</h2>
                <ol class="map-list">{items(&concepts, &standings, next)}</ol>
                {others(&library, track)}
            </div>
        }
    }
}

/// The same as the picture, in words.
fn items(concepts: &[&Concept], standings: &[Option<Standing>], next: Option<usize>) -> impl IntoView + use<> {
    let title = |slug: &Slug| {
        let concept = concepts.iter().find(|concept| concept.slug == *slug)?;
        Some(view! { <li><a href=format!("/concepts/{slug}")>{concept.title.clone()}</a></li> })
    };
    let item = |(at, concept): (usize, &&Concept)| {
        let before: Vec<_> = concept.prerequisites.iter().filter_map(title).collect();
        let before = (!before.is_empty())
            .then(|| view! { <div class="map-list-before"><p>"Read first:"</p><ul class="map-list-links">{before}</ul></div> });
        let standing = standings[at].as_ref().map(|standing| {
            view! { <p class=format!("map-list-standing {}", standing.class())><span aria-hidden="true">{standing.sign()}" "</span>{standing.sentence()}</p> }
        });
        view! {
            <li class="map-list-item" aria-current=(next == Some(at)).then_some("step")>
                <p class="map-list-title"><a href=format!("/concepts/{}", concept.slug)>{concept.title.clone()}</a></p>
                {standing}
                {before}
            </li>
        }
    };
    concepts.iter().enumerate().map(item).collect_view()
}

fn legend() -> impl IntoView {
    let entry = |standing: Standing| {
        view! { <li class=standing.class()><span aria-hidden="true">{standing.sign()}</span>" "{standing.meaning()}</li> }
    };
    view! { <ul class="map-legend" aria-label="Signs on the map">{Standing::EXAMPLES.map(entry).collect_view()}</ul> }
}

/// Maps of the other tracks that have concepts.
fn others(library: &Library, shown: Option<&Track>) -> impl IntoView + use<> {
    let others = library.written_tracks();
    let others: Vec<_> = others
        .filter(|track| shown.is_none_or(|shown| shown.slug != track.slug))
        .map(|track| view! { <li><a href=format!("/map/{}", track.slug)>{track.title.clone()}</a></li> })
        .collect();
    (!others.is_empty()).then(|| view! { <h2>"Other maps"</h2><ul>{others}</ul> })
}
