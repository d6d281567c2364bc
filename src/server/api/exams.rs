//! Exams: what can be sat, an attempt while it is under way, and what it came to.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use tower_sessions::Session;

use super::{
    exam_schema::{AnswerAtPlace, BeginRequest, Begun, ExamList, ExamView, SavedView},
    schema::Problem,
};
use crate::{
    practice::exam::{self, Sent, Wanted},
    server::{failure::Failure, fields::JsonBody, learner},
    state::AppState,
    store::{ExamId, LearnerId, Saved},
};

/// The exams with the papers that can be drawn, and the learner's attempts, the latest first
#[utoipa::path(get, path = "/exams", operation_id = "list_exams", responses((status = 200, body = ExamList)))]
pub(super) async fn list(State(app): State<AppState>, session: Session) -> Result<Json<ExamList>, Failure> {
    let library = app.content.current();
    let learner = learner::current(&session).await?;
    let mut list = ExamList::default();
    for offered in exam::all_offered(&library, &app.store, learner).await? {
        list.add(&offered);
    }
    if let Some(learner) = learner {
        let attempts = exam::attempts(&library, &app.store, learner, app.clock.now_ms()).await?;
        list.add_attempts(&attempts);
    }
    Ok(Json(list))
}

/// Begin an attempt: the paper is drawn, and in exam mode the time runs from now on
#[utoipa::path(
    post, path = "/exams", request_body = BeginRequest,
    responses(
        (status = 201, body = Begun),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such exam"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "The bank does not hold this paper")
    )
)]
pub(super) async fn begin(
    State(app): State<AppState>,
    session: Session,
    JsonBody(request): JsonBody<BeginRequest>,
) -> Result<(StatusCode, Json<Begun>), Failure> {
    let library = app.content.current();
    let wanted = Wanted {
        track: request.track.parse().map_err(|_| Failure::not_found("exam"))?,
        scope: request.paper.parse().map_err(|error| Failure::unprocessable("invalid-paper", format!("{error}.")))?,
        mode: request.mode,
        extra_time: request.extra_time,
    };
    // Checked before a learner is made: what cannot be sat keeps nothing.
    exam::check(&library, &app.store, learner::current(&session).await?, &wanted).await?;
    let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
    let id = exam::begin(&library, &app.store, &app.chance, learner, app.clock.now_ms(), &wanted).await?;
    Ok((StatusCode::CREATED, Json(Begun { id: id.to_string() })))
}

/// An attempt: its questions, what is saved, and after the end what it came to
#[utoipa::path(
    get, path = "/exams/{id}", operation_id = "exam", params(("id" = String, Path)),
    responses(
        (status = 200, body = ExamView),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such attempt, or another learner's")
    )
)]
pub(super) async fn one(
    State(app): State<AppState>,
    Path(id): Path<String>,
    session: Session,
) -> Result<Json<ExamView>, Failure> {
    let (learner, id) = named(&session, &id).await?;
    viewed(&app, learner, id).await
}

/// Save what is chosen at a place, from 1; the last one counts. What comes after the end is kept as late
#[utoipa::path(
    post, path = "/exams/{id}/answers/{place}", operation_id = "answer_in_exam",
    params(("id" = String, Path), ("place" = usize, Path)),
    request_body = AnswerAtPlace,
    responses(
        (status = 200, body = SavedView),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such attempt or place"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "Something else than `was` is saved"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "An unknown option, or two for a single")
    )
)]
pub(super) async fn answer(
    State(app): State<AppState>,
    Path((id, place)): Path<(String, usize)>,
    session: Session,
    JsonBody(request): JsonBody<AnswerAtPlace>,
) -> Result<Json<SavedView>, Failure> {
    let library = app.content.current();
    let (learner, id) = named(&session, &id).await?;
    let sent = Sent {
        place,
        chosen: request.chosen.as_ref().map(|ids| ids.iter().map(String::as_str).collect()),
        was: request.was.as_ref().map(|ids| ids.iter().map(String::as_str).collect()),
        flagged: request.flagged,
        ms: request.ms.unwrap_or(0),
        tell: request.tell,
    };
    let now_ms = app.clock.now_ms();
    let saved = exam::save(&library, &app.store, learner, now_ms, id, sent).await?;
    match saved {
        Saved::Kept(at) => Ok(Json(SavedView::of(&at, false, None))),
        Saved::Told(at) => {
            let attempt = exam::open(&library, &app.store, learner, now_ms, id).await?;
            let told = exam::told(&library, &attempt, at.place);
            Ok(Json(SavedView::of(&at, false, told)))
        }
        Saved::Late => Ok(Json(SavedView::late(place))),
        Saved::Conflict(_) => Err(Failure::new(
            StatusCode::CONFLICT,
            "saved-elsewhere",
            "Already decided",
            "Something else was saved here meanwhile, and stands. Look at it, or send the answer without `was`.",
        )),
    }
}

/// Hand in, which changes nothing once the attempt is over
#[utoipa::path(
    post, path = "/exams/{id}/hand-in", params(("id" = String, Path)),
    responses(
        (status = 200, body = ExamView),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such attempt, or another learner's")
    )
)]
pub(super) async fn hand_in(
    State(app): State<AppState>,
    Path(id): Path<String>,
    session: Session,
) -> Result<Json<ExamView>, Failure> {
    let (learner, id) = named(&session, &id).await?;
    exam::hand_in(&app.content.current(), &app.store, learner, app.clock.now_ms(), id).await?;
    viewed(&app, learner, id).await
}

async fn named(session: &Session, id: &str) -> Result<(LearnerId, ExamId), Failure> {
    let learner = learner::current(session).await?;
    learner.zip(id.parse().ok()).ok_or_else(|| Failure::not_found("attempt"))
}

async fn viewed(app: &AppState, learner: LearnerId, id: ExamId) -> Result<Json<ExamView>, Failure> {
    let library = app.content.current();
    let now_ms = app.clock.now_ms();
    let attempt = exam::open(&library, &app.store, learner, now_ms, id).await?;
    Ok(Json(ExamView::of(&library, &attempt, now_ms)))
}
