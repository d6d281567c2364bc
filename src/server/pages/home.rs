//! The start page and the list of concepts.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::shared;
use crate::{
    server::{Server, failure::Failure},
    ui::{ConceptsPage, Head, HomePage},
};

pub(super) async fn home(State(server): State<Server>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let version = library.version().to_owned();
    let description = "Concept notes, practice questions that are remembered, and a live token sandbox.";
    let page = HomePage { library };
    shared(&server, uri.path(), &headers, &version, Head::new("Quizmint", description).at("/"), move || {
        page.clone().view()
    })
    .await
}

pub(super) async fn concepts(State(server): State<Server>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let version = library.version().to_owned();
    let description = "All concepts, with their difficulty and the number of questions.";
    let page = ConceptsPage { library };
    shared(&server, uri.path(), &headers, &version, Head::new("Concepts", description).at("/concepts"), move || {
        page.clone().view()
    })
    .await
}
