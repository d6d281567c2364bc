//! Progress, the honest page, and what one may do with one's own record: fit parameters, export it, delete it.

use std::io::{Cursor, Write};

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::Session;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::personal;
use crate::{
    practice::{self, Dues},
    server::{Server, failure::Failure, fields::FormFields, layers::REQUEST_TIMEOUT, learner, render},
    store::{LearnerId, Rows, Store},
    ui::{DeletePage, FitTold, Head, HonestyPage, ProgressPage},
};

pub(super) async fn progress(State(server): State<Server>, session: Session) -> Result<Response, Failure> {
    let app = &server.app;
    let (library, now_ms) = (app.content.current(), app.clock.now_ms());
    let current = learner::up_to_date(&session, app).await?;
    // Who has no session has answered nothing; a new id finds exactly that.
    let learner = current.unwrap_or_else(|| LearnerId::new(now_ms, app.chance.bytes()));
    let dues = Dues::of(&library, &app.store, learner, now_ms).await?;
    let progress = practice::progress(&library, &dues);
    let insight = match current {
        Some(learner) => Some(practice::insight(&library, &app.store, learner, &dues).await?),
        None => None,
    };
    let page = ProgressPage { library, progress, insight };
    let head = Head::new("Progress", "What is remembered, what is coming, and where it is worth reading again.")
        .within("/progress");
    Ok(personal(render::page(app, head, move || page.clone().view()).await))
}

pub(super) async fn honesty(State(server): State<Server>, session: Session) -> Result<Response, Failure> {
    let learner = someone(&server, &session).await?;
    honesty_page(&server, learner, None).await
}

pub(super) async fn parameters(
    State(server): State<Server>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let (app, learner) = (&server.app, someone(&server, &session).await?);
    let now_ms = app.clock.now_ms();
    let wanted = fields.first("use").unwrap_or_default().to_owned();
    if wanted == "published" {
        // Who has no session has no parameters either.
        if let Some(learner) = learner::current(&session).await? {
            app.store.adopt(learner, None, now_ms).await?;
        }
        return Ok(Redirect::to("/progress/honesty#parameters").into_response());
    }
    let adopted = wanted == "own";
    if !adopted && wanted != "try" {
        return Err(Failure::unprocessable("invalid-choice", "Choose `try`, `own` or `published` parameters."));
    }
    let tried = if adopted {
        practice::adopt_fit(&app.store, learner, now_ms).await?
    } else {
        practice::try_fit(&app.store, learner).await?
    };
    honesty_page(&server, learner, Some(FitTold { tried, adopted })).await
}

async fn honesty_page(server: &Server, learner: LearnerId, told: Option<FitTold>) -> Result<Response, Failure> {
    let honesty = practice::honesty(&server.app.store, learner).await?;
    let page = HonestyPage { honesty, told };
    let head =
        Head::new("How well forgetting is predicted", "Predicted recall against what happened, on your own answers.")
            .within("/progress");
    Ok(personal(render::page(&server.app, head, move || page.clone().view()).await))
}

/// One JSON file a table, and a page that says what they hold.
pub(super) async fn export(State(server): State<Server>, session: Session) -> Result<Response, Failure> {
    let learner = someone(&server, &session).await?;
    let tables = server.app.store.everything_of(learner).await?;
    let zip = tokio::task::spawn_blocking(move || zipped(&tables)).await;
    let zip = zip.map_err(|error| Failure::unexpected(&error))?.map_err(|error| Failure::unexpected(&error))?;
    let mut response = zip.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"quizmint.zip\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

const EXPLAINED: &str = include_str!("export.md");

fn zipped(tables: &[Rows]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("README.md", options)?;
    zip.write_all(EXPLAINED.as_bytes())?;
    for Rows { table, rows } in tables {
        zip.start_file(format!("{table}.json"), options)?;
        serde_json::to_writer_pretty(&mut zip, rows).map_err(std::io::Error::from)?;
    }
    Ok(zip.finish()?.into_inner())
}

pub(super) async fn ask_to_delete(State(server): State<Server>, session: Session) -> Result<Response, Failure> {
    let kept = learner::current(&session).await?.is_some();
    let page = DeletePage { kept, deleted: false };
    let head = Head::new("Delete everything about me", "What is removed, and that it cannot be taken back.")
        .within("/progress");
    Ok(personal(render::page(&server.app, head, move || page.clone().view()).await))
}

pub(super) async fn delete(
    State(server): State<Server>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    if fields.first("confirmed") != Some("yes") {
        return Err(Failure::unprocessable(
            "not-confirmed",
            "Tick the box first: what is deleted cannot be brought back.",
        ));
    }
    if let Some(learner) = learner::current(&session).await? {
        server.app.store.remove_learner(learner).await?;
        server.app.sandbox.forget(&learner.to_string());
        session.flush().await.map_err(|error| Failure::unexpected(&error))?;
        tokio::spawn(remove_what_was_under_way(server.app.store.clone(), learner));
    }
    let page = DeletePage { kept: false, deleted: true };
    let head = Head::new("Everything was deleted", "Nothing is kept of you any more.").within("/progress");
    Ok(personal(render::page(&server.app, head, move || page.clone().view()).await))
}

/// A request that began before a deletion may keep something after it; none takes longer than this waits.
async fn remove_what_was_under_way(store: Store, learner: LearnerId) {
    tokio::time::sleep(REQUEST_TIMEOUT).await;
    if let Err(error) = store.remove_learner(learner).await {
        tracing::warn!(%error, "what a request kept after its learner was deleted could not be removed");
    }
}

/// The learner, or a new id of whom nothing is known, which is never kept.
async fn someone(server: &Server, session: &Session) -> Result<LearnerId, Failure> {
    let app = &server.app;
    let current = learner::current(session).await?;
    Ok(current.unwrap_or_else(|| LearnerId::new(app.clock.now_ms(), app.chance.bytes())))
}
