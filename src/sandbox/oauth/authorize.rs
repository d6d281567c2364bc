//! `/oauth2/authorize` and the sign-in that follows it: a request is checked before anyone is asked for a password.

use serde::Deserialize;

use super::{codes::Code, error::OAuthError, pkce};
use crate::sandbox::{
    Sandbox,
    pool::{AwsFault, Call, Provider, User},
    samples::HOSTED_SCOPES,
    wire::Client,
};

const LONGEST_TEXT: usize = 2048;
const LONGEST_NONCE: usize = 256;

/// The query of the address, which the login form carries on.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Authorize {
    #[serde(default)]
    pub response_type: String,
    #[serde(default)]
    pub client_id: String,
    #[serde(default)]
    pub redirect_uri: String,
    pub state: Option<String>,
    pub scope: Option<String>,
    pub nonce: Option<String>,
    pub code_challenge: Option<String>,
    pub code_challenge_method: Option<String>,
    pub identity_provider: Option<String>,
}

/// A request that may go on to the login page.
#[derive(Clone, Debug)]
pub struct Authorized {
    pub client: Client,
    pub scope: String,
    pub provider: Option<Provider>,
}

/// Why a request is not even sent back: nobody knows whose address it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unredirectable {
    UnknownClient,
    RedirectMismatch,
}

impl Authorize {
    /// The inner error goes back to the client in the address.
    fn check(&self, sandbox: &Sandbox) -> Result<Result<Authorized, OAuthError>, Unredirectable> {
        let client = sandbox.samples().client(&self.client_id).cloned().ok_or(Unredirectable::UnknownClient)?;
        // To the letter: a prefix or a pattern would let a code go astray.
        if !client.callback_urls.contains(&self.redirect_uri) {
            return Err(Unredirectable::RedirectMismatch);
        }
        Ok(self.rest(client))
    }

    fn rest(&self, client: Client) -> Result<Authorized, OAuthError> {
        match self.response_type.as_str() {
            "code" if client.grants.contains(&"code") => {}
            "code" | "token" => {
                return Err(OAuthError::unauthorized_client("The app client does not have this grant switched on."));
            }
            _ => return Err(OAuthError::invalid_request("The response_type must be code.")),
        }
        let texts = [&self.state, &self.nonce, &self.scope];
        if texts.iter().any(|text| text.as_ref().is_some_and(|text| text.len() > LONGEST_TEXT))
            || self.nonce.as_ref().is_some_and(|nonce| nonce.len() > LONGEST_NONCE)
        {
            return Err(OAuthError::invalid_request("A parameter is too long."));
        }
        match (self.code_challenge.as_deref(), self.code_challenge_method.as_deref()) {
            (None, None) => {}
            (Some(challenge), Some("S256")) if pkce::is_challenge(challenge) => {}
            (Some(_), Some("S256")) => {
                return Err(OAuthError::invalid_request("The code_challenge is not a SHA-256 hash."));
            }
            (Some(_), _) => return Err(OAuthError::invalid_request("The code_challenge_method must be S256.")),
            (None, Some(_)) => return Err(OAuthError::invalid_request("The code_challenge is missing.")),
        }
        let scope = scope(&client, self.scope.as_deref())?;
        let provider = match self.identity_provider.as_deref() {
            None | Some("COGNITO") => None,
            Some(name) => {
                let known = Provider::ALL.into_iter().find(|provider| provider.name() == name);
                Some(
                    known
                        .ok_or_else(|| OAuthError::invalid_request("The identity_provider is not one of this pool."))?,
                )
            }
        };
        Ok(Authorized { client, scope, provider })
    }

    /// The client's address with the answer in its query.
    pub fn back(&self, answer: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(answer);
        if let Some(state) = &self.state {
            query.append_pair("state", state);
        }
        format!("{}?{}", self.redirect_uri, query.finish())
    }
}

/// What is asked for, as far as the client may have it; everything it may have where nothing is asked for.
fn scope(client: &Client, wanted: Option<&str>) -> Result<String, OAuthError> {
    let Some(wanted) = wanted.filter(|wanted| !wanted.trim().is_empty()) else { return Ok(client.scopes.join(" ")) };
    let scopes: Vec<&str> = wanted.split_ascii_whitespace().collect();
    if !scopes.iter().all(|scope| client.scopes.iter().any(|allowed| allowed == scope)) {
        return Err(OAuthError::invalid_scope("The app client may not ask for one of the scopes."));
    }
    let of_openid = |scope: &&str| ["email", "phone", "profile"].contains(scope);
    if scopes.iter().any(of_openid) && !scopes.contains(&HOSTED_SCOPES[0]) {
        return Err(OAuthError::invalid_scope("The scopes email, phone and profile go with openid only."));
    }
    Ok(scopes.join(" "))
}

impl Sandbox {
    pub fn authorize(&self, request: &Authorize) -> Result<Result<Authorized, OAuthError>, Unredirectable> {
        request.check(self)
    }

    /// Signs in by the form of the login page, and returns where the browser goes with the code. `Err` is a sentence
    /// for the person at the form.
    pub fn sign_in_hosted(
        &self,
        sandbox: Option<&str>,
        request: &Authorize,
        authorized: &Authorized,
        credentials: Option<(&str, &str)>,
        now_ms: i64,
    ) -> Result<String, AwsFault> {
        self.with_pool(sandbox, now_ms, |call| {
            let user = match (authorized.provider, credentials) {
                (Some(provider), _) => call.federated(provider)?,
                (None, Some((name, password))) => call.hosted_user(&authorized.client, name, password)?,
                (None, None) => return Err(AwsFault::wrong_password()),
            };
            let code = call.new_code(request, authorized, &user);
            Ok(request.back(&[("code", &code)]))
        })?
    }
}

impl Call<'_> {
    pub(in crate::sandbox) fn new_code(&mut self, request: &Authorize, authorized: &Authorized, user: &User) -> String {
        let text = crate::sandbox::mint::uuid(self.rng);
        self.pool.codes.keep(Code {
            text: text.clone(),
            client: authorized.client.id.clone(),
            username: user.username.clone(),
            redirect_uri: request.redirect_uri.clone(),
            scope: authorized.scope.clone(),
            nonce: request.nonce.clone(),
            challenge: request.code_challenge.clone(),
            made_ms: self.now_ms,
        });
        text
    }
}
