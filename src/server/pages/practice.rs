//! The forms of the questions. A plain form is answered by 303 back to the page, or by the page with what was wrong; a
//! page that is open asks for the parts that changed and gets just these.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    content::Slug,
    practice::{AttemptId, Standing},
};
use tower_sessions::Session;

use super::{
    WantsParts,
    asking::Asking,
    concept, part_of_open_page,
    queue::{self, Problem},
};
use crate::{
    content::Library,
    practice::{self, Again, Submission},
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, learner, render},
    store::LearnerId,
    ui::{FormProblem, PracticeCards, Reports},
};

pub(super) async fn answer(
    State(server): State<Server>,
    Path(id): Path<String>,
    session: Session,
    wants_parts: WantsParts,
    headers: HeaderMap,
    fields: FormFields,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let id: Slug = id.parse().map_err(|_| Failure::not_found("question"))?;
    let question = library.question(&id).ok_or_else(|| Failure::not_found("question"))?;
    let concept = question.concept.clone();
    let attempt = match fields.first("attempt").filter(|attempt| !attempt.is_empty()) {
        Some(attempt) => {
            attempt.parse().map_err(|error| Failure::unprocessable("invalid-attempt", format!("{error}.")))?
        }
        // Sent from the page that all visitors share: the options stay where they were shown.
        None => AttemptId::keeping_order(app.chance.bytes(), question.options.len()),
    };
    let submission = Submission {
        question: &id,
        attempt,
        chosen: fields.all("chosen").collect(),
        sure: sure(&fields),
        ms: ms(&fields),
    };
    let asking = Asking::of_form(&fields);
    // Checked before a learner is made: a form that cannot be taken keeps nothing.
    if let Err(invalid) = practice::check(&library, &submission) {
        let message = Failure::from(invalid).detail;
        let learner = learner::current(&session).await?;
        if let Some(asking) = asking {
            return queue::with_problem(&server, learner, asking, &id, Some(attempt), Problem::Answer(message)).await;
        }
        let problem = FormProblem { question: id.clone(), message };
        let mut cards = cards(&server, &library, learner, concept).await?;
        keep_order(&mut cards.standings, &id, attempt);
        cards.problem = Some(problem);
        return unprocessable(&server, cards, id, &wants_parts, &headers).await;
    }
    let now_ms = app.clock.now_ms();
    let answered =
        async |learner| practice::answer(&library, &app.store, learner, now_ms, submission).await.map(|_| learner);
    let learner = learner::ensured_for(&session, app, answered).await?;
    if let Some(asking) = asking {
        let told = format!("{}#q-{id}-verdict", asking.with_answer(attempt).href());
        return Ok(Redirect::to(&told).into_response());
    }
    if wants_parts.0 {
        return Ok(parts(cards(&server, &library, Some(learner), concept).await?, vec![id]));
    }
    Ok(see_other(&concept, &format!("q-{id}")))
}

/// Whether the learner said so.
fn sure(fields: &FormFields) -> Option<bool> {
    match fields.first("sure") {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    }
}

/// A browser that was asleep may have counted more than anybody thinks: that is no time spent.
fn ms(fields: &FormFields) -> Option<i64> {
    fields.first("ms").and_then(|ms| ms.parse().ok()).filter(|ms| (0..=24 * 60 * 60 * 1000).contains(ms))
}

pub(super) async fn retry(
    State(server): State<Server>,
    Path(slug): Path<String>,
    session: Session,
    wants_parts: WantsParts,
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
    let learner = learner::current(&session).await?;
    let opened = match learner {
        Some(learner) => {
            practice::ask_again(&library, &app.store, learner, app.clock.now_ms(), &concept, which).await?
        }
        None => Vec::new(),
    };
    if wants_parts.0 {
        return Ok(parts(cards(&server, &library, learner, concept).await?, opened));
    }
    Ok(see_other(&concept, "practice"))
}

/// The questions as this visitor finds them.
async fn cards(
    server: &Server,
    library: &Arc<Library>,
    learner: Option<LearnerId>,
    concept: Slug,
) -> Result<PracticeCards, Failure> {
    let app = &server.app;
    let standings = match learner {
        Some(learner) => {
            let now_ms = app.clock.now_ms();
            practice::standings(library, &app.store, &app.chance, learner, now_ms, &concept).await?
        }
        None => practice::open_standings(library, &concept),
    };
    Ok(PracticeCards::of(concept, standings, Reports::of(app, library)))
}

/// A form that comes back with a message shows its options where they stood.
fn keep_order(standings: &mut [Standing], question: &Slug, attempt: AttemptId) {
    for standing in
        standings.iter_mut().filter(|standing| standing.question.id == *question && standing.reveal.is_none())
    {
        standing.attempt = standing.attempt.map(|_| attempt);
    }
}

async fn unprocessable(
    server: &Server,
    cards: PracticeCards,
    question: Slug,
    wants_parts: &WantsParts,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    if !wants_parts.0 {
        return concept::unprocessable(server, cards, headers).await;
    }
    let mut response = parts(cards, vec![question]);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(SaysItself);
    Ok(response)
}

/// The cards of these questions and the score.
fn parts(cards: PracticeCards, changed: Vec<Slug>) -> Response {
    part_of_open_page(render::part(move || cards.parts(&changed)))
}

fn see_other(concept: &Slug, fragment: &str) -> Response {
    Redirect::to(&format!("/concepts/{concept}#{fragment}")).into_response()
}
