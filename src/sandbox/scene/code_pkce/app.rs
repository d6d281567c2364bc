//! The app: what it makes up for one sign-in, what it remembers of it, and what it asks the pool.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use rand::Rng;
use serde_json::{Value, json};

use crate::sandbox::{
    oauth::{Authorize, TokenRequest, challenge_of},
    wire::Client,
};

/// Registered for every sample client.
pub(super) const CALLBACK: &str = "http://localhost:3000/callback";

pub(super) struct App {
    pub(super) client: Client,
    pub(super) scope: &'static str,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

impl App {
    pub(super) fn new(client: Client, scope: &'static str, rng: &mut impl Rng) -> Self {
        let state = URL_SAFE_NO_PAD.encode(rng.random::<[u8; 16]>());
        let nonce = URL_SAFE_NO_PAD.encode(rng.random::<[u8; 16]>());
        Self { client, scope, state, nonce, verifier: verifier(rng) }
    }

    pub(super) fn remembers(&self) -> Value {
        json!({
            "state": self.state,
            "nonce": self.nonce,
            "code_verifier": self.verifier,
            "code_challenge": challenge_of(&self.verifier),
        })
    }

    pub(super) fn authorize(&self) -> Authorize {
        Authorize {
            response_type: "code".to_owned(),
            client_id: self.client.id.clone(),
            redirect_uri: CALLBACK.to_owned(),
            state: Some(self.state.clone()),
            scope: Some(self.scope.to_owned()),
            nonce: Some(self.nonce.clone()),
            code_challenge: Some(challenge_of(&self.verifier)),
            code_challenge_method: Some("S256".to_owned()),
            identity_provider: None,
        }
    }

    pub(super) fn exchange(&self, code: &str) -> TokenRequest {
        TokenRequest {
            grant_type: "authorization_code".to_owned(),
            client_id: self.client.id.clone(),
            client_secret: self.client.secret.clone(),
            code: code.to_owned(),
            redirect_uri: CALLBACK.to_owned(),
            code_verifier: Some(self.verifier.clone()),
            ..TokenRequest::default()
        }
    }
}

/// 43 characters, the shortest that there may be: 32 random bytes.
pub(super) fn verifier(rng: &mut impl Rng) -> String {
    URL_SAFE_NO_PAD.encode(rng.random::<[u8; 32]>())
}

/// The parameters of the authorize address.
pub(super) fn asked(request: &Authorize) -> Vec<(&'static str, &str)> {
    let optional = [
        ("scope", &request.scope),
        ("state", &request.state),
        ("nonce", &request.nonce),
        ("code_challenge", &request.code_challenge),
        ("code_challenge_method", &request.code_challenge_method),
    ];
    let mut fields = vec![
        ("response_type", request.response_type.as_str()),
        ("client_id", &request.client_id),
        ("redirect_uri", &request.redirect_uri),
    ];
    fields.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))));
    fields
}

/// The token request as it goes over the wire: a confidential client shows its secret in a header.
pub(super) fn posted(request: &TokenRequest) -> String {
    let mut lines = vec!["POST /oauth2/token".to_owned()];
    if let Some(secret) = &request.client_secret {
        let basic = STANDARD.encode(format!("{}:{secret}", request.client_id));
        lines.push(format!("Authorization: Basic {basic}"));
    }
    let optional = [("code_verifier", &request.code_verifier), ("scope", &request.scope)];
    let mut fields = vec![("grant_type", request.grant_type.as_str()), ("client_id", &request.client_id)];
    if !request.code.is_empty() {
        fields.extend([("code", request.code.as_str()), ("redirect_uri", &request.redirect_uri)]);
    }
    fields.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))));
    super::walk::request(&lines.join("\n"), ' ', &fields)
}
