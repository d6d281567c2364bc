//! The sandbox by JSON: what exists at start, three tokens, and a verdict on any text.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::schema::Problem;
use crate::{
    sandbox::{
        Fault, Judgement, MintRequest, Minted, Samples, SandboxError, VerifyRequest,
        attacks::AttackList,
        sigv4::{self, SignRequest, SignedRequest},
    },
    server::{failure::Failure, fields::JsonBody},
    state::AppState,
};

/// The samples that exist at start
#[utoipa::path(get, path = "/sandbox", responses((status = 200, body = Samples)))]
pub(super) async fn samples(State(app): State<AppState>) -> Json<Samples> {
    Json(app.sandbox.samples().clone())
}

/// Mint the three tokens of a sign-in; what is left out takes the first sample
#[utoipa::path(
    post, path = "/sandbox/tokens", request_body = MintRequest,
    responses((status = 200, body = Minted), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn mint(
    State(app): State<AppState>,
    JsonBody(request): JsonBody<MintRequest>,
) -> Result<Response, Failure> {
    let now_ms = app.clock.now_ms();
    // Signing takes a millisecond of the processor, and the first sign-in may wait for its keys.
    let minted = tokio::task::spawn_blocking(move || app.sandbox.mint(&request, now_ms)).await;
    let minted: Minted = minted.map_err(|error| Failure::unexpected(&error))??;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(minted)).into_response())
}

/// Every known way to tamper with a token, forged from a fresh one and judged; the same for everybody within a minute
#[utoipa::path(
    get, path = "/sandbox/attacks",
    responses((status = 200, body = AttackList, description = "Sample tokens, with all it takes to verify them elsewhere"))
)]
pub(super) async fn attacks(State(app): State<AppState>) -> Result<Response, Failure> {
    let now_ms = app.clock.now_ms();
    let samples = app.sandbox.clone();
    let forged = tokio::task::spawn_blocking(move || app.sandbox.attacks(now_ms)).await;
    let gallery = forged.map_err(|error| Failure::unexpected(&error))??;
    let list = AttackList::of(&gallery, samples.samples());
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(list)).into_response())
}

/// Judge any text up to 16 KB as a gate would; it is neither logged nor kept
#[utoipa::path(
    post, path = "/sandbox/verify", request_body = VerifyRequest,
    responses(
        (status = 200, body = Judgement),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "No token, or an unknown gate")
    )
)]
pub(super) async fn verify(
    State(app): State<AppState>,
    JsonBody(request): JsonBody<VerifyRequest>,
) -> Result<Response, Failure> {
    let now_ms = app.clock.now_ms();
    let judged = tokio::task::spawn_blocking(move || app.sandbox.verify(&request, now_ms)).await;
    let judgement: Judgement = judged.map_err(|error| Failure::unexpected(&error))??;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(judgement)).into_response())
}

/// Sign a request with sample credentials (Signature Version 4), in its header or as a presigned address; up to 16 KB,
/// neither logged nor kept
#[utoipa::path(
    post, path = "/sandbox/sigv4", request_body = SignRequest,
    responses(
        (status = 200, body = SignedRequest),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "Nothing that can be signed, or credentials that are not plainly samples")
    )
)]
pub(super) async fn sign(JsonBody(request): JsonBody<SignRequest>) -> Result<Response, Failure> {
    let signed = sigv4::sign(&request).map_err(SandboxError::from)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(signed)).into_response())
}

impl From<SandboxError> for Failure {
    fn from(error: SandboxError) -> Self {
        let sentence = capitalised(&error.to_string());
        match error.fault() {
            Fault::Unknown => Self::unprocessable("unknown-sample", sentence),
            Fault::Invalid => Self::unprocessable("invalid-request", sentence),
            Fault::TooLarge => Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "Too large", sentence),
            Fault::Conflict => Self::new(StatusCode::CONFLICT, "not-now", "Not now", sentence),
            Fault::Ours => Self::unexpected(&error),
        }
    }
}

fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}
