//! A visit: a user pool of its own on which a scene is played, with a clock that the scene moves. It is dropped with
//! the page, so nothing is stored, and every answer in it is the real engine's.

use domain::token::{Expectation, Gate, Verdict as Judged, decode};
use serde_json::Value;

use super::Stage;
use crate::sandbox::{AwsFault, Sandbox, SandboxError, wire::Samples};

pub(super) struct Visit {
    pub(super) sandbox: Sandbox,
    pub(super) now_ms: i64,
}

impl Visit {
    /// Begins so long before now that the play ends now: its last tokens are fresh.
    pub(super) fn lasting(stage: Stage<'_>, seconds: i64, change: impl FnOnce(&mut Samples)) -> Self {
        let now_ms = stage.now_ms.saturating_sub(seconds.saturating_mul(1000));
        Self { sandbox: stage.sandbox.apart(change), now_ms }
    }

    pub(super) fn wait(&mut self, seconds: i64) {
        self.now_ms = self.now_ms.saturating_add(seconds.saturating_mul(1000));
    }

    /// One call to the user pool's API.
    pub(super) fn call(&self, operation: &str, body: &Value) -> Result<Value, AwsFault> {
        self.sandbox.user_pool(None, operation, body.to_string().as_bytes(), self.now_ms)
    }

    /// What someone says who has nothing but the token, the published keys and a clock.
    pub(super) fn judge(&self, token: &str, gate: Gate, client: &str, scopes: &[&str]) -> Result<Judged, SandboxError> {
        let issuers = &self.sandbox.samples().issuers;
        let expectation = Expectation {
            issuers: vec![issuers.aws.clone(), issuers.local.clone()],
            clients: vec![client.to_owned()],
            gate,
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            now_s: self.now_ms.div_euclid(1000),
        };
        self.sandbox.judge_expecting(token, &expectation, self.now_ms)
    }
}

/// A claim as a table shows it; empty where the token has none of that name.
pub(super) fn claim(token: &str, name: &str) -> String {
    match decode(token).claims().and_then(|claims| claims.value(name)) {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The beginning of a token, for the middle of a request.
pub(super) fn short(token: &str) -> String {
    token.chars().take(16).chain(['…']).collect()
}
