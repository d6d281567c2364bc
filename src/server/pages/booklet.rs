//! Booklets: a concept or a whole track on one page for print, with its answers at the end.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use domain::content::Slug;

use super::{concept, shared};
use crate::{
    content::Library,
    server::{Server, failure::Failure},
    ui::{Booklet, Head},
};

pub(super) async fn of_concept(
    State(server): State<Server>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let slug = concept::known(&library, &slug)?;
    let concept = library.concept(&slug).ok_or_else(|| Failure::not_found("concept"))?;
    let booklet = Booklet::of_concept(&library, concept);
    respond(&server, &library, booklet, &format!("/concepts/{slug}/booklet"), &headers).await
}

pub(super) async fn of_track(
    State(server): State<Server>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let slug: Option<Slug> = slug.parse().ok();
    let track = slug.and_then(|slug| library.track(&slug)).ok_or_else(|| Failure::not_found("track"))?;
    let booklet = Booklet::of_track(&library, track);
    if booklet.concepts() == 0 {
        return Err(Failure::not_found("booklet"));
    }
    if booklet.concepts() > Booklet::MOST_CONCEPTS {
        let detail = format!(
            "A booklet holds at most {} concepts, and this track has {}. Print its concepts one by one.",
            Booklet::MOST_CONCEPTS,
            booklet.concepts()
        );
        return Err(Failure::new(StatusCode::NOT_FOUND, "too-long", "Too long for a booklet", detail));
    }
    respond(&server, &library, booklet, &format!("/tracks/{}/booklet", track.slug), &headers).await
}

async fn respond(
    server: &Server,
    library: &Arc<Library>,
    booklet: Booklet,
    path: &str,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let description = "Notes, questions and answers on one page, made for print.";
    let head = Head::new(booklet.title(), description).at(path).private();
    let view = move || booklet.clone().view();
    let mut response = shared(server, path, headers, library.version(), head, view).await?;
    // Who searches for a question must not find its answer.
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    Ok(response)
}
