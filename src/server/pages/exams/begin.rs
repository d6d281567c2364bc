//! The list of exams, the choice of a paper, and the beginning of an attempt.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use domain::{content::Slug, exam::Bank};
use tower_sessions::Session;

use super::super::{personal, shared};
use crate::{
    content::Library,
    practice::{
        Calendar,
        exam::{self, ExamError, Wanted},
    },
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, learner, render},
    store::{LearnerId, ListedExam},
    ui::{ExamSetupPage, ExamsPage, Head, PastAttempt, TrackCard},
};

const LIST: &str = "/exams";

pub(in crate::server::pages) async fn list(
    State(server): State<Server>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let learner = learner::current(&session).await?;
    if learner.is_none()
        && let Some(page) = server.pages.find(library.version(), LIST)
    {
        return Ok(page.respond(&headers));
    }
    let card = |track: &domain::content::Track| TrackCard {
        bank: Bank::of(track, library.questions()).counts().iter().sum(),
        track: track.clone(),
    };
    let tracks = library.tracks().iter().map(card).collect();
    let head =
        Head::new("Exams", "Mock exams in the format of the real one, and how past attempts went.").within("/exams");
    let Some(learner) = learner else {
        let page = ExamsPage { tracks, attempts: Vec::new(), now_ms: 0 };
        return shared(&server, LIST, &headers, library.version(), head, move || page.clone().view()).await;
    };
    let calendar = Calendar::of(&app.store.profile(learner).await?.preferences);
    let attempts = exam::attempts(&library, &app.store, learner, app.clock.now_ms()).await?;
    let past = |exam: ListedExam| PastAttempt { begun: calendar.day(exam.begun_at), exam };
    let page = ExamsPage { tracks, attempts: attempts.into_iter().map(past).collect(), now_ms: app.clock.now_ms() };
    Ok(personal(render::page(app, head, move || page.clone().view()).await))
}

pub(in crate::server::pages) async fn set_up(
    State(server): State<Server>,
    Path(track): Path<String>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let library = server.app.content.current();
    let track: Slug = track.parse().map_err(|_| Failure::not_found("exam"))?;
    let path = format!("/exams/tracks/{track}");
    let learner = learner::current(&session).await?;
    if learner.is_none()
        && let Some(page) = server.pages.find(library.version(), &path)
    {
        return Ok(page.respond(&headers));
    }
    let page = setup_page(&server, &library, learner, &track).await?;
    if learner.is_none() {
        let head = head(&page);
        return shared(&server, &path, &headers, library.version(), head, move || page.clone().view()).await;
    }
    Ok(personal(rendered(&server, page).await))
}

/// A paper that cannot be drawn brings the page back with the sentence of what is wrong, and keeps nothing.
pub(in crate::server::pages) async fn begin(
    State(server): State<Server>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let track = fields.first("track").unwrap_or_default().parse().map_err(|_| Failure::not_found("exam"))?;
    let learner = learner::current(&session).await?;
    let wanted = wanted(&fields, &track);
    let refused = match &wanted {
        Ok(wanted) => exam::check(&library, &app.store, learner, wanted).await.err().map(Failure::from),
        Err(problem) => Some(Failure::unprocessable("no-choice", problem)),
    };
    let wanted = match (wanted, refused) {
        (Ok(wanted), None) => wanted,
        (_, Some(refused)) if refused.status == StatusCode::UNPROCESSABLE_ENTITY => {
            return again(&server, &library, learner, &track, refused.detail).await;
        }
        (_, refused) => return Err(refused.unwrap_or_else(|| Failure::not_found("exam"))),
    };
    let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
    let id = exam::begin(&library, &app.store, &app.chance, learner, app.clock.now_ms(), &wanted).await?;
    Ok(Redirect::to(&format!("/exams/{id}/1#question")).into_response())
}

async fn again(
    server: &Server,
    library: &Library,
    learner: Option<LearnerId>,
    track: &Slug,
    problem: String,
) -> Result<Response, Failure> {
    let page = ExamSetupPage { problem: Some(problem), ..setup_page(server, library, learner, track).await? };
    let mut response = personal(rendered(server, page).await);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(SaysItself);
    Ok(response)
}

fn wanted(fields: &FormFields, track: &Slug) -> Result<Wanted, String> {
    let field = |name| fields.first(name).unwrap_or_default();
    let percent = |text: &str| text.parse().map_err(|_| Failure::from(ExamError::ExtraTime).detail);
    Ok(Wanted {
        track: track.clone(),
        scope: field("paper").parse().map_err(|_| "Choose a paper.".to_owned())?,
        mode: field("mode").parse().map_err(|_| "Choose a mode.".to_owned())?,
        extra_time: fields.first("extra_time").map(percent).transpose()?,
    })
}

async fn setup_page(
    server: &Server,
    library: &Library,
    learner: Option<LearnerId>,
    track: &Slug,
) -> Result<ExamSetupPage, Failure> {
    let store = &server.app.store;
    let offered = exam::offered(library, store, learner, track).await?;
    let extra_time = match learner {
        Some(learner) => store.profile(learner).await?.preferences.extra_time,
        None => 0,
    };
    let (track, bank) = (offered.track.clone(), offered.bank.counts());
    Ok(ExamSetupPage { track, bank, offers: offered.offers, extra_time, problem: None })
}

fn head(page: &ExamSetupPage) -> Head {
    Head::new(format!("{}, mock exam", page.track.title), &page.track.summary).within("/exams")
}

async fn rendered(server: &Server, page: ExamSetupPage) -> String {
    render::page(&server.app, head(&page), move || page.clone().view()).await
}
