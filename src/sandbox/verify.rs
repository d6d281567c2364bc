//! Verifying: the domain's judge, with the pool's keys and both of its issuers.

use std::sync::Arc;

use domain::token::{self, Expectation, Gate, Verdict, judge::LONGEST};

use super::{
    error::SandboxError,
    keys::key_set,
    sign_in::MOST_SCOPES,
    signing_key::SigningKey,
    wire::{Samples, VerifyRequest},
};

/// What is not even judged.
pub(super) fn check(request: &VerifyRequest) -> Result<(), SandboxError> {
    if request.token.is_empty() {
        return Err(SandboxError::NoToken);
    }
    if request.token.len() > LONGEST {
        return Err(SandboxError::TokenTooLong);
    }
    if request.scopes.len() > MOST_SCOPES {
        return Err(SandboxError::TooManyScopesAsked);
    }
    Ok(())
}

/// What a consumer expects that is set up for the sample pool.
pub(super) fn expectation(samples: &Samples, gate: Gate, scopes: Vec<String>, now_ms: i64) -> Expectation {
    Expectation {
        issuers: vec![samples.issuers.aws.clone(), samples.issuers.local.clone()],
        clients: samples.clients.iter().map(|client| client.id.clone()).collect(),
        gate,
        scopes,
        now_s: now_ms.div_euclid(1000),
    }
}

pub(super) fn judge(token: &str, expectation: &Expectation, keys: &[Arc<SigningKey>]) -> Verdict {
    token::judge(token, &key_set(keys), expectation, |prepared| {
        keys.iter().any(|key| key.jwk == prepared.key && key.verifies(prepared))
    })
}
