//! Moves the simulated clock. The route exists only under `--clock`.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;

use super::schema::{AdvanceRequest, Now, Problem};
use crate::{
    server::{failure::Failure, fields::JsonBody},
    state::AppState,
};

/// Move the simulated clock
#[utoipa::path(
    post, path = "/dev/clock", request_body = AdvanceRequest,
    responses((status = 200, body = Now), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn advance(
    State(app): State<AppState>,
    JsonBody(request): JsonBody<AdvanceRequest>,
) -> Result<Json<Now>, Failure> {
    let out_of_range = || Failure::unprocessable("out-of-range", "The clock cannot be moved that far.");
    let by_ms = request.advance_s.checked_mul(1000).ok_or_else(out_of_range)?;
    let target = app.clock.now_ms().checked_add(by_ms).ok_or_else(out_of_range)?;
    let now = Timestamp::from_millisecond(target).map_err(|_| out_of_range())?;
    app.clock.advance(by_ms).ok_or_else(|| Failure::of_status(StatusCode::NOT_FOUND))?;
    Ok(Json(Now { now: now.to_string() }))
}
