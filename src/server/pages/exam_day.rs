//! The plan for the exam that a learner has set.

use axum::{extract::State, response::Response};
use tower_sessions::Session;

use super::personal;
use crate::{
    practice::{self, Way},
    server::{Server, failure::Failure, learner, render},
    ui::{ExamDayPage, Head},
};

pub(super) async fn show(State(server): State<Server>, session: Session) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let way = match learner::up_to_date(&session, app).await? {
        Some(learner) => practice::way(&library, &app.store, learner, app.clock.now_ms()).await?,
        None => Way::Unset,
    };
    let page = ExamDayPage { library, way };
    let head = Head::new("Exam day", "Today’s share of the plan, and what to expect on the day of the exam.");
    Ok(personal(render::page(app, head, move || page.clone().view()).await))
}
