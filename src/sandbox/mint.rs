//! Minting: the three tokens of one sign-in.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    token::gate::SELF_SERVICE_SCOPE,
    trigger::{PreToken, TokenKind, claims},
};
use rand::Rng;
use serde::Serialize;
use serde_json::Value;
use uuid::{Builder, Uuid};

use super::{
    claims::{AccessClaims, IdClaims, MachineClaims},
    error::SandboxError,
    keys::Pair,
    pool::Machine,
    sign_in::{Begun, By, SignIn},
    signing_key::SigningKey,
    wire::{Role, Samples},
};

/// The claims that both tokens share because they come from one sign-in.
struct Shared {
    sub: String,
    begun: Begun,
    event_id: String,
    now_s: i64,
}

/// The two tokens that are signed.
pub(super) struct Signed {
    pub(super) id_token: String,
    pub(super) access_token: String,
}

pub(super) fn mint(
    sign_in: &SignIn,
    samples: &Samples,
    keys: &Pair,
    now_ms: i64,
    rng: &mut impl Rng,
) -> Result<Signed, SandboxError> {
    let now_s = now_ms.div_euclid(1000);
    let shared = Shared {
        sub: subject(&sign_in.pool, &sign_in.username),
        begun: sign_in.begun.clone().unwrap_or_else(|| Begun { auth_time_s: now_s, origin_jti: uuid(rng) }),
        event_id: uuid(rng),
        now_s,
    };
    let changes = sign_in.changes.as_ref();
    let access_token = sign(&keys.access, &access_claims(sign_in, &shared, uuid(rng)), changes, TokenKind::Access)?;
    let id_claims = id_claims(sign_in, samples, &shared, uuid(rng), &access_token);
    let id_token = sign(&keys.id, &id_claims, changes, TokenKind::Id)?;
    Ok(Signed { id_token, access_token })
}

/// Signs the claims as they are, or as the trigger before the tokens wants them.
fn sign(
    key: &SigningKey,
    claims: &impl Serialize,
    changes: Option<&PreToken>,
    kind: TokenKind,
) -> Result<String, SandboxError> {
    let Some(changes) = changes else { return key.sign(claims) };
    let Ok(Value::Object(mut claims)) = serde_json::to_value(claims) else { return Err(SandboxError::Unwritable) };
    claims::apply(changes, kind, &mut claims);
    key.sign(&claims)
}

/// The access token of a client's own, in which the client is its own subject.
pub(super) fn machine(machine: &Machine, keys: &Pair, now_ms: i64, rng: &mut impl Rng) -> Result<String, SandboxError> {
    let now_s = now_ms.div_euclid(1000);
    let claims = MachineClaims {
        sub: &machine.client,
        token_use: "access",
        scope: &machine.scope,
        auth_time: now_s,
        iss: &machine.issuer,
        exp: now_s.saturating_add_unsigned(machine.lifetimes.access),
        iat: now_s,
        version: 2,
        jti: uuid(rng),
        client_id: &machine.client,
    };
    sign(&keys.access, &claims, machine.changes.as_ref(), TokenKind::Access)
}

fn access_claims<'a>(sign_in: &'a SignIn, shared: &'a Shared, jti: String) -> AccessClaims<'a> {
    AccessClaims {
        sub: &shared.sub,
        groups: &sign_in.groups,
        iss: &sign_in.issuer,
        version: 2,
        client_id: &sign_in.client,
        origin_jti: &shared.begun.origin_jti,
        event_id: &shared.event_id,
        token_use: "access",
        scope: match &sign_in.by {
            By::Api => SELF_SERVICE_SCOPE,
            By::HostedPages { scope, .. } => scope,
        },
        auth_time: shared.begun.auth_time_s,
        exp: shared.now_s.saturating_add_unsigned(sign_in.lifetimes.access),
        iat: shared.now_s,
        jti,
        username: &sign_in.username,
    }
}

fn id_claims<'a>(
    sign_in: &'a SignIn,
    samples: &'a Samples,
    shared: &'a Shared,
    jti: String,
    access_token: &str,
) -> IdClaims<'a> {
    let (nonce, at_hash) = match &sign_in.by {
        By::Api => (None, None),
        By::HostedPages { nonce, .. } => (nonce.as_deref(), Some(half_hash(access_token))),
    };
    let roles: Vec<&Role> = sign_in.groups.iter().filter_map(|group| samples.role_of_group(group)).collect();
    IdClaims {
        sub: &shared.sub,
        groups: &sign_in.groups,
        email_verified: sign_in.email.is_some().then_some(sign_in.email_verified),
        preferred_role: preferred(&roles),
        iss: &sign_in.issuer,
        username: &sign_in.username,
        nonce,
        at_hash,
        origin_jti: &shared.begun.origin_jti,
        roles: roles.iter().map(|role| role.arn.as_str()).collect(),
        aud: &sign_in.client,
        event_id: &shared.event_id,
        token_use: "id",
        auth_time: shared.begun.auth_time_s,
        exp: shared.now_s.saturating_add_unsigned(sign_in.lifetimes.id),
        iat: shared.now_s,
        jti,
        identities: sign_in.identities.as_ref(),
        email: sign_in.email.as_deref(),
        attributes: &sign_in.attributes,
    }
}

/// The role of the group that comes first. Where two different roles come first, there is none.
pub(super) fn preferred<'a>(roles: &[&'a Role]) -> Option<&'a str> {
    let first = roles.iter().filter_map(|role| role.precedence).min()?;
    let mut arns = roles.iter().filter(|role| role.precedence == Some(first)).map(|role| role.arn.as_str());
    let arn = arns.next()?;
    arns.all(|other| other == arn).then_some(arn)
}

/// The same user of the same pool always has the same id: a name-based UUID (version 5).
pub(super) fn subject(pool: &str, username: &str) -> String {
    let name = [Uuid::NAMESPACE_URL.as_bytes(), pool.as_bytes(), b"/", username.as_bytes()].concat();
    let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, &name);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_ref()[..16]);
    Builder::from_sha1_bytes(bytes).into_uuid().to_string()
}

pub(super) fn uuid(rng: &mut impl Rng) -> String {
    Builder::from_random_bytes(rng.random()).into_uuid().to_string()
}

/// The claim `at_hash`: the left half of the access token's digest.
pub(super) fn half_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&digest(&SHA256, token.as_bytes()).as_ref()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(arn: &str, precedence: u32) -> Role {
        Role { arn: arn.to_owned(), bearer: String::new(), precedence: Some(precedence) }
    }

    #[test]
    fn the_group_of_lowest_precedence_lends_its_role_and_a_tie_lends_none() {
        let (first, tied, later) = (role("a", 1), role("b", 1), role("c", 2));
        assert_eq!(preferred(&[&later, &first]), Some("a"));
        assert_eq!(preferred(&[&first, &tied]), None);
        assert_eq!(preferred(&[&first, &first]), Some("a"));
        assert_eq!(preferred(&[]), None);
    }

    #[test]
    fn a_subject_belongs_to_one_user_of_one_pool() {
        assert_eq!(subject("p", "alice"), subject("p", "alice"));
        assert_ne!(subject("p", "alice"), subject("p", "bob"));
        assert_ne!(subject("p", "alice"), subject("q", "alice"));
    }

    #[test]
    fn the_access_token_is_hashed_as_openid_connect_says() {
        // The example in OpenID Connect Core 1.0, appendix A.3.
        assert_eq!(half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
    }
}
