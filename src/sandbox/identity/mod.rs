//! An identity pool: trades a login that is truly verified for an identity, a token of its own, or made-up credentials.

mod assume;
mod credentials;
mod login;
mod open_id;
mod providers;
mod role;

use std::collections::BTreeMap;

use rand::Rng;
use serde::Deserialize;
use serde_json::{Value, json};

use self::open_id::Holder;
pub(super) use self::{
    assume::asks_trust,
    login::{Login, provider_of_pool},
    open_id::IdentityKeys,
    providers::{GOOGLE, SAML, assertion},
    role::{Ambiguous, MOST_RULES, Mapping, Match, MatchType, choose},
};
pub use self::{
    assume::{AssumeRole, AssumedRole, trust_policy},
    credentials::Credentials,
};
use super::{
    Sandbox,
    idp::{parse, texts},
    pool::AwsFault,
};

const MOST_LOGINS: usize = 10;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetId {
    identity_pool_id: String,
    #[serde(default, deserialize_with = "texts")]
    logins: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ForIdentity {
    identity_id: String,
    #[serde(default, deserialize_with = "texts")]
    logins: BTreeMap<String, String>,
    custom_role_arn: Option<String>,
}

impl Sandbox {
    /// One call to the identity pool's API. It may sign: call it where blocking is allowed.
    pub fn identity_pool(
        &self,
        sandbox: Option<&str>,
        operation: &str,
        body: &[u8],
        now_ms: i64,
    ) -> Result<Value, AwsFault> {
        // A visitor's pool must exist, although identities need nothing of it.
        self.0.visitors.find(sandbox)?;
        match operation {
            "GetId" => {
                let request: GetId = parse(body)?;
                let identity = self.identity_of(&request.identity_pool_id, &request.logins, now_ms)?;
                Ok(json!({"IdentityId": identity}))
            }
            "GetCredentialsForIdentity" => {
                let ForIdentity { identity_id, logins, custom_role_arn } = parse(body)?;
                let logins = self.of_identity(&identity_id, &logins, now_ms)?;
                let role = self.role_of(&logins, custom_role_arn.as_deref())?;
                let credentials = self.credentials_of(&role, now_ms);
                Ok(json!({"IdentityId": identity_id, "Credentials": {
                    "AccessKeyId": credentials.access_key_id,
                    "SecretKey": credentials.secret_key,
                    "SessionToken": credentials.session_token,
                    "Expiration": credentials.expiration_s,
                }}))
            }
            "GetOpenIdToken" => {
                let ForIdentity { identity_id, logins, .. } = parse(body)?;
                let logins = self.of_identity(&identity_id, &logins, now_ms)?;
                let token = self.open_id_token(&identity_id, &logins, now_ms)?;
                Ok(json!({"IdentityId": identity_id, "Token": token}))
            }
            _ => Err(AwsFault::new("UnknownOperationException", "")),
        }
    }

    /// The identity behind these logins; without any, a new guest.
    pub(super) fn identity_of(
        &self,
        identity_pool: &str,
        logins: &BTreeMap<String, String>,
        now_ms: i64,
    ) -> Result<String, AwsFault> {
        if identity_pool != self.0.samples.identity_pool {
            let id: String = identity_pool.chars().filter(|c| !c.is_control()).take(80).collect();
            return Err(AwsFault::new("ResourceNotFoundException", format!("IdentityPool '{id}' not found.")));
        }
        let logins = self.logins(logins, now_ms)?;
        let region = &self.0.samples.region;
        Ok(match logins.first() {
            Some(login) => self.0.identities.of_login(region, &login.provider, &login.subject),
            None => self.0.identities.of_guest(region, self.chance().random()),
        })
    }

    /// The logins, once it is clear that the identity is theirs.
    pub(super) fn of_identity(
        &self,
        identity: &str,
        logins: &BTreeMap<String, String>,
        now_ms: i64,
    ) -> Result<Vec<Login>, AwsFault> {
        let logins = self.logins(logins, now_ms)?;
        let region = &self.0.samples.region;
        let forbidden = format!("Access to Identity '{}' is forbidden.", short(identity));
        let owns = |login: &Login| self.0.identities.of_login(region, &login.provider, &login.subject) == identity;
        match self.0.identities.holder(region, identity) {
            // A guest who signs in keeps the identity. The link holds for this call alone: it lasts on AWS, where from
            // then on `GetId` answers to the login with the guest's identity, and nobody gets it without the login.
            Some(Holder::Guest) => Ok(logins),
            Some(Holder::Login) if logins.iter().any(owns) => Ok(logins),
            Some(Holder::Login) => Err(AwsFault::not_authorized(forbidden)),
            None => {
                let missing = format!("Identity '{}' not found.", short(identity));
                Err(AwsFault::new("ResourceNotFoundException", missing))
            }
        }
    }

    fn logins(&self, logins: &BTreeMap<String, String>, now_ms: i64) -> Result<Vec<Login>, AwsFault> {
        if logins.len() > MOST_LOGINS {
            return Err(AwsFault::invalid_parameter("A request holds at most 10 logins."));
        }
        logins.iter().map(|(provider, token)| self.login(provider, token, now_ms)).collect()
    }

    /// The sample pool maps no roles: guests get theirs, everybody else the one for signed-in users, or on request one
    /// that their token offers.
    fn role_of(&self, logins: &[Login], custom: Option<&str>) -> Result<String, AwsFault> {
        let default = if logins.is_empty() { "unauthenticated" } else { "authenticated" };
        let default = self.0.samples.roles.iter().find(|role| role.bearer == default);
        let default = default.map(|role| role.arn.as_str()).unwrap_or_default();
        let claims = logins.iter().find_map(|login| login.claims.as_ref());
        let chosen = choose(&Mapping::None, claims, custom, default);
        chosen.map(|choice| choice.arn).map_err(|refusal| AwsFault::not_authorized(refusal.message))
    }

    pub(super) fn credentials_of(&self, role: &str, now_ms: i64) -> Credentials {
        credentials::make(role, now_ms.div_euclid(1000) + credentials::HOUR_S, &mut self.chance())
    }
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}

#[cfg(test)]
mod tests;
