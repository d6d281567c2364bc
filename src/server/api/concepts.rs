//! Concepts: the list, one with its note and questions, and asking its questions again.

use axum::{
    Json,
    extract::{Path, State},
};
use domain::content::Slug;
use tower_sessions::Session;

use super::schema::{ConceptDetail, ConceptList, Problem, Reopened, RetryRequest, WhichAgain};
use crate::{
    practice::{self, Again},
    server::{failure::Failure, fields::JsonBody, learner},
    state::AppState,
};

/// All concepts
#[utoipa::path(get, path = "/concepts", operation_id = "list_concepts", responses((status = 200, body = ConceptList)))]
pub(super) async fn list(State(app): State<AppState>) -> Json<ConceptList> {
    Json(ConceptList::of(&app.content.current()))
}

/// A concept with its note and its questions, without the key
#[utoipa::path(
    get, path = "/concepts/{slug}", operation_id = "concept", params(("slug" = String, Path)),
    responses((status = 200, body = ConceptDetail), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn one(State(app): State<AppState>, Path(slug): Path<String>) -> Result<Json<ConceptDetail>, Failure> {
    let library = app.content.current();
    let slug: Option<Slug> = slug.parse().ok();
    let concept = slug.and_then(|slug| library.concept(&slug)).ok_or_else(|| Failure::not_found("concept"))?;
    Ok(Json(ConceptDetail::of(&library, concept)))
}

/// Ask questions of a concept again: the missed ones, or all
#[utoipa::path(
    post, path = "/concepts/{slug}/retry", params(("slug" = String, Path)), request_body = RetryRequest,
    responses((status = 200, body = Reopened), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn retry(
    State(app): State<AppState>,
    Path(slug): Path<String>,
    session: Session,
    JsonBody(request): JsonBody<RetryRequest>,
) -> Result<Json<Reopened>, Failure> {
    let which = match request.which {
        WhichAgain::Missed => Again::Missed,
        WhichAgain::All => Again::All,
    };
    let slug: Slug = slug.parse().map_err(|_| Failure::not_found("concept"))?;
    let Some(learner) = learner::current(&session).await? else {
        return Ok(Json(Reopened { questions: Vec::new() }));
    };
    let library = app.content.current();
    let questions = practice::ask_again(&library, &app.store, learner, app.clock.now_ms(), &slug, which).await?;
    Ok(Json(Reopened { questions }))
}
