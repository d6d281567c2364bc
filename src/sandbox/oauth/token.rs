//! The token endpoint: a code, a refresh token or a client's own secret for tokens.

use domain::trigger::TriggerSource;
use serde::Serialize;

use super::{error::OAuthError, pkce};
use crate::sandbox::{
    Sandbox,
    idp::Issued,
    mint,
    pool::{Call, Refusal, SignedIn},
    refresh_token::Grant,
    sign_in::{Begun, By},
    wire::Client,
};

/// The fields of the form, and the client's credentials from the header if they were there.
#[derive(Clone, Debug, Default)]
pub struct TokenRequest {
    pub grant_type: String,
    pub client_id: String,
    pub client_secret: Option<String>,
    pub code: String,
    pub redirect_uri: String,
    pub code_verifier: Option<String>,
    pub refresh_token: String,
    pub scope: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TokenReply {
    pub access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    pub token_type: &'static str,
    pub expires_in: u64,
}

impl Sandbox {
    /// It signs: call it where blocking is allowed.
    pub fn token(&self, sandbox: Option<&str>, request: &TokenRequest, now_ms: i64) -> Result<TokenReply, OAuthError> {
        if request.grant_type.is_empty() {
            return Err(OAuthError::invalid_request("The grant_type is missing."));
        }
        if !["authorization_code", "refresh_token", "client_credentials"].contains(&request.grant_type.as_str()) {
            return Err(OAuthError::unsupported_grant_type("The token endpoint knows three grants."));
        }
        let client = self.authenticated(&request.client_id, request.client_secret.as_deref())?;
        if request.grant_type == "client_credentials" {
            return self.machine_token(sandbox, &client, request.scope.as_deref(), now_ms);
        }
        let called = self.with_pool(sandbox, now_ms, |call| match request.grant_type.as_str() {
            "authorization_code" => call.exchange(&client, request),
            _ => call.refresh_at_endpoint(&client, &request.refresh_token),
        });
        let (signed_in, scope) = called.map_err(|_| OAuthError::invalid_request("There is no such sandbox."))??;
        let issued = self.issue(&signed_in, now_ms).map_err(|_| OAuthError::server_error())?;
        Ok(reply(issued, &scope))
    }

    /// The client, if it shows its secret where it has one.
    pub fn authenticated(&self, id: &str, secret: Option<&str>) -> Result<Client, OAuthError> {
        let client = self.samples().client(id).cloned();
        let client = client.ok_or(OAuthError::invalid_client("There is no such app client."))?;
        if client.is_secret(secret.filter(|secret| !secret.is_empty())) {
            return Ok(client);
        }
        Err(OAuthError::invalid_client("The client's secret is missing or wrong, or it has none and one was sent."))
    }

    fn machine_token(
        &self,
        sandbox: Option<&str>,
        client: &Client,
        wanted: Option<&str>,
        now_ms: i64,
    ) -> Result<TokenReply, OAuthError> {
        if !client.grants.contains(&"client_credentials") {
            return Err(OAuthError::unauthorized_client("The app client does not have this grant switched on."));
        }
        let scopes: Vec<&str> = match wanted.map(str::trim).filter(|wanted| !wanted.is_empty()) {
            Some(wanted) => wanted.split_ascii_whitespace().collect(),
            None => client.scopes.iter().map(String::as_str).collect(),
        };
        if let Some(refused) = scopes.iter().find(|scope| !client.scopes.iter().any(|allowed| allowed == *scope)) {
            // A scope that somebody else may ask for is told apart from one that does not exist.
            return Err(if self.samples().knows_scope(refused) {
                OAuthError::invalid_grant("The scope exists, but the app client may not ask for it.")
            } else {
                OAuthError::invalid_scope("There is no such scope.")
            });
        }
        let called = self.with_pool(sandbox, now_ms, |call| call.machine(client, &scopes.join(" ")));
        let machine = called.map_err(|_| OAuthError::invalid_request("There is no such sandbox."))?;
        let machine = machine.map_err(|_| OAuthError::invalid_request("The trigger before the token failed."))?;
        let keys = self.0.keys.current().map_err(|_| OAuthError::server_error())?;
        let signed = mint::machine(&machine, &keys, now_ms, &mut self.chance());
        let access_token = signed.map_err(|_| OAuthError::server_error())?;
        let expires_in = client.lifetimes.access;
        Ok(TokenReply { access_token, id_token: None, refresh_token: None, token_type: "Bearer", expires_in })
    }
}

/// Without the scope `openid` there is no ID token.
fn reply(issued: Issued, scope: &str) -> TokenReply {
    let openid = scope.split(' ').any(|scope| scope == "openid");
    TokenReply {
        access_token: issued.access_token,
        id_token: openid.then_some(issued.id_token),
        refresh_token: issued.refresh_token,
        token_type: "Bearer",
        expires_in: issued.expires_in,
    }
}

impl Call<'_> {
    fn exchange(&mut self, client: &Client, request: &TokenRequest) -> Result<(SignedIn, String), OAuthError> {
        if request.code.is_empty() || request.redirect_uri.is_empty() {
            return Err(OAuthError::invalid_request("The code or the redirect_uri is missing."));
        }
        let code = self.pool.codes.take(&request.code, self.now_ms);
        let code = code.ok_or(OAuthError::invalid_grant("The code is unknown, was used before, or is too old."))?;
        if code.client != client.id {
            return Err(OAuthError::invalid_grant("The code was given to another app client."));
        }
        if code.redirect_uri != request.redirect_uri {
            return Err(OAuthError::invalid_redirect(
                "The redirect_uri is not the one that the code was asked for with.",
            ));
        }
        match (&code.challenge, request.code_verifier.as_deref()) {
            (None, _) => {}
            (Some(_), None) => return Err(OAuthError::invalid_grant("The code_verifier is missing.")),
            (Some(challenge), Some(verifier)) => {
                if !pkce::is_verifier(verifier) || !pkce::fits(challenge, verifier) {
                    return Err(OAuthError::invalid_grant("The code_verifier does not fit the code_challenge."));
                }
            }
        }
        let user = self.pool.users.get(&code.username).cloned();
        let user = user.ok_or(OAuthError::invalid_grant("The user is gone."))?;
        // The user signed in when the code was made, not when it is traded.
        let begun = Begun { auth_time_s: code.made_ms.div_euclid(1000), origin_jti: self.pool.new_session(self.rng) };
        let grant: Grant = self.grant(client, &user, &begun, Some(code.scope.clone()));
        let by = By::HostedPages { scope: code.scope.clone(), nonce: code.nonce };
        let sign_in = self.sign_in(client, &user, begun, by, TriggerSource::TokenHostedAuth);
        let sign_in = sign_in.map_err(|_| OAuthError::invalid_grant("The trigger before the tokens failed."))?;
        Ok((SignedIn { sign_in, grant: Some(grant) }, code.scope))
    }

    fn refresh_at_endpoint(&mut self, client: &Client, token: &str) -> Result<(SignedIn, String), OAuthError> {
        if token.is_empty() {
            return Err(OAuthError::invalid_request("The refresh_token is missing."));
        }
        let grant = self.sealer.open(token);
        // A sign-in by the API has no scopes of the hosted pages; refreshed here, it gets an ID token all the same.
        let scope = grant.as_ref().map_or_else(String::new, |grant| grant.scope.clone().unwrap_or("openid".to_owned()));
        let refreshed = self.refresh(client, grant);
        let refreshed = refreshed.map_err(|_| OAuthError::invalid_grant("The trigger before the tokens failed."))?;
        let signed_in = refreshed.map_err(|refusal| {
            OAuthError::invalid_grant(match refusal {
                Refusal::Invalid => "The refresh token is not one of this client.",
                Refusal::Expired => "The refresh token has expired.",
                Refusal::Revoked => "The refresh token was revoked.",
                Refusal::Reused => "The refresh token was rotated, and the grace period is over.",
            })
        })?;
        Ok((signed_in, scope))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::oauth::Authorize;
    use domain::token::decode;

    #[test]
    fn tokens_say_when_the_user_signed_in_and_not_when_the_code_was_traded() {
        let sandbox = Sandbox::start("http://127.0.0.1:8080", [11; 32]);
        let signed_in_ms = 1_790_000_000_000;
        let client_id = sandbox.samples().clients[0].id.clone();
        let redirect_uri = "http://localhost:3000/callback".to_owned();
        let request = Authorize {
            response_type: "code".to_owned(),
            client_id: client_id.clone(),
            redirect_uri: redirect_uri.clone(),
            ..Authorize::default()
        };
        let authorized = sandbox.authorize(&request).unwrap().unwrap();
        let alice = Some(("alice", "Sample-Passw0rd-1"));
        let back = sandbox.sign_in_hosted(None, &request, &authorized, alice, signed_in_ms).unwrap();
        let code = back.rsplit("code=").next().unwrap().to_owned();
        let grant_type = "authorization_code".to_owned();
        let exchange = TokenRequest { grant_type, client_id, code, redirect_uri, ..TokenRequest::default() };
        let tokens = sandbox.token(None, &exchange, signed_in_ms + 60_000).unwrap();
        for token in [tokens.access_token, tokens.id_token.unwrap()] {
            let decoded = decode(&token);
            let said = |name: &str| decoded.claims().unwrap().value(name).unwrap().as_i64();
            assert_eq!((said("auth_time"), said("iat")), (Some(1_790_000_000), Some(1_790_000_060)));
        }
    }
}
