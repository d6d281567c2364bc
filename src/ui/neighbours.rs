//! The concepts around one: what to read first, what is related, and the ones before and after it.

use domain::content::{Concept, Slug};
use leptos::prelude::*;

use crate::content::Library;

/// A concept by address and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub slug: Slug,
    pub title: String,
}

/// The ones before and after in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    pub previous: Option<Neighbour>,
    pub next: Option<Neighbour>,
}

impl Neighbours {
    pub fn of(library: &Library, concept: &Slug) -> Self {
        let (previous, next) = library.around(concept);
        Self { previous: previous.map(Neighbour::of), next: next.map(Neighbour::of) }
    }

    /// At the end of the page, where one wants to go on.
    pub(super) fn view(self) -> impl IntoView {
        let link = |neighbour: Option<Neighbour>, rel: &'static str, word: &'static str| {
            neighbour.map(|Neighbour { slug, title }| {
                view! {
                    <a class=format!("neighbours-link is-{rel}") rel=rel href=format!("/concepts/{slug}")>
                        <span class="neighbours-word">{word}</span>
                        " "
                        <span class="neighbours-title">{title}</span>
                    </a>
                }
            })
        };
        let is_alone = self.previous.is_none() && self.next.is_none();
        (!is_alone).then(|| {
            view! {
                <nav class="neighbours" aria-label="Before and after this concept">
                    {link(self.previous, "prev", "Previous")}
                    {link(self.next, "next", "Next")}
                </nav>
            }
        })
    }
}

impl Neighbour {
    fn of(concept: &Concept) -> Self {
        Self { slug: concept.slug.clone(), title: concept.title.clone() }
    }

    pub(super) fn href(&self) -> String {
        format!("/concepts/{}", self.slug)
    }
}

/// The concepts of these names, as links in one line; nothing where there are none.
pub(super) fn concept_links(library: &Library, slugs: &[Slug], before: &'static str) -> impl IntoView + use<> {
    let known: Vec<Neighbour> = slugs.iter().filter_map(|slug| library.concept(slug)).map(Neighbour::of).collect();
    let links = known.iter().enumerate().map(|(at, known)| {
        let comma = (at > 0).then_some(", ");
        view! { {comma}<a href=known.href()>{known.title.clone()}</a> }
    });
    let links = links.collect_view();
    (!known.is_empty())
        .then(|| view! { <p class="concept-links"><span class="concept-links-word">{before}</span>" "{links}</p> })
}
