//! The JSON API under `/api/v1`. Routes and their documentation are one: what is not described cannot be routed.

mod clock;
mod concepts;
mod exam_schema;
mod exams;
mod learning;
mod own_sandbox;
mod practice;
mod preferences;
mod questions;
mod sandbox;
mod schema;
mod search;

use axum::{Json, Router, routing::get};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Server, limits::Limits};

const BASE: &str = "/api/v1";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Quizmint",
        description = "Concept notes, practice questions and the token sandbox. The learner is the session cookie. \
                       Errors are `application/problem+json` (RFC 9457).",
        license(name = "MIT OR Apache-2.0")
    ),
    components(schemas(schema::Problem))
)]
struct Described;

/// Mounted at the root; every path begins with `/api/v1`.
pub(super) fn routes(server: &Server, limits: Limits) -> Router<Server> {
    let reading = OpenApiRouter::new()
        .routes(routes!(concepts::list))
        .routes(routes!(concepts::one))
        .routes(routes!(questions::one))
        .routes(routes!(learning::due))
        .routes(routes!(learning::progress))
        .routes(routes!(practice::queue))
        .routes(routes!(practice::marks))
        .routes(routes!(preferences::show))
        .routes(routes!(search::search_all))
        .routes(routes!(exams::list))
        .routes(routes!(exams::one))
        .routes(routes!(sandbox::samples))
        .routes(routes!(sandbox::attacks))
        .routes(routes!(own_sandbox::messages))
        .routes(routes!(own_sandbox::rules));
    let mut limited = vec![
        OpenApiRouter::new()
            .routes(routes!(questions::answer))
            .routes(routes!(learning::undo))
            .routes(routes!(practice::mark))
            .routes(routes!(preferences::change))
            .routes(routes!(concepts::retry)),
        OpenApiRouter::new()
            .routes(routes!(exams::begin))
            .routes(routes!(exams::answer))
            .routes(routes!(exams::hand_in)),
        OpenApiRouter::new()
            .routes(routes!(sandbox::mint))
            .routes(routes!(sandbox::verify))
            .routes(routes!(own_sandbox::own))
            .routes(routes!(own_sandbox::set_rules))
            .routes(routes!(sandbox::sign)),
    ];
    if server.app.clock.is_simulated() {
        limited.push(OpenApiRouter::new().routes(routes!(clock::advance)));
    }
    let (mut router, mut api) = OpenApiRouter::with_openapi(Described::openapi()).nest(BASE, reading).split_for_parts();
    for kind in limited {
        let (changing, described) = OpenApiRouter::new().nest(BASE, kind).split_for_parts();
        router = router.merge(limits.on(changing));
        api.merge(described);
    }
    router.route(&format!("{BASE}/openapi.json"), get(move || std::future::ready(Json(api.clone()))))
}
