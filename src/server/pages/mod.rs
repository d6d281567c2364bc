//! Pages for people, and the plain forms on them.

mod asking;
mod booklet;
mod concept;
mod exam_day;
mod exams;
mod home;
mod map;
mod marks;
mod own_sandbox;
mod practice;
mod progress;
mod queue;
mod sandbox;
mod scene;
mod search;
mod settings;
mod sitting;

use axum::{
    Router,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use leptos::prelude::IntoView;

use super::{Server, failure::Failure, limits::Limits, page_cache::CachedPage, render};
use crate::{fragment::FRAGMENT_HEADER, ui::Head};

/// Whether an open page asks, which wants only what changed.
pub(super) struct WantsParts(bool);

impl<S: Send + Sync> FromRequestParts<S> for WantsParts {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.headers.contains_key(FRAGMENT_HEADER)))
    }
}

pub(super) fn routes(limits: Limits) -> Router<Server> {
    let forms = Router::new()
        .route("/questions/{id}/answers", post(practice::answer))
        .route("/questions/{id}/mark", post(marks::mark))
        .route("/undo", post(marks::undo))
        .route("/practice/sittings", post(sitting::begin))
        .route("/practice/sittings/{id}/end", post(sitting::end))
        .route("/settings", post(settings::keep))
        .route("/settings/time-zone", post(settings::keep_time_zone))
        .route("/concepts/{slug}/retry", post(practice::retry))
        .route("/exams", post(exams::begin))
        .route("/exams/{id}/hand-in", post(exams::hand_in))
        .route("/exams/{id}/practise", post(exams::practise))
        .route("/exams/{id}/{place}", post(exams::save))
        .route("/sandbox/tokens", post(sandbox::mint))
        .route("/sandbox/own", post(own_sandbox::make))
        .route("/sandbox/own/rules", post(own_sandbox::set_rules))
        .route("/sandbox/own/start-over", post(own_sandbox::start_over))
        .route("/sandbox/{scene}/check", post(scene::check))
        .route("/progress/parameters", post(progress::parameters))
        .route("/progress/delete", post(progress::delete));
    Router::new()
        .route("/", get(home::home))
        .route("/concepts", get(home::concepts))
        .route("/concepts/{slug}", get(concept::concept))
        .route("/practice", get(queue::show))
        .route("/practice/marks", get(marks::list))
        .route("/practice/sittings/{id}", get(sitting::show))
        .route("/settings", get(settings::show))
        .route("/exam-day", get(exam_day::show))
        .route("/map", get(map::first))
        .route("/map/{track}", get(map::of_track))
        .route("/search", get(search::show))
        .route("/concepts/{slug}/booklet", get(booklet::of_concept))
        .route("/tracks/{slug}/booklet", get(booklet::of_track))
        .route("/exams", get(exams::list))
        .route("/exams/tracks/{track}", get(exams::set_up))
        .route("/exams/{id}", get(exams::attempt))
        .route("/exams/{id}/{place}", get(exams::question))
        .route("/sandbox", get(sandbox::scenes))
        .route("/sandbox/tokens", get(sandbox::tokens))
        .route("/sandbox/own", get(own_sandbox::show))
        .route("/sandbox/{scene}", get(scene::show))
        .route("/progress", get(progress::progress))
        .route("/progress/honesty", get(progress::honesty))
        .route("/progress/export", get(progress::export))
        .route("/progress/delete", get(progress::ask_to_delete))
        .merge(limits.on(forms))
}

/// A page that is the same for everyone: rendered at its first visit after a change of the content.
async fn shared<V: IntoView + 'static>(
    server: &Server,
    path: &str,
    headers: &HeaderMap,
    version: &str,
    head: Head,
    main: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Result<Response, Failure> {
    if let Some(page) = server.pages.find(version, path) {
        return Ok(page.respond(headers));
    }
    let html = render::page(&server.app, head, main).await;
    let page = tokio::task::spawn_blocking(|| CachedPage::compress(html)).await;
    let page = page.map_err(|error| Failure::unexpected(&error))?;
    server.pages.keep(version, path, page.clone());
    Ok(page.respond(headers))
}

/// A page that shows what one learner did: for that browser alone.
pub(super) fn personal(html: String) -> Response {
    let mut response = Html(html).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie"));
    response
}

/// What [`WantsParts`] asks for.
fn part_of_open_page(html: String) -> Response {
    let mut response = personal(html);
    response.headers_mut().insert(FRAGMENT_HEADER, HeaderValue::from_static("1"));
    response
}
