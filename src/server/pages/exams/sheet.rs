//! One question of a paper: shown, and saved by every button of its form.

use std::collections::BTreeSet;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::content::Slug;
use tower_sessions::Session;

use super::{
    super::{WantsParts, part_of_open_page, personal},
    SCRIPT, head, named, opened,
};
use crate::{
    practice::exam::{self, Attempt, ExamError, Sent},
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, render},
    store::{AtPlace, LearnerId, Saved},
    ui::{Asked, Cell, ExamQuestionPage, Head, Note},
};

/// The name of the part that says that the exam is over, so that the page's script leads to the result.
const OVER: &str = "<div id=\"exam-kept\" data-over></div>";

pub(in crate::server::pages) async fn question(
    State(server): State<Server>,
    Path((id, place)): Path<(String, String)>,
    session: Session,
) -> Result<Response, Failure> {
    let (learner, attempt) = opened(&server, &session, &id).await?;
    let number = number_in(&attempt, &place)?;
    if attempt.is_over() {
        return Ok(Redirect::to(&format!("/exams/{}", attempt.exam.id)).into_response());
    }
    let page = page(&server, learner, &attempt, number).await?;
    Ok(personal(rendered(&server, page).await))
}

pub(in crate::server::pages) async fn save(
    State(server): State<Server>,
    Path((id, place)): Path<(String, String)>,
    session: Session,
    wants_parts: WantsParts,
    fields: FormFields,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let now_ms = app.clock.now_ms();
    let (learner, id) = named(&session, &id).await?;
    let number: usize = place.parse().map_err(|_| Failure::not_found("question"))?;
    let go = fields.first("go").unwrap_or("stay");
    let saved = exam::save(&library, &app.store, learner, now_ms, id, sent(&fields, number, go, now_ms)).await;
    let note = match saved {
        Ok(Saved::Kept(_) | Saved::Told(_)) if !wants_parts.0 => {
            let attempt = exam::open(&library, &app.store, learner, now_ms, id).await?;
            return Ok(Redirect::to(&destination(&attempt, number, go)).into_response());
        }
        Ok(Saved::Late) if !wants_parts.0 => return Ok(Redirect::to(&format!("/exams/{id}")).into_response()),
        Ok(Saved::Late) => return Ok(part_of_open_page(OVER.to_owned())),
        Ok(Saved::Kept(_) | Saved::Told(_)) => Note::Saved,
        Ok(Saved::Conflict(_)) => Note::Conflict(String::new()),
        Err(ExamError::Invalid(invalid)) => Note::Problem(Failure::from(ExamError::Invalid(invalid)).detail),
        Err(error) => return Err(error.into()),
    };
    let attempt = exam::open(&library, &app.store, learner, now_ms, id).await?;
    if attempt.is_over() {
        return Ok(Redirect::to(&format!("/exams/{id}")).into_response());
    }
    let mut page = page(&server, learner, &attempt, number).await?;
    answered(&mut page, note, &fields);
    Ok(told(&server, page, &wants_parts).await)
}

fn sent<'f>(fields: &'f FormFields, place: usize, go: &str, now_ms: i64) -> Sent<'f> {
    let since: Option<i64> = fields.first("since").and_then(|since| since.parse().ok());
    Sent {
        place,
        chosen: Some(fields.all("chosen").collect()),
        was: fields.first("was").map(|was| was.split(' ').collect()),
        flagged: match go {
            "flag" => Some(true),
            "unflag" => Some(false),
            _ => None,
        },
        ms: since.map_or(0, |since| now_ms.saturating_sub(since)),
        tell: go == "tell",
    }
}

/// Where the button that was pressed leads; past the last question there is the overview.
fn destination(attempt: &Attempt, number: usize, go: &str) -> String {
    let exam = format!("/exams/{}", attempt.exam.id);
    let to = match go {
        "next" => number + 1,
        "previous" => number.saturating_sub(1).max(1),
        "overview" => return exam,
        other => other.parse().unwrap_or(number),
    };
    if attempt.is_over() || !(1..=attempt.paper.len()).contains(&to) {
        return exam;
    }
    let part = if go == "tell" { "verdict" } else { "question" };
    format!("{exam}/{to}#{part}")
}

/// What came of saving stands on the page, with what was chosen there.
fn answered(page: &mut ExamQuestionPage, note: Note, fields: &FormFields) {
    let Some(asked) = &mut page.asked else { return };
    page.note = Some(match note {
        Note::Conflict(_) => Note::Conflict(letters(asked)),
        note => note,
    });
    if asked.told.is_none() {
        let sent: BTreeSet<&str> = fields.all("chosen").collect();
        let options = asked.question.options.iter().map(|option| &option.id);
        asked.chosen = options.filter(|id| sent.contains(id.as_str())).cloned().collect();
    }
}

/// The letters of what is saved, as the page shows them.
fn letters(asked: &Asked) -> String {
    let is_saved = |at: &usize| asked.question.options.get(*at).is_some_and(|option| asked.saved.contains(&option.id));
    let places = asked.order.iter().enumerate().filter(|(_, at)| is_saved(at)).map(|(place, _)| place);
    let letters = places.filter_map(|place| char::from_digit(u32::try_from(place).ok()? + 10, 36));
    letters.map(|letter| letter.to_ascii_uppercase().to_string()).collect::<Vec<_>>().join(" and ")
}

async fn told(server: &Server, page: ExamQuestionPage, wants_parts: &WantsParts) -> Response {
    let status = match &page.note {
        Some(Note::Problem(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Note::Conflict(_)) => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    let mut response = if wants_parts.0 {
        part_of_open_page(render::part(move || page.kept()))
    } else {
        personal(rendered(server, page).await)
    };
    *response.status_mut() = status;
    response.extensions_mut().insert(SaysItself);
    response
}

pub(super) fn cells(attempt: &Attempt) -> Vec<Cell> {
    let cell = |at: &AtPlace| Cell { answered: !at.chosen.is_empty(), flagged: at.flagged, told: at.correct };
    attempt.at.iter().map(cell).collect()
}

async fn page(
    server: &Server,
    learner: LearnerId,
    attempt: &Attempt,
    number: usize,
) -> Result<ExamQuestionPage, Failure> {
    let library = server.app.content.current();
    let place = attempt.paper.get(number - 1).ok_or_else(|| Failure::not_found("question"))?;
    let chosen: BTreeSet<Slug> = attempt.at.get(number - 1).map(|at| at.chosen.clone()).unwrap_or_default();
    let asked = library.question(&place.question).map(|question| Asked {
        question: question.view(),
        order: place.attempt.order(question.options.len()),
        saved: chosen.clone(),
        chosen,
        told: exam::told(&library, attempt, number - 1),
    });
    Ok(ExamQuestionPage {
        head: head(server, learner, attempt).await?,
        number,
        cells: cells(attempt),
        asked,
        note: None,
        now_ms: server.app.clock.now_ms(),
    })
}

async fn rendered(server: &Server, page: ExamQuestionPage) -> String {
    let title = format!("Question {} of {}", page.number, page.cells.len());
    let head = Head::new(title, "A question of the exam.").running(SCRIPT).within("/exams");
    render::page(&server.app, head, move || page.clone().view()).await
}

fn number_in(attempt: &Attempt, place: &str) -> Result<usize, Failure> {
    let number = place.parse().ok().filter(|number| (1..=attempt.paper.len()).contains(number));
    Ok(number.ok_or(ExamError::NoSuchPlace(attempt.paper.len()))?)
}
