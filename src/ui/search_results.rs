//! The places that were found: a list on the page of the search, options to choose from in the box.

use leptos::prelude::*;

use crate::search::{Found, Hit, HitKind, Piece};

pub(super) fn results(found: &Found) -> impl IntoView + use<> {
    let items = found.hits.iter().map(|hit| {
        view! {
            <li class="search-result">
                <p class="search-result-title"><a href=hit.href.clone()>{marked(&hit.title)}</a></p>
                <p class="search-result-place">{place(hit)}</p>
                {excerpt(hit)}
            </li>
        }
    });
    view! { <ol class="search-results">{items.collect_view()}</ol> }
}

/// Links that are chosen with the arrow keys while the focus stays in the field.
pub(super) fn options(text: &str, found: &Found) -> impl IntoView + use<> {
    let all = address(text);
    let items = found.hits.iter().enumerate().map(|(at, hit)| {
        view! {
            <a class="search-result" role="option" id=format!("search-option-{at}") href=hit.href.clone() tabindex="-1" aria-selected="false">
                <span class="search-result-title">{marked(&hit.title)}</span>
                <span class="search-result-place">{place(hit)}</span>
            </a>
        }
    });
    let more = (found.total > found.hits.len()).then(|| {
        view! {
            <a class="search-result is-all" role="option" id="search-option-all" href=all tabindex="-1" aria-selected="false">
                {format!("All {} places", found.total)}
            </a>
        }
    });
    view! { {items.collect_view()}{more} }
}

fn place(hit: &Hit) -> String {
    match hit.kind {
        HitKind::Concept => "Concept".to_owned(),
        HitKind::Section => format!("Section of {}", hit.concept_title),
        HitKind::Question => format!("Question on {}", hit.concept_title),
    }
}

fn excerpt(hit: &Hit) -> impl IntoView + use<> {
    (!hit.excerpt.is_empty()).then(|| view! { <p class="search-result-excerpt">{marked(&hit.excerpt)}</p> })
}

fn marked(pieces: &[Piece]) -> impl IntoView + use<> {
    let piece = |piece: &Piece| {
        let text = piece.text.clone();
        if piece.marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    pieces.iter().map(piece).collect_view()
}

fn address(text: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", text).finish();
    format!("/search?{query}")
}
