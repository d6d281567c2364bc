//! The edge: gives every failed response a body that helps, and logs what was unexpected, once.

use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{Server, aws::Dialect, failure::Failure, render};
use crate::ui;

/// RFC 9457.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
}

/// Marks a response whose body already says what is wrong.
#[derive(Clone, Copy)]
pub(super) struct SaysItself;

pub(super) async fn dress(State(server): State<Server>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let method = request.method().clone();
    let dialect = Dialect::of(&path, request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    if !failed || response.extensions().get::<SaysItself>().is_some() {
        return response;
    }
    let failure = response.extensions().get::<Failure>().cloned().unwrap_or_else(|| Failure::of_status(status));
    let unexpected = status.is_server_error() && failure.code != Failure::NOT_READY;
    let reference = unexpected.then(|| log(&server, &failure, &method, &path));
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let body = match dialect {
        Some(dialect) => dialect.refusal(&server.app, &failure),
        None => body_for(&server, &path, &failure, reference.as_deref()).await,
    };
    let (body_parts, body) = body.into_parts();
    parts.headers.extend(body_parts.headers);
    Response::from_parts(parts, if method == Method::HEAD { Body::empty() } else { body })
}

async fn body_for(server: &Server, path: &str, failure: &Failure, reference: Option<&str>) -> Response {
    if path.starts_with("/api/") {
        let problem = Problem {
            r#type: format!("urn:quizmint:problem:{}", failure.code),
            title: failure.title,
            status: failure.status.as_u16(),
            detail: &failure.detail,
            reference,
        };
        let mut response = Json(problem).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        return response;
    }
    let page = ui::ErrorPage {
        status: failure.status.as_u16(),
        title: failure.title.to_owned(),
        detail: failure.detail.clone(),
        reference: reference.map(str::to_owned),
        has_scenes: server.app.content.current().leads_to_scenes(),
    };
    let head = ui::Head::new(&page.title, &page.detail);
    let html = render::page(&server.app, head, move || page.clone().view()).await;
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// Logs the cause under a reference that the page shows.
fn log(server: &Server, failure: &Failure, method: &Method, path: &str) -> String {
    let reference = format!("{:08x}", u32::from_be_bytes(server.app.chance.bytes()));
    let route = if path.starts_with("/sandbox/aws") { "/sandbox/aws" } else { path };
    let cause = failure.cause.as_deref().unwrap_or("no cause given");
    tracing::error!(reference, %method, route, status = failure.status.as_u16(), cause, "request failed");
    reference
}
