//! Sittings: begun by a form, ended by one or by themselves, and summed up on a page of their own.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::practice::{AttemptId, Length};
use tower_sessions::Session;

use super::{asking::Asking, personal};
use crate::{
    practice::{self, Filter},
    server::{Server, failure::Failure, fields::FormFields, learner, render},
    store::LearnerId,
    ui::{Head, SittingPage},
};

pub(super) async fn begin(
    State(server): State<Server>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let app = &server.app;
    let length = match fields.first("length") {
        Some("ten-minutes") => Length::TEN_MINUTES,
        Some("twenty-questions") => Length::TWENTY_QUESTIONS,
        _ => {
            let sentence = "Choose how long to practise: `ten-minutes` or `twenty-questions`.";
            return Err(Failure::unprocessable("invalid-choice", sentence));
        }
    };
    let filter =
        Filter::parse(fields.pairs()).map_err(|sentence| Failure::unprocessable("invalid-filter", sentence))?;
    let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
    let id = practice::begin_sitting(&app.store, &app.chance, learner, app.clock.now_ms(), length, &filter).await?;
    let asking = Asking { sitting: Some(id), ..Asking::default() };
    Ok(Redirect::to(&asking.href()).into_response())
}

pub(super) async fn end(
    State(server): State<Server>,
    session: Session,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (learner, id) = named(&session, &id).await?;
    practice::sitting(&server.app.store, learner, id).await?;
    Ok(ended(&server, learner, id).await?.into_response())
}

/// Ends a sitting and leads to what came of it.
pub(super) async fn ended(server: &Server, learner: LearnerId, id: AttemptId) -> Result<Redirect, Failure> {
    server.app.store.end_sitting(learner, id, server.app.clock.now_ms()).await?;
    Ok(Redirect::to(&format!("/practice/sittings/{id}")))
}

pub(super) async fn show(
    State(server): State<Server>,
    session: Session,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (learner, id) = named(&session, &id).await?;
    let app = &server.app;
    let state = practice::sitting(&app.store, learner, id).await?;
    if !state.is_over(app.clock.now_ms()) {
        let asking = Asking { sitting: Some(id), ..Asking::default() };
        return Ok(Redirect::to(&asking.href()).into_response());
    }
    // It ended by itself: from now on its end stands.
    app.store.end_sitting(learner, id, app.clock.now_ms()).await?;
    let library = app.content.current();
    let queue = practice::queue(&library, &app.store, Some(learner), app.clock.now_ms(), &state.filter).await?;
    let page = SittingPage { to_reread: state.to_reread(&library), library, state, queue };
    let head = Head::new("Sitting", "What was right, what to read again, and what comes next.").within("/practice");
    Ok(personal(render::page(app, head, move || page.clone().view()).await))
}

async fn named(session: &Session, id: &str) -> Result<(LearnerId, AttemptId), Failure> {
    let learner = learner::current(session).await?.ok_or_else(|| Failure::not_found("sitting"))?;
    Ok((learner, id.parse().map_err(|_| Failure::not_found("sitting"))?))
}
