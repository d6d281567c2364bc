//! The queue of today, and marks on questions.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use domain::{content::Slug, practice::Day};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use utoipa::{IntoParams, ToSchema};

use super::schema::Problem;
use crate::{
    practice::{self, Asked, Filter, Marked, Marking, Queue},
    server::{failure::Failure, fields::JsonBody, learner},
    state::AppState,
};

/// What to practise, as the address of the page has it, and how much of it to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the fields that `Filter` reads")]
pub(super) struct FilterParams {
    /// The slug of a track.
    track: Option<String>,
    /// The id of a domain, of that track or of any.
    domain: Option<String>,
    /// The slug of a concept.
    concept: Option<String>,
    /// `easy`, `medium` or `hard`.
    difficulty: Option<String>,
    /// Anything: only flagged questions.
    flagged: Option<String>,
    /// Anything: only questions that were missed in the last seven days.
    missed: Option<String>,
    /// Anything: also what is not due yet.
    early: Option<String>,
    /// Anything: what is due, also where the plan for an exam asks something else.
    plain: Option<String>,
    /// The longest list that is wanted; 1000 at most.
    most: Option<usize>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct QueueView {
    /// The learner's day, `YYYY-MM-DD`.
    today: Day,
    /// Reviews that are left of today, within the limits of a day.
    due: usize,
    /// New questions that are left of today.
    new: usize,
    /// Answered today.
    done: usize,
    /// Questions that the filter leaves over.
    matching: usize,
    set_aside: usize,
    /// What to ask, in order.
    queue: Vec<AskedView>,
}

#[derive(Serialize, ToSchema)]
struct AskedView {
    question: Slug,
    concept: Slug,
    /// The probability that it is remembered; null for a new question.
    recall: Option<f32>,
    /// The day on which it was answered under another key than it has now.
    answered_under_another_key: Option<Day>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct MarkList {
    marks: Vec<MarkView>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct MarkView {
    question: Slug,
    flagged: bool,
    /// By the learner, or by eight misses.
    set_aside: bool,
    misses: u32,
    note: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkRequest {
    #[serde(default)]
    flagged: Option<bool>,
    /// False brings it back, also after eight misses.
    #[serde(default)]
    set_aside: Option<bool>,
    /// At most 2,000 characters; an empty one takes it away.
    #[serde(default)]
    note: Option<String>,
}

const MOST: usize = 1000;

/// What to practise today, in order
#[utoipa::path(
    get, path = "/practice", params(FilterParams),
    responses(
        (status = 200, body = QueueView),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "A name that the content does not have")
    )
)]
pub(super) async fn queue(
    State(app): State<AppState>,
    session: Session,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Json<QueueView>, Failure> {
    let invalid = |sentence| Failure::unprocessable("invalid-filter", sentence);
    let library = app.content.current();
    let pairs = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let filter = Filter::parse(pairs).map_err(invalid)?;
    if let Some(sentence) = filter.unknown(&library) {
        return Err(invalid(sentence));
    }
    let most = fields.iter().find(|(name, _)| name == "most").map_or(Ok(MOST), |(_, most)| most.parse());
    let most = most.map_err(|_| invalid("`most` is a whole number.".to_owned()))?.min(MOST);
    let learner = learner::up_to_date(&session, &app).await?;
    let queue = practice::queue(&library, &app.store, learner, app.clock.now_ms(), &filter).await?;
    Ok(Json(QueueView::of(queue, most)))
}

/// Flags, notes, and what is set aside
#[utoipa::path(get, path = "/marks", responses((status = 200, body = MarkList)))]
pub(super) async fn marks(State(app): State<AppState>, session: Session) -> Result<Json<MarkList>, Failure> {
    let marked = match learner::current(&session).await? {
        Some(learner) => practice::all_marked(&app.store, learner).await?,
        None => Vec::new(),
    };
    Ok(Json(MarkList { marks: marked.into_iter().map(MarkView::of).collect() }))
}

/// Flag a question, set it aside, bring it back, or write a note on it
#[utoipa::path(
    post, path = "/questions/{id}/mark", params(("id" = String, Path)), request_body = MarkRequest,
    responses(
        (status = 200, body = MarkView),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "The note is too long")
    )
)]
pub(super) async fn mark(
    State(app): State<AppState>,
    Path(id): Path<String>,
    session: Session,
    JsonBody(request): JsonBody<MarkRequest>,
) -> Result<Json<MarkView>, Failure> {
    let library = app.content.current();
    let id: Slug = id.parse().map_err(|_| Failure::not_found("question"))?;
    let aside = request.set_aside.map(|aside| if aside { Marking::SetAside } else { Marking::BringBack });
    let markings: Vec<Marking> =
        [request.flagged.map(Marking::Flag), aside, request.note.map(Marking::Note)].into_iter().flatten().collect();
    if library.question(&id).is_none() {
        return Err(Failure::not_found("question"));
    }
    // Checked before a learner is made: what cannot be kept keeps nothing.
    for marking in &markings {
        practice::check_marking(&library, &id, marking)?;
    }
    let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
    practice::mark(&library, &app.store, learner, app.clock.now_ms(), &id, markings).await?;
    Ok(Json(MarkView::of(practice::marked(&app.store, learner, &id).await?)))
}

impl QueueView {
    fn of(queue: Queue, most: usize) -> Self {
        let view = |asked: Asked| AskedView {
            question: asked.question,
            concept: asked.concept,
            recall: asked.recall,
            answered_under_another_key: asked.answered_under_another_key,
        };
        Self {
            today: queue.today,
            due: queue.reviews(),
            new: queue.new_ones(),
            done: queue.reviews_done + queue.new_done,
            matching: queue.matching,
            set_aside: queue.set_aside,
            queue: queue.asked.into_iter().take(most).map(view).collect(),
        }
    }
}

impl MarkView {
    fn of(marked: Marked) -> Self {
        Self {
            set_aside: marked.is_set_aside(),
            question: marked.question,
            flagged: marked.mark.flagged,
            misses: marked.misses,
            note: marked.mark.note,
        }
    }
}
