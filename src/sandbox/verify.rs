//! Verifying: the domain's judge, with the pool's keys and both of its issuers.

use std::sync::Arc;

use domain::token::{self, Expectation, Verdict, judge::LONGEST};

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

pub(super) fn judge(request: &VerifyRequest, samples: &Samples, keys: &[Arc<SigningKey>], now_ms: i64) -> Verdict {
    judge_in(request, samples, None, keys, now_ms)
}

/// As [`judge`], by a pool that may be a visitor's own and has an issuer of its own then.
pub(super) fn judge_in(
    request: &VerifyRequest,
    samples: &Samples,
    sandbox: Option<&str>,
    keys: &[Arc<SigningKey>],
    now_ms: i64,
) -> Verdict {
    let expectation = Expectation {
        issuers: vec![samples.issuers.aws.clone(), samples.local_issuer(sandbox.unwrap_or_default())],
        clients: samples.clients.iter().map(|client| client.id.clone()).collect(),
        gate: request.gate,
        scopes: request.scopes.clone(),
        now_s: now_ms.div_euclid(1000),
    };
    token::judge(&request.token, &key_set(keys), &expectation, |prepared| {
        keys.iter().any(|key| key.jwk == prepared.key && key.verifies(prepared))
    })
}
