//! The page of a concept: shared by all visitors, or as one learner left it.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::Response,
};
use domain::content::Slug;
use tower_sessions::Session;

use super::{personal, shared};
use crate::{
    content::Library,
    practice,
    server::{Server, failure::Failure, layers::has_session, learner, render},
    ui::{ConceptPage, PracticeCards},
};

pub(super) async fn concept(
    State(server): State<Server>,
    Path(slug): Path<String>,
    session: Session,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let slug = known(&library, &slug)?;
    if has_session(&headers, &server.app.base_url)
        && let Some(learner) = learner::current(&session).await?
    {
        let app = &server.app;
        let standings = practice::standings(&library, &app.store, &app.chance, learner, &slug).await?;
        let cards = PracticeCards { concept: slug, standings, problem: None };
        return Ok(personal(page(&server, library, cards).await));
    }
    let version = library.version().to_owned();
    let (title, description) = title_of(&library, &slug);
    let standings = practice::open_standings(&library, &slug);
    let page = ConceptPage { library, cards: PracticeCards { concept: slug, standings, problem: None } };
    shared(&server, uri.path(), &headers, &version, title, description, move || page.clone().view()).await
}

/// The page as one learner finds it.
pub(super) async fn page(server: &Server, library: Arc<Library>, cards: PracticeCards) -> String {
    let (title, description) = title_of(&library, &cards.concept);
    let page = ConceptPage { library, cards };
    render::page(&server.app, title, Some(description), move || page.clone().view()).await
}

pub(super) fn known(library: &Library, slug: &str) -> Result<Slug, Failure> {
    let slug: Option<Slug> = slug.parse().ok();
    slug.filter(|slug| library.concept(slug).is_some()).ok_or_else(|| Failure::not_found("concept"))
}

fn title_of(library: &Library, slug: &Slug) -> (String, String) {
    let concept = library.concept(slug);
    concept.map(|concept| (concept.title.clone(), concept.summary.clone())).unwrap_or_default()
}
