//! The forms of the questions, for who has no JavaScript: 303 back to the page, or the page with what was wrong.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{content::Slug, practice::Standing};
use tower_sessions::Session;

use super::{concept, personal};
use crate::{
    islands::FormProblem,
    practice::{self, Again, PracticeError, Submission},
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, learner},
};

pub(super) async fn answer(
    State(server): State<Server>,
    Path(id): Path<String>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let id: Slug = id.parse().map_err(|_| Failure::not_found("question"))?;
    let concept = library.question(&id).ok_or_else(|| Failure::not_found("question"))?.concept.clone();
    let attempt = match fields.first("attempt").filter(|attempt| !attempt.is_empty()) {
        Some(attempt) => {
            attempt.parse().map_err(|error| Failure::unprocessable("invalid-attempt", format!("{error}.")))?
        }
        None => practice::fresh_attempt(&app.chance),
    };
    let submission =
        Submission { question: &id, attempt, chosen: fields.all("chosen").collect(), sure: None, ms: None };
    // Checked before a learner is made: a form that cannot be taken keeps nothing.
    if let Err(invalid) = practice::check(&library, &submission) {
        return unprocessable(&server, &session, &id, concept, attempt, invalid).await;
    }
    let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
    practice::answer(&library, &app.store, learner, app.clock.now_ms(), submission).await?;
    Ok(see_other(&concept, &format!("q-{id}")))
}

/// The same page with the message at the question, whose options stay where they were.
async fn unprocessable(
    server: &Server,
    session: &Session,
    id: &Slug,
    concept: Slug,
    attempt: domain::practice::AttemptId,
    error: PracticeError,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let mut standings: Vec<Standing> = match learner::current(session).await? {
        Some(learner) => practice::standings(&library, &app.store, &app.chance, learner, &concept).await?,
        None => practice::open_standings(&library, &concept),
    };
    for standing in standings.iter_mut().filter(|standing| standing.question.id == *id && standing.attempt.is_some()) {
        standing.attempt = Some(attempt);
    }
    let failure = Failure::from(error);
    let problem = FormProblem { question: id.clone(), message: failure.detail };
    let html = concept::page(server, library, concept, standings, Some(problem)).await;
    let mut response = personal(html);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(SaysItself);
    Ok(response)
}

pub(super) async fn retry(
    State(server): State<Server>,
    Path(slug): Path<String>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let concept = concept::known(&library, &slug)?;
    let which = match fields.first("which") {
        Some("missed") => Again::Missed,
        Some("all") => Again::All,
        _ => {
            return Err(Failure::unprocessable(
                "invalid-choice",
                "Choose which questions to ask again: `missed` or `all`.",
            ));
        }
    };
    if let Some(learner) = learner::current(&session).await? {
        practice::ask_again(&library, &app.store, learner, app.clock.now_ms(), &concept, which).await?;
    }
    Ok(see_other(&concept, "practice"))
}

fn see_other(concept: &Slug, fragment: &str) -> Response {
    Redirect::to(&format!("/concepts/{concept}#{fragment}")).into_response()
}
