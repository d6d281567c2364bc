//! The map of a track: the same for all visitors, or with what one learner remembers.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::content::Slug;
use tower_sessions::Session;

use super::{personal, shared};
use crate::{
    content::Library,
    practice::{self, Dues},
    server::{Server, failure::Failure, learner, render},
    ui::{Head, MapPage},
};

/// The first track that has concepts, or all concepts where none has.
pub(super) async fn first(
    State(server): State<Server>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let track = library.written_tracks().next().map(|track| track.slug.clone());
    map(&server, library, track, &session, &headers).await
}

pub(super) async fn of_track(
    State(server): State<Server>,
    Path(slug): Path<String>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let slug: Slug = slug.parse().map_err(|_| Failure::not_found("track"))?;
    library.track(&slug).ok_or_else(|| Failure::not_found("track"))?;
    map(&server, library, Some(slug), &session, &headers).await
}

async fn map(
    server: &Server,
    library: Arc<Library>,
    track: Option<Slug>,
    session: &Session,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let title = track.as_ref().and_then(|slug| library.track(slug)).map_or("Map", |track| track.title.as_str());
    let head = Head::new(format!("Map: {title}"), "What is read before what, and what comes next.").within("/map");
    if let Some(learner) = learner::returning(session, headers, &server.app).await? {
        let (app, now_ms) = (&server.app, server.app.clock.now_ms());
        let dues = Dues::of(&library, &app.store, learner, now_ms).await?;
        let progress = practice::progress(&library, &dues);
        let shown = track.as_ref().and_then(|slug| library.track(slug));
        let concepts = MapPage::concepts(&library, shown);
        let next = practice::next_of(&library, &app.store, learner, &dues, &concepts, &progress).await?;
        let page = MapPage { library, track, progress: Some(Arc::new(progress)), next };
        return Ok(personal(render::page(app, head, move || page.clone().view()).await));
    }
    let path = track.as_ref().map_or_else(|| "/map".to_owned(), |track| format!("/map/{track}"));
    let version = library.version().to_owned();
    if let Some(page) = server.pages.find(&version, &path) {
        return Ok(page.respond(headers));
    }
    let shown = track.as_ref().and_then(|slug| library.track(slug));
    let next = practice::next(&MapPage::concepts(&library, shown), None, &[]);
    let page = MapPage { library, track, progress: None, next };
    shared(server, &path, headers, &version, head, move || page.clone().view()).await
}
