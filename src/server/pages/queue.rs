//! The practice page: the first question of the queue, or the answer that was just given to one.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    content::Slug,
    practice::{AttemptId, Length, Standing},
};
use tower_sessions::Session;

use super::{asking::Asking, personal};
use crate::{
    practice::{self, SittingState},
    server::{Server, dress::SaysItself, failure::Failure, learner, render},
    store::LearnerId,
    ui::{FormProblem, Head, MarkForms, PracticeFilter, PracticePage, Reports, SittingBar, Stage},
};

pub(super) async fn show(
    State(server): State<Server>,
    session: Session,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let learner = learner::up_to_date(&session, &server.app).await?;
    let (asking, problem) = match Asking::parse(&fields) {
        Ok(asking) => (asking, None),
        Err(sentence) => (Asking::default(), Some(sentence)),
    };
    if let Some(sentence) = problem.or_else(|| asking.filter.unknown(&server.app.content.current())) {
        let mut response =
            page(&server, learner, Asking::default(), None, Some(Stage::Nothing(Some(sentence))), None).await?;
        *response.status_mut() = StatusCode::NOT_FOUND;
        response.extensions_mut().insert(SaysItself);
        return Ok(response);
    }
    let Some(id) = asking.sitting else { return page(&server, learner, asking, None, None, None).await };
    let learner = learner.ok_or_else(|| Failure::not_found("sitting"))?;
    let state = practice::sitting(&server.app.store, learner, id).await?;
    if state.is_over(server.app.clock.now_ms()) && asking.answered.is_none() {
        return Ok(super::sitting::ended(&server, learner, id).await?.into_response());
    }
    page(&server, Some(learner), asking, Some(state), None, None).await
}

/// The page with a form that could not be taken: the question as it was, with what was wrong.
pub(super) async fn with_problem(
    server: &Server,
    learner: Option<LearnerId>,
    asking: Asking,
    question: &Slug,
    attempt: Option<AttemptId>,
    problem: Problem,
) -> Result<Response, Failure> {
    let state = match (asking.sitting, learner) {
        (Some(id), Some(learner)) => Some(practice::sitting(&server.app.store, learner, id).await?),
        _ => None,
    };
    let library = server.app.content.current();
    let view = library.question(question).ok_or_else(|| Failure::not_found("question"))?.view();
    let (problem, note) = match problem {
        Problem::Answer(message) => (Some(FormProblem { question: question.clone(), message }), None),
        Problem::Note { typed, message } => (None, Some((typed, message))),
    };
    let attempt = attempt.or_else(|| Some(practice::fresh_attempt(&server.app.chance)));
    let standing = Standing { question: view, attempt, reveal: None, answered_under_another_key: None };
    let stage = asking.answered.is_none().then_some(Stage::Asked { standing, is_new: false, problem });
    let mut response = page(server, learner, asking, state, stage, note).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(SaysItself);
    Ok(response)
}

/// What was wrong with a form of the page.
pub(super) enum Problem {
    Answer(String),
    Note { typed: String, message: String },
}

async fn page(
    server: &Server,
    learner: Option<LearnerId>,
    asking: Asking,
    sitting: Option<SittingState>,
    stage: Option<Stage>,
    note_problem: Option<(String, String)>,
) -> Result<Response, Failure> {
    let app = &server.app;
    let library = app.content.current();
    let now_ms = app.clock.now_ms();
    let filter = sitting.as_ref().map_or_else(|| asking.filter.clone(), |state| state.filter.clone());
    let queue = practice::queue(&library, &app.store, learner, now_ms, &filter).await?;
    if let (Some(learner), Some(state)) = (learner, &sitting)
        && stage.is_none()
        && asking.answered.is_none()
        && queue.asked.is_empty()
        && !state.answers.is_empty()
    {
        // Nothing more can be asked in it.
        return Ok(super::sitting::ended(server, learner, state.id).await?.into_response());
    }
    let stage = match (stage, asking.answered) {
        (Some(stage), _) => stage,
        (None, None) => first(server, &queue),
        (None, Some(attempt)) => match answered(server, learner, attempt).await? {
            Some(standing) => Stage::Answered(standing),
            // It was taken back, or is somebody else's.
            None => return Ok(Redirect::to(&asking.next().href()).into_response()),
        },
    };
    let from = asking.query();
    let marks = match shown(&stage) {
        Some(question) => {
            let marked = match learner {
                Some(learner) => practice::marked(&app.store, learner, question).await?,
                None => {
                    practice::Marked { question: question.clone(), mark: domain::practice::Mark::default(), misses: 0 }
                }
            };
            Some(MarkForms { marked, from: from.clone(), note_problem })
        }
        None => None,
    };
    let reports = Reports::of(app, &library);
    let page = PracticePage {
        reports,
        filter: PracticeFilter { library, filter, is_planned: queue.is_before_exam() },
        sitting: sitting.map(|state| bar(&state, queue.asked.len(), now_ms)),
        stage,
        marks,
        from,
        next: asking.next().href(),
        undone: asking.undone,
        script: app.site.path("practice.js").map(str::to_owned),
        queue,
    };
    let head = Head::new("Practice", "What is due today, one question at a time.").within("/practice");
    Ok(personal(render::page(app, head, move || page.clone().view()).await))
}

fn first(server: &Server, queue: &practice::Queue) -> Stage {
    let library = server.app.content.current();
    let first = queue.asked.first().and_then(|asked| Some((asked, library.question(&asked.question)?)));
    let Some((asked, question)) = first else { return Stage::Nothing(None) };
    let standing = Standing {
        question: question.view(),
        attempt: Some(practice::fresh_attempt(&server.app.chance)),
        reveal: None,
        answered_under_another_key: asked.answered_under_another_key.map(|day| day.to_string()),
    };
    Stage::Asked { standing, is_new: asked.recall.is_none(), problem: None }
}

/// The answer of this learner, unless it was taken back or its question is gone.
async fn answered(
    server: &Server,
    learner: Option<LearnerId>,
    attempt: AttemptId,
) -> Result<Option<Standing>, Failure> {
    let library = server.app.content.current();
    let Some(learner) = learner else { return Ok(None) };
    let Some(row) = server.app.store.counted_answer(learner, attempt).await? else { return Ok(None) };
    let id: Option<Slug> = row.question_id.parse().ok();
    let Some(question) = id.and_then(|id| library.question(&id)) else { return Ok(None) };
    Ok(Some(practice::answered_standing(&library, question, &row)?))
}

fn shown(stage: &Stage) -> Option<&Slug> {
    match stage {
        Stage::Asked { standing, .. } | Stage::Answered(standing) => Some(&standing.question.id),
        Stage::Nothing(_) => None,
    }
}

/// A sitting promises no more questions than the day has left.
fn bar(state: &SittingState, left: usize, now_ms: i64) -> SittingBar {
    let answered = state.answers.len();
    let length = match state.sitting.length {
        Length::Questions(most) => Length::Questions(most.min(u16::try_from(answered + left).unwrap_or(most))),
        minutes @ Length::Minutes(_) => minutes,
    };
    SittingBar { id: state.id.to_string(), length, answered, minutes_left: state.sitting.minutes_left(now_ms) }
}
