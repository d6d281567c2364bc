//! The page of a concept: shared by all visitors, or as one learner left it.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use domain::content::Slug;
use tower_sessions::Session;

use crate::{
    content::Library,
    practice,
    server::{
        Server, dress::SaysItself, failure::Failure, frame::Frame, layers::has_session, learner,
        page_cache::CachedPage, render,
    },
    ui::{CARDS, ConceptPage, Head, PracticeCards, QuestionPreviews, Reports},
};

/// The query with which an author looks at a concept.
const PREVIEW: &str = "preview=answers";

pub(super) async fn concept(
    State(server): State<Server>,
    Path(slug): Path<String>,
    session: Session,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let slug = known(&library, &slug)?;
    let path = format!("/concepts/{slug}");
    if server.app.shows_answers() && uri.query() == Some(PREVIEW) {
        return preview(&server, &library, &slug).await;
    }
    let reports = Reports::of(&server.app, &library);
    if has_session(&headers, &server.app.base_url)
        && let Some(learner) = learner::current(&session).await?
    {
        let app = &server.app;
        let now_ms = app.clock.now_ms();
        let standings = practice::standings(&library, &app.store, &app.chance, learner, now_ms, &slug).await?;
        return personal(&server, PracticeCards::of(slug, standings, reports), &headers).await;
    }
    if let Some(page) = server.pages.find(library.version(), &path) {
        return Ok(page.respond(&headers));
    }
    let frame = frame(&server, &slug).await?;
    let standings = practice::open_standings(&library, &slug);
    let cards = PracticeCards::of(slug, standings, reports);
    let cards = render::part(move || cards.view());
    let page = tokio::task::spawn_blocking(move || CachedPage::compress(frame.around(&cards))).await;
    let page = page.map_err(|error| Failure::unexpected(&error))?;
    server.pages.keep(library.version(), &path, page.clone());
    Ok(page.respond(&headers))
}

/// The page for its author, with every answer. It is neither kept nor shared.
async fn preview(server: &Server, library: &Library, slug: &Slug) -> Result<Response, Failure> {
    let questions = library.questions_of(slug).cloned().collect();
    let cards = render::part(move || QuestionPreviews { questions }.view());
    let page = frame(server, slug).await?.around(&cards);
    Ok(([(header::CACHE_CONTROL, "private, no-store")], Html(page)).into_response())
}

/// The page as one learner finds it.
async fn personal(server: &Server, cards: PracticeCards, headers: &HeaderMap) -> Result<Response, Failure> {
    let frame = frame(server, &cards.concept).await?;
    let cards = render::part(move || cards.view());
    frame.personal(&cards, headers).map_err(|error| Failure::unexpected(&error))
}

/// The page with what was wrong with the form that was sent.
pub(super) async fn unprocessable(
    server: &Server,
    cards: PracticeCards,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let mut response = personal(server, cards, headers).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(SaysItself);
    Ok(response)
}

/// What stands around the cards, made once per version of the content.
async fn frame(server: &Server, slug: &Slug) -> Result<Frame, Failure> {
    let library = server.app.content.current();
    let version = library.version().to_owned();
    if let Some(frame) = server.pages.find_frame(&version, slug) {
        return Ok(frame);
    }
    let concept = library.concept(slug).ok_or_else(|| Failure::not_found("concept"))?;
    let head = Head::of_concept(&library, concept, &server.app.base_url);
    let reports = Reports::of(&server.app, &library);
    let page = ConceptPage { library: Arc::clone(&library), concept: slug.clone(), reports };
    let html = render::page(&server.app, head, move || page.clone().view()).await;
    let frame = Frame::of(&html, CARDS).map_err(|error| Failure::unexpected(&error))?;
    server.pages.keep_frame(&version, slug, frame.clone());
    Ok(frame)
}

pub(super) fn known(library: &Library, slug: &str) -> Result<Slug, Failure> {
    let slug: Option<Slug> = slug.parse().ok();
    slug.filter(|slug| library.concept(slug).is_some()).ok_or_else(|| Failure::not_found("concept"))
}
