//! The two ways in, and how each of them refreshes.

use serde_json::{Value, json};

use super::form::Way;
use crate::sandbox::{
    SandboxError,
    oauth::{Authorize, TokenReply, TokenRequest},
    scene::visit::Visit,
    wire::{Client, User},
};

const SCOPES: &str = "openid email";

/// What a sign-in or a refresh gives.
pub(super) struct Tokens {
    pub(super) id: String,
    pub(super) access: String,
    /// Only at the sign-in: the client does not rotate.
    pub(super) refresh: Option<String>,
}

/// Of the first sample user through the first sample client.
pub(super) fn sign_in(visit: &Visit, way: Way) -> Result<Tokens, SandboxError> {
    let samples = visit.sandbox.samples();
    let known = samples.users.first().zip(samples.clients.first());
    let (user, client) = known.ok_or(SandboxError::Unwritable)?;
    match way {
        Way::Api => by_api(visit, user, client),
        Way::HostedPages => on_the_hosted_page(visit, user, client),
    }
    .ok_or(SandboxError::Unwritable)
}

/// `Err` is what the pool says: `NotAuthorizedException: Refresh Token has expired`.
pub(super) fn refresh(visit: &Visit, way: Way, token: &str) -> Result<Tokens, String> {
    let client = visit.sandbox.samples().clients.first().map(|client| client.id.clone()).unwrap_or_default();
    match way {
        Way::Api => {
            let body = json!({
                "AuthFlow": "REFRESH_TOKEN_AUTH",
                "ClientId": client,
                "AuthParameters": {"REFRESH_TOKEN": token},
            });
            let answer = visit.call("InitiateAuth", &body);
            let answer = answer.map_err(|fault| format!("{}: {}", fault.name, fault.message))?;
            of_result(&answer).ok_or_else(|| "The pool gave no tokens".to_owned())
        }
        Way::HostedPages => {
            let request = TokenRequest {
                grant_type: "refresh_token".to_owned(),
                client_id: client,
                refresh_token: token.to_owned(),
                ..TokenRequest::default()
            };
            let reply = visit.sandbox.token(None, &request, visit.now_ms);
            Ok(of_reply(reply.map_err(|error| format!("HTTP 400, {}", error.error))?))
        }
    }
}

fn by_api(visit: &Visit, user: &User, client: &Client) -> Option<Tokens> {
    let body = json!({
        "AuthFlow": "USER_PASSWORD_AUTH",
        "ClientId": client.id,
        "AuthParameters": {"USERNAME": user.username, "PASSWORD": user.password},
    });
    of_result(&visit.call("InitiateAuth", &body).ok()?)
}

fn on_the_hosted_page(visit: &Visit, user: &User, client: &Client) -> Option<Tokens> {
    let redirect_uri = client.callback_urls.first()?;
    let request = Authorize {
        response_type: "code".to_owned(),
        client_id: client.id.clone(),
        redirect_uri: redirect_uri.clone(),
        scope: Some(SCOPES.to_owned()),
        ..Authorize::default()
    };
    let authorized = visit.sandbox.authorize(&request).ok()?.ok()?;
    let credentials = Some((user.username.as_str(), user.password.as_str()));
    let back = visit.sandbox.sign_in_hosted(None, &request, &authorized, credentials, visit.now_ms).ok()?;
    let (_, query) = back.split_once('?')?;
    let (_, code) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "code")?;
    let exchange = TokenRequest {
        grant_type: "authorization_code".to_owned(),
        client_id: client.id.clone(),
        code: code.into_owned(),
        redirect_uri: redirect_uri.clone(),
        ..TokenRequest::default()
    };
    visit.sandbox.token(None, &exchange, visit.now_ms).ok().map(of_reply)
}

fn of_result(answer: &Value) -> Option<Tokens> {
    let result = &answer["AuthenticationResult"];
    let token = |name: &str| result[name].as_str().map(str::to_owned);
    Some(Tokens { id: token("IdToken")?, access: token("AccessToken")?, refresh: token("RefreshToken") })
}

fn of_reply(reply: TokenReply) -> Tokens {
    Tokens { id: reply.id_token.unwrap_or_default(), access: reply.access_token, refresh: reply.refresh_token }
}
