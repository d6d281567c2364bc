//! Replies as AWS's clients expect them.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use uuid::Builder;

use crate::{sandbox::AwsFault, server::dress::SaysItself, state::AppState};

const JSON: HeaderValue = HeaderValue::from_static("application/x-amz-json-1.1");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

pub(super) fn json(app: &AppState, answer: Result<Value, AwsFault>) -> Response {
    match answer {
        Ok(value) => written(app, StatusCode::OK, &value),
        Err(fault) => refused(app, status(&fault), &fault),
    }
}

pub(super) fn refused(app: &AppState, status: StatusCode, fault: &AwsFault) -> Response {
    let mut response = written(app, status, &error(fault));
    if let Ok(name) = HeaderValue::from_str(&format!("{}:", fault.name)) {
        response.headers_mut().insert("x-amzn-errortype", name);
    }
    response
}

fn written(app: &AppState, status: StatusCode, body: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, JSON), (header::CACHE_CONTROL, NO_STORE)];
    let mut response = (status, headers, body.to_string()).into_response();
    response.headers_mut().extend(request_id(app).map(|id| (REQUEST_ID, id)));
    response.extensions_mut().insert(SaysItself);
    response
}

pub(super) fn xml(app: &AppState, status: StatusCode, body: impl FnOnce(&str) -> String) -> Response {
    let id = request_id(app);
    let body = body(id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default());
    let mut response =
        (status, [(header::CONTENT_TYPE, "text/xml"), (header::CACHE_CONTROL, "no-store")], body).into_response();
    response.headers_mut().extend(id.map(|id| (REQUEST_ID, id)));
    response.extensions_mut().insert(SaysItself);
    response
}

const REQUEST_ID: header::HeaderName = header::HeaderName::from_static("x-amzn-requestid");

fn request_id(app: &AppState) -> Option<HeaderValue> {
    HeaderValue::from_str(&Builder::from_random_bytes(app.chance.bytes()).into_uuid().to_string()).ok()
}

fn status(fault: &AwsFault) -> StatusCode {
    if fault.is_internal() { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::BAD_REQUEST }
}

/// An operation that is not there has a type and no words, at AWS too.
fn error(fault: &AwsFault) -> Value {
    if fault.message.is_empty() {
        return json!({"__type": fault.name});
    }
    json!({"__type": fault.name, "message": fault.message})
}
