//! The JSON protocol of AWS (version 1.1): the operation is named in a header, errors carry their type.

use axum::{body::Bytes, http::HeaderMap, response::Response};
use serde_json::Value;

use super::reply;
use crate::{sandbox::AwsFault, state::AppState};

pub(super) const TARGET: &str = "x-amz-target";

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
    // Most calls end in a signature. A limit of as many signers as processors was tried: the slowest of a hundred
    // waited a quarter as long, and a third fewer were served.
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
