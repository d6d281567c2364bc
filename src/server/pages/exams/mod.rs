//! Exams by pages and plain forms: choose a paper, sit it, hand it in, look at what it came to.

mod begin;
mod result;
mod sheet;

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::Session;

use super::personal;
use crate::{
    practice::{
        Calendar,
        exam::{self, Attempt},
    },
    server::{Server, failure::Failure, learner, render},
    store::{ExamId, LearnerId},
    ui::{ExamHead, ExamOverviewPage, Head},
};

pub(super) use begin::{begin, list, set_up};
pub(super) use sheet::{question, save};

/// Runs the clock and saves what is chosen, where JavaScript runs.
const SCRIPT: &str = "exam.js";

/// The paper at a glance while it is under way, and its result afterwards.
pub(super) async fn attempt(
    State(server): State<Server>,
    Path(id): Path<String>,
    session: Session,
) -> Result<Response, Failure> {
    let (learner, attempt) = opened(&server, &session, &id).await?;
    if attempt.is_over() {
        return result::page(&server, learner, attempt).await;
    }
    let cells = sheet::cells(&attempt);
    let page = ExamOverviewPage { head: head(&server, learner, &attempt).await?, cells };
    let head = Head::new("Overview of the exam", "What is answered and what is not.").running(SCRIPT).within("/exams");
    Ok(personal(render::page(&server.app, head, move || page.clone().view()).await))
}

/// Once it is over, handing in again changes nothing and leads to the same result.
pub(super) async fn hand_in(
    State(server): State<Server>,
    Path(id): Path<String>,
    session: Session,
) -> Result<Response, Failure> {
    let app = &server.app;
    let (learner, id) = named(&session, &id).await?;
    exam::hand_in(&app.content.current(), &app.store, learner, app.clock.now_ms(), id).await?;
    Ok(Redirect::to(&format!("/exams/{id}")).into_response())
}

/// Makes what was missed due.
pub(super) async fn practise(
    State(server): State<Server>,
    Path(id): Path<String>,
    session: Session,
) -> Result<Response, Failure> {
    let app = &server.app;
    let (learner, attempt) = opened(&server, &session, &id).await?;
    let library = app.content.current();
    exam::ask_missed(&library, &app.store, learner, app.clock.now_ms(), &attempt).await?;
    Ok(Redirect::to(&format!("/exams/{}#practise", attempt.exam.id)).into_response())
}

/// The learner of the session and the attempt that the address names. Whether it is theirs is asked where it is opened.
async fn named(session: &Session, id: &str) -> Result<(LearnerId, ExamId), Failure> {
    let learner = learner::current(session).await?;
    learner.zip(id.parse().ok()).ok_or_else(|| Failure::not_found("attempt"))
}

async fn opened(server: &Server, session: &Session, id: &str) -> Result<(LearnerId, Attempt), Failure> {
    let app = &server.app;
    let (learner, id) = named(session, id).await?;
    Ok((learner, exam::open(&app.content.current(), &app.store, learner, app.clock.now_ms(), id).await?))
}

async fn head(server: &Server, learner: LearnerId, attempt: &Attempt) -> Result<ExamHead, Failure> {
    let profile = server.app.store.profile(learner).await?;
    Ok(ExamHead {
        id: attempt.exam.id.to_string(),
        mode: attempt.exam.mode,
        terms: attempt.exam.terms.clone(),
        begun: Calendar::of(&profile.preferences).day(attempt.exam.begun_at),
        left_ms: attempt.left_ms(server.app.clock.now_ms()),
    })
}
