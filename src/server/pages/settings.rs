//! The settings: a page and its plain form; what cannot be taken comes back as it was typed, with what is wrong.

use std::sync::{Arc, LazyLock};

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::practice::{Preferences, schedule::Parameters};
use tower_sessions::Session;

use super::{asking::Asking, personal};
use crate::{
    practice::{Calendar, SettingProblem, Wish, percent},
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, learner, render},
    store::Profile,
    ui::{Head, RetentionRow, SettingsPage},
};

static ZONES: LazyLock<Arc<Vec<String>>> = LazyLock::new(|| Arc::new(Calendar::zones().collect()));

pub(super) async fn show(
    State(server): State<Server>,
    session: Session,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let Profile { preferences, parameters } = profile(&server, &session).await?;
    let today = Calendar::of(&preferences).day(server.app.clock.now_ms());
    let wish = Wish::of(&preferences).without_past_exam(&preferences, today);
    let saved = fields.iter().any(|(name, _)| name == "saved");
    Ok(personal(page(&server, wish, Vec::new(), saved, &parameters).await))
}

pub(super) async fn keep(
    State(server): State<Server>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let Profile { preferences, parameters } = profile(&server, &session).await?;
    let app = &server.app;
    let now_ms = app.clock.now_ms();
    let wish = typed(&fields);
    let today = Calendar::of(&preferences).day(now_ms);
    match wish.read(&app.content.current(), today) {
        Ok(preferences) => {
            let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
            app.store.set_preferences(learner, &preferences, now_ms).await?;
            Ok(Redirect::to("/settings?saved").into_response())
        }
        Err(problems) => {
            let mut response = personal(page(&server, wish, problems, false, &parameters).await);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response.extensions_mut().insert(SaysItself);
            Ok(response)
        }
    }
}

/// The zone that the browser is in, taken by one press.
pub(super) async fn keep_time_zone(
    State(server): State<Server>,
    session: Session,
    fields: FormFields,
) -> Result<Response, Failure> {
    let app = &server.app;
    let zone = fields.first("time_zone").unwrap_or_default();
    if !Calendar::knows(zone) {
        return Err(Failure::unprocessable("unknown-time-zone", "There is no time zone of this name."));
    }
    let Profile { preferences, .. } = profile(&server, &session).await?;
    let preferences = Preferences { time_zone: Some(zone.to_owned()), ..preferences };
    let learner = learner::ensured(&session, &app.clock, &app.chance).await?;
    app.store.set_preferences(learner, &preferences, app.clock.now_ms()).await?;
    Ok(Redirect::to(&Asking::of_form(&fields).unwrap_or_default().href()).into_response())
}

async fn profile(server: &Server, session: &Session) -> Result<Profile, Failure> {
    match learner::current(session).await? {
        Some(learner) => Ok(server.app.store.profile(learner).await?),
        None => Ok(Profile::default()),
    }
}

fn typed(fields: &FormFields) -> Wish {
    let field = |name| fields.first(name).unwrap_or_default().to_owned();
    Wish {
        time_zone: field("time_zone"),
        day_begins: field("day_begins"),
        retention: field("retention"),
        new_per_day: field("new_per_day"),
        reviews_per_day: field("reviews_per_day"),
        shortcuts: fields.first("shortcuts").is_some(),
        extra_time: field("extra_time"),
        exam_track: field("exam_track"),
        exam_day: field("exam_day"),
        minutes_per_day: field("minutes_per_day"),
    }
}

async fn page(
    server: &Server,
    wish: Wish,
    problems: Vec<SettingProblem>,
    saved: bool,
    parameters: &Parameters,
) -> String {
    let page = SettingsPage {
        library: server.app.content.current(),
        wish,
        problems,
        saved,
        zones: Arc::clone(&ZONES),
        retention: retention(parameters),
        script: server.app.site.path("practice.js").map(str::to_owned),
    };
    let head = Head::new("Settings", "Your day, your memory, your exam, and the keys.");
    render::page(&server.app, head, move || page.clone().view()).await
}

/// A question that is known for a month, at what one may want to remember of it.
fn retention(parameters: &Parameters) -> Vec<RetentionRow> {
    const MONTH: f32 = 30.0;
    let row = |share: f32| {
        let interval = parameters.interval(MONTH, share);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days, positive and below 36,500")]
        let days = interval.round().max(1.0) as u32;
        RetentionRow { percent: percent(share), days, reviews: parameters.reviews_in_a_year(share) }
    };
    [0.70, 0.80, 0.85, 0.90, 0.95, 0.97].map(row).into()
}
