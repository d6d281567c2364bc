//! What a learner can choose, read and changed; what is left out of a change stays as it is.

use axum::{Json, extract::State};
use domain::{
    content::Slug,
    practice::{Day, Preferences},
};
use serde::{Deserialize, Deserializer, Serialize};
use tower_sessions::Session;
use utoipa::ToSchema;

use super::schema::Problem;
use crate::{
    practice::{Calendar, Wish, percent},
    server::{failure::Failure, fields::JsonBody, learner},
    state::AppState,
    store::Profile,
};

#[derive(Serialize, ToSchema)]
pub(super) struct PreferencesView {
    /// A name of the IANA time zone database; null means UTC.
    time_zone: Option<String>,
    /// `HH:MM`
    day_begins: String,
    /// 0.70 to 0.97
    retention: f32,
    new_per_day: u16,
    reviews_per_day: u16,
    shortcuts: bool,
    /// In percent of an exam's time.
    extra_time: u16,
    exam: Option<ExamView>,
    /// The learner's day, `YYYY-MM-DD`.
    today: Day,
}

#[derive(Serialize, ToSchema)]
struct ExamView {
    track: Slug,
    day: Day,
    minutes_per_day: u16,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PreferencesRequest {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    time_zone: Change<String>,
    #[serde(default)]
    day_begins: Option<String>,
    #[serde(default)]
    retention: Option<f32>,
    #[serde(default)]
    new_per_day: Option<i64>,
    #[serde(default)]
    reviews_per_day: Option<i64>,
    #[serde(default)]
    shortcuts: Option<bool>,
    #[serde(default)]
    extra_time: Option<i64>,
    #[serde(default)]
    #[schema(value_type = Option<ExamRequest>)]
    exam: Change<ExamRequest>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExamRequest {
    track: String,
    /// `YYYY-MM-DD`
    day: String,
    #[serde(default)]
    minutes_per_day: Option<i64>,
}

/// Tells `null` from what was left out.
#[derive(Default)]
enum Change<T> {
    #[default]
    Stays,
    Cleared,
    To(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Cleared, Self::To))
    }
}

/// What the learner chose
#[utoipa::path(get, path = "/preferences", responses((status = 200, body = PreferencesView)))]
pub(super) async fn show(State(app): State<AppState>, session: Session) -> Result<Json<PreferencesView>, Failure> {
    let preferences = current(&app, &session).await?;
    Ok(Json(PreferencesView::of(preferences, app.clock.now_ms())))
}

/// Change what the learner chose
#[utoipa::path(
    post, path = "/preferences", request_body = PreferencesRequest,
    responses(
        (status = 200, body = PreferencesView),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "What cannot be, in a sentence each")
    )
)]
pub(super) async fn change(
    State(app): State<AppState>,
    session: Session,
    JsonBody(request): JsonBody<PreferencesRequest>,
) -> Result<Json<PreferencesView>, Failure> {
    let now_ms = app.clock.now_ms();
    let preferences = current(&app, &session).await?;
    let today = Calendar::of(&preferences).day(now_ms);
    let wish = request.over(Wish::of(&preferences).without_past_exam(&preferences, today));
    let changed = wish.read(&app.content.current(), today).map_err(|problems| {
        let sentences = problems.into_iter().map(|problem| problem.sentence).collect::<Vec<_>>();
        Failure::unprocessable("invalid-preferences", sentences.join(" "))
    })?;
    if changed != preferences {
        let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
        app.store.set_preferences(learner, &changed, now_ms).await?;
    }
    Ok(Json(PreferencesView::of(changed, now_ms)))
}

async fn current(app: &AppState, session: &Session) -> Result<Preferences, Failure> {
    match learner::current(session).await? {
        Some(learner) => {
            let Profile { preferences, .. } = app.store.profile(learner).await?;
            Ok(preferences)
        }
        None => Ok(Preferences::default()),
    }
}

impl PreferencesRequest {
    /// The same rules hold for both, since both are read by [`Wish::read`].
    fn over(self, wish: Wish) -> Wish {
        let number = |number: Option<i64>, before: String| number.map_or(before, |number| number.to_string());
        let (exam_track, exam_day, minutes_per_day) = match self.exam {
            Change::Stays => (wish.exam_track, wish.exam_day, wish.minutes_per_day),
            Change::Cleared => Default::default(),
            Change::To(exam) => (exam.track, exam.day, number(exam.minutes_per_day, String::new())),
        };
        let time_zone = match self.time_zone {
            Change::Stays => wish.time_zone,
            Change::Cleared => String::new(),
            Change::To(zone) => zone,
        };
        Wish {
            time_zone,
            day_begins: self.day_begins.unwrap_or(wish.day_begins),
            retention: self.retention.map_or(wish.retention, percent),
            new_per_day: number(self.new_per_day, wish.new_per_day),
            reviews_per_day: number(self.reviews_per_day, wish.reviews_per_day),
            shortcuts: self.shortcuts.unwrap_or(wish.shortcuts),
            extra_time: number(self.extra_time, wish.extra_time),
            exam_track,
            exam_day,
            minutes_per_day,
        }
    }
}

impl PreferencesView {
    fn of(preferences: Preferences, now_ms: i64) -> Self {
        let today = Calendar::of(&preferences).day(now_ms);
        let day_begins = Wish::of(&preferences).day_begins;
        let exam = preferences.exam_day.map(|exam| ExamView {
            track: exam.track,
            day: exam.day,
            minutes_per_day: exam.minutes_per_day,
        });
        Self {
            time_zone: preferences.time_zone,
            day_begins,
            retention: preferences.retention,
            new_per_day: preferences.new_per_day,
            reviews_per_day: preferences.reviews_per_day,
            shortcuts: preferences.shortcuts,
            extra_time: preferences.extra_time,
            exam,
            today,
        }
    }
}
