//! Questions: one without its key, and the answer to it.

use axum::{
    Json,
    extract::{Path, State},
};
use domain::{
    content::{QuestionView, Slug},
    practice::Reveal,
};
use tower_sessions::Session;

use super::schema::{AnswerRequest, Problem};
use crate::{
    practice::{self, Submission},
    server::{failure::Failure, fields::JsonBody, learner},
    state::AppState,
};

/// A question, without the key
#[utoipa::path(
    get, path = "/questions/{id}", operation_id = "question", params(("id" = String, Path)),
    responses((status = 200, body = QuestionView), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn one(State(app): State<AppState>, Path(id): Path<String>) -> Result<Json<QuestionView>, Failure> {
    let library = app.content.current();
    let id: Option<Slug> = id.parse().ok();
    let question = id.and_then(|id| library.question(&id)).ok_or_else(|| Failure::not_found("question"))?;
    Ok(Json(question.view()))
}

/// Answer a question; what is right is told once the answer is kept
#[utoipa::path(
    post, path = "/questions/{id}/answers", operation_id = "answer_question", params(("id" = String, Path)),
    request_body = AnswerRequest,
    responses(
        (status = 200, body = Reveal, description = "The same attempt again gets the same reply and is kept once"),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such question, or an attempt of another learner"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "The attempt was used for another answer"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "Nothing chosen, an unknown option, or two for a single"),
        (status = 429, body = Problem, content_type = "application/problem+json", description = "Too many at once; see `Retry-After`")
    )
)]
pub(super) async fn answer(
    State(app): State<AppState>,
    Path(id): Path<String>,
    session: Session,
    JsonBody(request): JsonBody<AnswerRequest>,
) -> Result<Json<Reveal>, Failure> {
    let library = app.content.current();
    let id: Slug = id.parse().map_err(|_| Failure::not_found("question"))?;
    let submission = Submission {
        question: &id,
        attempt: request.attempt,
        chosen: request.chosen.iter().map(String::as_str).collect(),
        sure: request.sure,
        ms: request.ms,
    };
    // Checked before a learner is made: what cannot be taken keeps nothing.
    practice::check(&library, &submission)?;
    let now_ms = app.clock.now_ms();
    let answered = async |learner| practice::answer(&library, &app.store, learner, now_ms, submission).await;
    Ok(Json(learner::ensured_for(&session, &app, answered).await?))
}
