//! What a learner has done and has to do: due reviews, progress, and taking the last answer back.

use axum::{Json, extract::State};
use tower_sessions::Session;

use super::schema::{DueList, Problem, ProgressView, Undone};
use crate::{
    practice::{self, Dues},
    server::{failure::Failure, learner},
    state::AppState,
    store::{LearnerId, StoreError},
};

/// What is due today, the least remembered first
#[utoipa::path(get, path = "/reviews/due", responses((status = 200, body = DueList)))]
pub(super) async fn due(State(app): State<AppState>, session: Session) -> Result<Json<DueList>, Failure> {
    let due = match learner::up_to_date(&session, &app).await? {
        Some(learner) => practice::due(&app.content.current(), &app.store, learner, app.clock.now_ms()).await?,
        None => Vec::new(),
    };
    Ok(Json(DueList::of(due)))
}

/// Seen, right, recalled and due, per concept and domain
#[utoipa::path(get, path = "/progress", responses((status = 200, body = ProgressView)))]
pub(super) async fn progress(State(app): State<AppState>, session: Session) -> Result<Json<ProgressView>, Failure> {
    let now_ms = app.clock.now_ms();
    // Who has no session has answered nothing; a new id finds exactly that.
    let learner = match learner::up_to_date(&session, &app).await? {
        Some(learner) => learner,
        None => LearnerId::new(now_ms, app.chance.bytes()),
    };
    let library = app.content.current();
    let dues = Dues::of(&library, &app.store, learner, now_ms).await?;
    Ok(Json(practice::progress(&library, &dues).into()))
}

/// Take the last answer back
#[utoipa::path(
    post, path = "/undo",
    responses(
        (status = 200, body = Undone),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "Nothing is left to take back")
    )
)]
pub(super) async fn undo(State(app): State<AppState>, session: Session) -> Result<Json<Undone>, Failure> {
    let learner = learner::current(&session).await?.ok_or(StoreError::NothingToUndo)?;
    let undone = app.store.undo(learner, app.clock.now_ms()).await?;
    Ok(Json(Undone { undone }))
}
