//! What a machine asks: is it alive, is it ready, how is it doing.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{Server, failure::Failure, metrics};
use crate::state::AppState;

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(measure))
}

/// Migrations ran before the first request was taken, so what is left to ask is the database.
async fn ready(State(app): State<AppState>) -> Response {
    match app.store.db().ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            Failure { cause: Some(error.to_string().into()), ..Failure::of_status(StatusCode::SERVICE_UNAVAILABLE) }
                .into_response()
        }
    }
}

async fn measure() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], metrics::render())
}
