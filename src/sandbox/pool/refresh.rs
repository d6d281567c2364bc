//! Refreshing and revoking: by `InitiateAuth`, `GetTokensFromRefreshToken` and `RevokeToken`.

use domain::trigger::TriggerSource;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Call, Reply, SignedIn, fault::AwsFault, secret_hash};
use crate::sandbox::{
    refresh_token::Grant,
    sign_in::{Begun, By},
    wire::Client,
};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::sandbox) struct GetTokensFromRefreshToken {
    refresh_token: String,
    client_id: String,
    client_secret: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::sandbox) struct RevokeToken {
    token: String,
    client_id: String,
    client_secret: Option<String>,
}

/// Every refusal of a refresh token, for the API and for the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Refusal {
    Invalid,
    Expired,
    Revoked,
    Reused,
}

impl From<Refusal> for AwsFault {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid => Self::not_authorized("Invalid Refresh Token"),
            Refusal::Expired => Self::not_authorized("Refresh Token has expired"),
            Refusal::Revoked => Self::not_authorized("Refresh Token has been revoked"),
            Refusal::Reused => {
                Self::new("RefreshTokenReuseException", "Refresh Token has been invalidated by refresh token rotation")
            }
        }
    }
}

impl Call<'_> {
    pub(super) fn refresh_by_initiate(&mut self, client: &Client, token: &str, hash: Option<&str>) -> Answer {
        if client.rotation_grace_s.is_some() {
            let message = "REFRESH_TOKEN_AUTH flow not enabled for this client";
            return Err(AwsFault::invalid_parameter(message));
        }
        let grant = self.sealer.open(token);
        let username = grant.as_ref().map(|grant| grant.username.clone()).unwrap_or_default();
        let sub = self.pool.users.get(&username).map(|user| user.sub.clone()).unwrap_or_default();
        secret_hash::check(client, &[&username, &sub], hash)?;
        self.refreshed(client, grant)
    }

    pub(in crate::sandbox) fn tokens_from_refresh_token(&mut self, request: &GetTokensFromRefreshToken) -> Answer {
        let client = self.client(&request.client_id)?;
        check_secret(&client, request.client_secret.as_deref())?;
        let grant = self.sealer.open(&request.refresh_token);
        self.refreshed(&client, grant)
    }

    fn refreshed(&mut self, client: &Client, grant: Option<Grant>) -> Answer {
        Ok(Reply::SignedIn(Box::new(self.refresh(client, grant)??)))
    }

    /// New ID and access token of the same sign-in, and with rotation a new refresh token for the time that is left.
    ///
    /// The outer error is the pool's own (a trigger failed); the inner one says what is wrong with the token.
    pub(in crate::sandbox) fn refresh(
        &mut self,
        client: &Client,
        grant: Option<Grant>,
    ) -> Result<Result<SignedIn, Refusal>, AwsFault> {
        let Some(mut grant) = grant.filter(|grant| grant.client == client.id && grant.sandbox == self.pool.key) else {
            return Ok(Err(Refusal::Invalid));
        };
        if grant.until_s <= self.now_s() {
            return Ok(Err(Refusal::Expired));
        }
        let Some(user) = self.pool.users.get(&grant.username).cloned() else { return Ok(Err(Refusal::Invalid)) };
        let ended = user.session_ended(grant.auth_time_s, &grant.origin_jti);
        if ended || self.pool.revoked.is_revoked(&grant.origin_jti) {
            return Ok(Err(Refusal::Revoked));
        }
        let rotates = client.rotation_grace_s;
        if let Some(grace_s) = rotates {
            let grace_ms = i64::from(grace_s) * 1000;
            match self.pool.revoked.rotate(&grant.origin_jti, grant.generation, grace_ms, self.now_ms) {
                Some(generation) => grant.generation = generation,
                None => return Ok(Err(Refusal::Reused)),
            }
        }
        let begun = Begun { auth_time_s: grant.auth_time_s, origin_jti: grant.origin_jti.clone() };
        let by = match &grant.scope {
            None => By::Api,
            Some(scope) => By::HostedPages { scope: scope.clone(), nonce: None },
        };
        let sign_in = self.sign_in(client, &user, begun, by, TriggerSource::TokenRefreshTokens)?;
        Ok(Ok(SignedIn { sign_in, grant: rotates.map(|_| grant) }))
    }

    pub(in crate::sandbox) fn revoke_token(&mut self, request: &RevokeToken) -> Answer {
        let unknown = || AwsFault::invalid_parameter("Invalid client id");
        let client = self.client(&request.client_id).map_err(|_| unknown())?;
        if !client.is_secret(request.client_secret.as_deref()) {
            return Err(AwsFault::new("UnauthorizedException", "Invalid client secret"));
        }
        if request.token.split('.').count() == 3 {
            return Err(AwsFault::new("UnsupportedTokenTypeException", "Unsupported token type"));
        }
        self.revoke(&client, &request.token);
        Ok(Reply::Json(json!({})))
    }

    /// What is not a refresh token of this client is left alone, in silence: whoever revokes wants it gone, and it is.
    pub(in crate::sandbox) fn revoke(&mut self, client: &Client, token: &str) {
        let grant = self.sealer.open(token);
        if let Some(grant) = grant.filter(|grant| grant.client == client.id && grant.sandbox == self.pool.key) {
            self.pool.revoked.revoke(&grant.origin_jti);
        }
    }
}

fn check_secret(client: &Client, given: Option<&str>) -> Result<(), AwsFault> {
    if client.is_secret(given) {
        return Ok(());
    }
    Err(AwsFault::not_authorized(format!("Unable to verify secret for client {}", client.id)))
}
