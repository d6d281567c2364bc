//! The search: a page that works by a plain form, and the parts of it for the box that opens from everywhere.

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};

use super::WantsParts;
use crate::{
    fragment::FRAGMENT_HEADER,
    search::{Query, Refused},
    server::{
        Server,
        dress::SaysItself,
        failure::Failure,
        fields::FormFields,
        render,
        search::{Searched, search},
    },
    ui::{Head, SearchAnswer, SearchPage},
};

/// One screen of places; who wants more asks more exactly.
const ON_A_PAGE: usize = 20;
const IN_THE_BOX: usize = 8;

pub(super) async fn show(State(server): State<Server>, uri: Uri, wants_parts: WantsParts) -> Result<Response, Failure> {
    let fields = FormFields::of_query(&uri);
    let text = fields.first("q").unwrap_or_default();
    let most = if wants_parts.0 { IN_THE_BOX } else { ON_A_PAGE };
    let (status, answer) = match search(&server.app, text, most).await? {
        Searched::Found(found) => (StatusCode::OK, SearchAnswer::Found(found)),
        Searched::Refused(Refused::TooLong) => (StatusCode::UNPROCESSABLE_ENTITY, SearchAnswer::TooLong),
        Searched::Refused(Refused::NoWord) => (StatusCode::OK, SearchAnswer::NoWord),
        Searched::Refused(Refused::Empty) => (StatusCode::OK, SearchAnswer::Nothing),
        Searched::NotReady => (StatusCode::SERVICE_UNAVAILABLE, SearchAnswer::NotReady),
    };
    let text = text.chars().take(Query::LONGEST).collect();
    let page = SearchPage { text, answer };
    let html = if wants_parts.0 {
        render::part(move || page.parts())
    } else {
        let head = Head::new(page.title(), "Concepts, sections and questions by the words in them.");
        render::page(&server.app, head, move || page.clone().view()).await
    };
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    // The library may change at any time, and the same address answers the box and the page.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static(FRAGMENT_HEADER));
    if wants_parts.0 {
        headers.insert(HeaderName::from_static(FRAGMENT_HEADER), HeaderValue::from_static("1"));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    if status != StatusCode::OK {
        response.extensions_mut().insert(SaysItself);
    }
    Ok(response)
}
