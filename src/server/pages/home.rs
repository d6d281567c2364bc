//! The start page and the list of concepts.

use axum::{extract::State, http::HeaderMap, response::Response};

use tower_sessions::Session;

use super::{personal, shared};
use crate::{
    content::Library,
    practice::{self, Dues},
    server::{Server, failure::Failure, learner, render},
    store::LearnerId,
    ui::{Back, ConceptsPage, Head, HomePage, MapPage},
};

pub(super) async fn home(
    State(server): State<Server>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let head = Head::new("Quizmint", HomePage::description(&library)).at("/");
    if let Some(learner) = learner::returning(&session, &headers, app).await? {
        let back = Some(back(&server, &library, learner).await?);
        let page = HomePage { library, back };
        return Ok(personal(render::page(app, head, move || page.clone().view()).await));
    }
    let version = library.version().to_owned();
    let page = HomePage { library, back: None };
    shared(&server, "/", &headers, &version, head, move || page.clone().view()).await
}

async fn back(server: &Server, library: &Library, learner: LearnerId) -> Result<Back, Failure> {
    let (app, now_ms) = (&server.app, server.app.clock.now_ms());
    let dues = Dues::of(library, &app.store, learner, now_ms).await?;
    let progress = practice::progress(library, &dues);
    let concepts = MapPage::concepts(library, library.written_tracks().next());
    let next = practice::next_of(library, &app.store, learner, &dues, &concepts, &progress).await?;
    let exams = app.store.exams(learner).await?.into_iter().filter(|exam| exam.handed_in_at.is_none());
    let under_way = exams.map(|exam| (format!("/exams/{}", exam.id), exam.terms.title)).collect();
    Ok(Back { next, under_way })
}

/// Everyone without a session shares one; a learner sees what is remembered of each concept.
pub(super) async fn concepts(
    State(server): State<Server>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let description = "All concepts, with their difficulty and the number of questions.";
    let head = Head::new("Concepts", description).at("/concepts");
    if let Some(learner) = learner::returning(&session, &headers, app).await? {
        let dues = Dues::of(&library, &app.store, learner, app.clock.now_ms()).await?;
        let progress = practice::progress(&library, &dues);
        let page = ConceptsPage { library, progress: Some(progress) };
        return Ok(personal(render::page(app, head, move || page.clone().view()).await));
    }
    let version = library.version().to_owned();
    let page = ConceptsPage { library, progress: None };
    shared(&server, "/concepts", &headers, &version, head, move || page.clone().view()).await
}
