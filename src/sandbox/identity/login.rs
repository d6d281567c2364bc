//! Logins: the proof of a provider, verified before an identity is given for it.

use domain::token::{Gate, StepName, decode};
use jsonwebtoken::Algorithm;
use serde_json::{Map, Value};

use super::{
    open_id::verified,
    providers::{self, GOOGLE, GOOGLE_AUDIENCE, GOOGLE_ISSUER, SAML},
};
use crate::sandbox::{Sandbox, pool::AwsFault, verify, wire::Samples};

/// Somebody whom a provider vouches for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sandbox) struct Login {
    /// As in the keys of `Logins`, without `https://`.
    pub(in crate::sandbox) provider: String,
    pub(in crate::sandbox) subject: String,
    /// What roles can be chosen by: the claims of the token, or the attributes of the assertion.
    pub(in crate::sandbox) claims: Option<Map<String, Value>>,
}

impl Login {
    pub(super) fn is_user_pool(&self) -> bool {
        self.provider.starts_with("cognito-idp.")
    }
}

/// The name under which the sample pool's ID tokens are logins.
pub(in crate::sandbox) fn provider_of_pool(samples: &Samples) -> String {
    samples.issuers.aws.trim_start_matches("https://").to_owned()
}

impl Sandbox {
    pub(super) fn login(&self, provider: &str, token: &str, now_ms: i64) -> Result<Login, AwsFault> {
        let (subject, claims) = match provider {
            GOOGLE => self.google_login(token, now_ms)?,
            SAML => providers::read_assertion(token, now_ms).map_err(refused)?,
            _ if provider == provider_of_pool(&self.0.samples) => self.pool_login(token, now_ms)?,
            _ => return Err(unsupported()),
        };
        Ok(Login { provider: provider.to_owned(), subject, claims: Some(claims) })
    }

    fn pool_login(&self, token: &str, now_ms: i64) -> Result<(String, Map<String, Value>), AwsFault> {
        let now_s = now_ms.div_euclid(1000);
        let mut expectation = verify::expectation(self.samples(), Gate::IdentityPool, vec![], now_ms);
        expectation.clients.truncate(1);
        let verdict = self.judge_expecting(token, &expectation, now_ms).map_err(|_| AwsFault::internal())?;
        let claims = claims_of(token).ok_or_else(not_a_token)?;
        if let Some(step) = verdict.failed() {
            let exp = claims.get("exp").and_then(Value::as_i64);
            let aud = claims.get("aud").and_then(Value::as_str);
            return Err(match step.name {
                StepName::Claims if exp.is_some_and(|exp| exp <= now_s) => expired(exp.unwrap_or(0), now_s),
                StepName::Claims if aud.is_some_and(|aud| !expectation.clients.iter().any(|id| id == aud)) => {
                    unsupported()
                }
                StepName::Key | StepName::Signature => refused("Couldn't verify signed token."),
                StepName::Claims => refused("Issuer doesn't match providerName"),
                _ => not_a_token(),
            });
        }
        let subject = claims.get("sub").and_then(Value::as_str).ok_or_else(not_a_token)?.to_owned();
        Ok((subject, claims))
    }

    fn google_login(&self, token: &str, now_ms: i64) -> Result<(String, Map<String, Value>), AwsFault> {
        let key = self.0.identities.google()?;
        let claims = verified(key, Algorithm::RS256, token).ok_or_else(|| refused("Couldn't verify signed token."))?;
        let Value::Object(claims) = claims else { return Err(not_a_token()) };
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        if text("iss") != Some(GOOGLE_ISSUER) {
            return Err(refused("Issuer doesn't match providerName"));
        }
        if text("aud") != Some(GOOGLE_AUDIENCE) {
            return Err(refused("Incorrect token audience."));
        }
        let (exp, now_s) = (claims.get("exp").and_then(Value::as_i64).unwrap_or(0), now_ms.div_euclid(1000));
        if exp <= now_s {
            return Err(expired(exp, now_s));
        }
        let subject = text("sub").ok_or_else(not_a_token)?.to_owned();
        Ok((subject, claims))
    }
}

fn claims_of(text: &str) -> Option<Map<String, Value>> {
    let decoded = decode(text);
    Some(decoded.claims()?.members.iter().map(|member| (member.name.clone(), member.value.clone())).collect())
}

fn refused(why: impl std::fmt::Display) -> AwsFault {
    AwsFault::not_authorized(format!("Invalid login token. {why}"))
}

fn not_a_token() -> AwsFault {
    refused("Not a valid OpenId Connect identity token.")
}

fn expired(exp: i64, now_s: i64) -> AwsFault {
    refused(format_args!("Token expired: {now_s} >= {exp}"))
}

fn unsupported() -> AwsFault {
    AwsFault::not_authorized("Token is not from a supported provider of this identity pool.")
}
