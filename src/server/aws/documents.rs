//! The public documents of the sample user pool: its keys and its discovery document.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;

use super::PLACES;
use crate::{
    sandbox::SandboxError,
    server::{Server, failure::Failure},
    state::AppState,
};

/// Clients cache the key set by key id and ask again for an id they do not know.
const SHORTLY: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// The last part of the path before the document is the pool, whatever stands before it.
#[derive(serde::Deserialize)]
struct Of {
    pool: String,
    key: Option<String>,
}

pub(super) fn routes() -> Router<Server> {
    let mut routes = Router::new();
    for place in PLACES {
        for slash in ["", "/"] {
            routes = routes
                .route(&format!("{place}/{{pool}}/.well-known/jwks.json{slash}"), get(key_set))
                .route(&format!("{place}/{{pool}}/.well-known/openid-configuration{slash}"), get(discovery));
        }
    }
    routes
}

async fn key_set(State(app): State<AppState>, Path(of): Path<Of>) -> Result<Response, Failure> {
    let now_ms = app.clock.now_ms();
    // In the first moments after the start the keys are still being made.
    let keys = tokio::task::spawn_blocking(move || app.sandbox.key_set(&of.pool, now_ms)).await;
    document(keys.map_err(|error| Failure::unexpected(&error))?)
}

async fn discovery(State(app): State<AppState>, Path(of): Path<Of>) -> Result<Response, Failure> {
    document(app.sandbox.discovery(of.key.as_deref(), &of.pool))
}

fn document(document: Result<impl Serialize, SandboxError>) -> Result<Response, Failure> {
    match document {
        Ok(document) => Ok(([(header::CACHE_CONTROL, SHORTLY)], Json(document)).into_response()),
        Err(SandboxError::UnknownPool(_)) => Err(Failure::not_found("user pool")),
        Err(error) => Err(error.into()),
    }
}
