//! The JSON protocol of AWS (version 1.1): the operation is named in a header, errors carry their type.

use std::{num::NonZero, sync::LazyLock, thread};

use axum::{body::Bytes, http::HeaderMap, response::Response};
use serde_json::Value;
use tokio::sync::Semaphore;

use super::reply;
use crate::{sandbox::AwsFault, state::AppState};

pub(super) const TARGET: &str = "x-amz-target";

/// As many signers as there are processors: more would only take turns, and everybody would wait for the slowest.
static SIGNERS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(thread::available_parallelism().map_or(1, NonZero::get)));

enum Service {
    UserPool,
    Identity,
}

pub(super) async fn call(app: AppState, key: Option<String>, headers: &HeaderMap, body: Bytes) -> Response {
    let target = headers.get(TARGET).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some((service, operation)) = service(target) else {
        return reply::json(&app, Err(AwsFault::new("UnknownOperationException", "")));
    };
    let now_ms = app.clock.now_ms();
    let sandbox = app.sandbox.clone();
    let called = move || match service {
        Service::UserPool => sandbox.user_pool(key.as_deref(), &operation, &body, now_ms),
        Service::Identity => sandbox.identity_pool(key.as_deref(), &operation, &body, now_ms),
    };
    // Most calls end in a signature. The semaphore is never closed, so there is always a turn.
    let _turn = SIGNERS.acquire().await;
    let answer: Result<Value, AwsFault> = match tokio::task::spawn_blocking(called).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(%error, "a call to the sandbox ended early");
            Err(AwsFault::internal())
        }
    };
    reply::json(&app, answer)
}

fn service(target: &str) -> Option<(Service, String)> {
    let (service, operation) = target.split_once('.')?;
    let service = match service {
        "AWSCognitoIdentityProviderService" => Service::UserPool,
        "AWSCognitoIdentityService" => Service::Identity,
        _ => return None,
    };
    Some((service, operation.to_owned()))
}
