//! A sandbox of one's own, what its pool would have sent, and the rules of its triggers.

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use domain::trigger::Rules;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use utoipa::ToSchema;

use super::schema::Problem;
use crate::{
    sandbox::{AwsFault, Message},
    server::{failure::Failure, fields::JsonBody, learner},
    state::AppState,
};

#[derive(Serialize, ToSchema)]
pub(super) struct Own {
    /// A secret: whoever has it can use this sandbox.
    key: String,
    /// What AWS's clients take as their endpoint.
    endpoint: String,
}

#[derive(Deserialize)]
pub(super) struct Which {
    sandbox: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Messages {
    messages: Vec<Message>,
}

/// The learner's own sandbox, made at the first call; kept in memory until it was not used for a day
#[utoipa::path(post, path = "/sandbox/own", responses((status = 200, body = Own)))]
pub(super) async fn own(State(app): State<AppState>, session: Session) -> Result<Json<Own>, Failure> {
    let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
    let key = app.sandbox.own(&learner.to_string());
    let endpoint = format!("{}/sandbox/aws/of/{key}", app.base_url.as_str().trim_end_matches('/'));
    Ok(Json(Own { key, endpoint }))
}

/// What a real pool would have sent by e-mail or SMS, the newest first; without a key, of the common sandbox
#[utoipa::path(
    get, path = "/sandbox/messages", params(("sandbox" = Option<String>, Query)),
    responses((status = 200, body = Messages), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn messages(
    State(app): State<AppState>,
    Query(which): Query<Which>,
) -> Result<Json<Messages>, Failure> {
    Ok(Json(Messages { messages: app.sandbox.messages(which.sandbox.as_deref()).map_err(gone)? }))
}

/// The rules that stand for the functions behind a pool's Lambda triggers
#[utoipa::path(
    get, path = "/sandbox/triggers", params(("sandbox" = Option<String>, Query)),
    responses((status = 200, body = Object), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn rules(State(app): State<AppState>, Query(which): Query<Which>) -> Result<Json<Rules>, Failure> {
    Ok(Json(app.sandbox.rules(which.sandbox.as_deref()).map_err(gone)?))
}

/// Set the rules of a sandbox of one's own; no code is ever run
#[utoipa::path(
    put, path = "/sandbox/triggers", params(("sandbox" = String, Query)), request_body = Object,
    responses((status = 204), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn set_rules(
    State(app): State<AppState>,
    Query(which): Query<Which>,
    JsonBody(rules): JsonBody<Rules>,
) -> Result<StatusCode, Failure> {
    let common = "Name a sandbox of your own: the common one keeps its rules. POST /api/v1/sandbox/own makes one.";
    let key = which.sandbox.ok_or_else(|| Failure::unprocessable("common-sandbox", common))?;
    rules.check().map_err(|error| Failure::unprocessable("invalid-rules", error.to_string()))?;
    app.sandbox.set_rules(&key, rules).map_err(gone)?;
    Ok(StatusCode::NO_CONTENT)
}

fn gone(fault: AwsFault) -> Failure {
    Failure { detail: fault.message, ..Failure::of_status(StatusCode::NOT_FOUND) }
}
