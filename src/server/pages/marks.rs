//! Flags, notes, setting aside and bringing back, and taking the last answer back: plain forms that come back to where
//! they were sent from.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::content::Slug;
use tower_sessions::Session;

use super::{
    asking::Asking,
    personal,
    queue::{self, Problem},
};
use crate::{
    practice::{self, Marking},
    server::{Server, failure::Failure, fields::FormFields, learner, render},
    store::StoreError,
    ui::{FROM_MARKS, Head, MarksPage},
};

const LIST: &str = "/practice/marks";

pub(super) async fn list(State(server): State<Server>, session: Session) -> Result<Response, Failure> {
    let app = &server.app;
    let marked = match learner::current(&session).await? {
        Some(learner) => practice::all_marked(&app.store, learner).await?,
        None => Vec::new(),
    };
    let page = MarksPage { library: app.content.current(), marked };
    let head =
        Head::new("Flags and notes", "Every question that you flagged, set aside or wrote on.").within("/practice");
    Ok(personal(render::page(app, head, move || page.clone().view()).await))
}

pub(super) async fn mark(
    State(server): State<Server>,
    Path(id): Path<String>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let app = &server.app;
    let id: Slug = id.parse().map_err(|_| Failure::not_found("question"))?;
    let marking = match fields.first("do") {
        Some("flag") => Marking::Flag(true),
        Some("unflag") => Marking::Flag(false),
        Some("set-aside") => Marking::SetAside,
        Some("bring-back") => Marking::BringBack,
        Some("note") => Marking::Note(fields.first("note").unwrap_or_default().to_owned()),
        _ => {
            let sentence = "Choose what to do: `flag`, `unflag`, `set-aside`, `bring-back` or `note`.";
            return Err(Failure::unprocessable("invalid-choice", sentence));
        }
    };
    let from_list = fields.first("from") == Some(FROM_MARKS);
    let asking = Asking::of_form(&fields).unwrap_or_default();
    let library = app.content.current();
    // Checked before a learner is made: a form that cannot be taken keeps nothing.
    if let Err(error) = practice::check_marking(&library, &id, &marking) {
        let failure = Failure::from(error);
        return match marking {
            Marking::Note(typed) if !from_list && failure.status.as_u16() == 422 => {
                let learner = learner::current(&session).await?;
                let problem = Problem::Note { typed, message: failure.detail };
                queue::with_problem(&server, learner, asking, &id, None, problem).await
            }
            _ => Err(failure),
        };
    }
    let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
    practice::mark(&library, &app.store, learner, app.clock.now_ms(), &id, [marking]).await?;
    let back = if from_list { LIST.to_owned() } else { asking.href() };
    Ok(Redirect::to(&back).into_response())
}

pub(super) async fn undo(
    State(server): State<Server>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let learner = learner::current(&session).await?.ok_or(StoreError::NothingToUndo)?;
    server.app.store.undo(learner, server.app.clock.now_ms()).await?;
    let asking = Asking::of_form(&fields).unwrap_or_default();
    Ok(Redirect::to(&asking.after_undo()).into_response())
}
