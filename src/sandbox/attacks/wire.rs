//! The JSON of the attacks: what a script needs to ask another verifier about the same tokens.

use domain::token::{Gate, KeySet, Reference};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Forgery, Gallery};
use crate::sandbox::Samples;

/// Tokens forged from one fresh sign-in, with the key set, issuer and client to verify them with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AttackList {
    pub pool: String,
    pub client: String,
    pub issuer: String,
    pub jwks: KeySet,
    pub cases: Vec<AttackCase>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AttackCase {
    pub id: &'static str,
    pub title: &'static str,
    pub group: &'static str,
    pub changed: &'static str,
    /// What the consumer expects: `id` or `access`.
    pub kind: &'static str,
    /// The consumer, as `POST /api/v1/sandbox/verify` knows it.
    #[schema(value_type = String)]
    pub gate: Gate,
    pub token: String,
    pub accepted: bool,
    /// The step that decided.
    pub step: &'static str,
    pub reason: String,
    pub reference: Reference,
}

impl AttackList {
    /// Without what is no token.
    pub fn of(gallery: &Gallery, samples: &Samples) -> Self {
        let tokens = gallery.forgeries.iter().filter(|forgery| forgery.attack.is_token());
        Self {
            pool: samples.pool.clone(),
            client: samples.clients.first().map(|client| client.id.clone()).unwrap_or_default(),
            issuer: samples.issuers.aws.clone(),
            jwks: gallery.key_set.clone(),
            cases: tokens.map(AttackCase::of).collect(),
        }
    }
}

impl AttackCase {
    fn of(forgery: &Forgery) -> Self {
        let attack = forgery.attack;
        let deciding = forgery.deciding();
        Self {
            id: attack.id,
            title: attack.title,
            group: forgery.group.as_str(),
            changed: attack.changed,
            kind: if attack.wants_id() { "id" } else { "access" },
            gate: attack.gate,
            token: forgery.token.clone(),
            accepted: forgery.verdict.accepted(),
            step: deciding.map(|step| step.name.as_str()).unwrap_or_default(),
            reason: deciding.map(|step| step.reason.clone()).unwrap_or_default(),
            reference: attack.reference,
        }
    }
}
