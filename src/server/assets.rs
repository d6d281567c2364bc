//! The built files of the site, already compressed and kept by browsers for ever.

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{Server, failure::Failure, page_cache::Encoding};
use crate::state::AppState;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

pub(super) fn routes() -> Router<Server> {
    Router::new().route("/pkg/{file}", get(asset)).route("/favicon.ico", get(icon))
}

async fn asset(State(app): State<AppState>, Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let asset = app.site.asset(&file).ok_or_else(|| Failure::of_status(StatusCode::NOT_FOUND))?;
    let (encoding, body) = match Encoding::accepted(&headers) {
        Encoding::Brotli if asset.brotli.is_some() => (Some("br"), asset.brotli.clone()),
        Encoding::Brotli | Encoding::Gzip if asset.gzip.is_some() => (Some("gzip"), asset.gzip.clone()),
        _ => (None, None),
    };
    let body = body.unwrap_or_else(|| asset.plain.clone());
    let mut response = ([(header::CONTENT_TYPE, asset.mime), (header::VARY, "accept-encoding")], body).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, FOR_EVER);
    if let Some(encoding) = encoding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// Browsers ask for it where a page could not name its icon.
async fn icon(State(app): State<AppState>) -> Response {
    match app.site.path("favicon.svg") {
        Some(path) => axum::response::Redirect::permanent(path).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
