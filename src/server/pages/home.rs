//! The start page and the list of concepts.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use tower_sessions::Session;

use super::{personal, shared};
use crate::{
    practice,
    server::{Server, failure::Failure, layers::has_session, learner, render},
    ui::{ConceptsPage, Head, HomePage},
};

pub(super) async fn home(State(server): State<Server>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let version = library.version().to_owned();
    let description = HomePage::description(&library);
    let page = HomePage { library };
    shared(&server, uri.path(), &headers, &version, Head::new("Quizmint", description).at("/"), move || {
        page.clone().view()
    })
    .await
}

/// Everyone without a session shares one; a learner sees what is remembered of each concept.
pub(super) async fn concepts(
    State(server): State<Server>,
    session: Session,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let description = "All concepts, with their difficulty and the number of questions.";
    let head = Head::new("Concepts", description).at("/concepts");
    if has_session(&headers, &app.base_url)
        && let Some(learner) = learner::up_to_date(&session, app).await?
    {
        let progress = practice::progress(&library, &app.store, learner, app.clock.now_ms()).await?;
        let page = ConceptsPage { library, progress: Some(progress) };
        return Ok(personal(render::page(app, head, move || page.clone().view()).await));
    }
    let version = library.version().to_owned();
    let page = ConceptsPage { library, progress: None };
    shared(&server, uri.path(), &headers, &version, head, move || page.clone().view()).await
}
