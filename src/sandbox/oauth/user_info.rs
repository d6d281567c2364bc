//! The userInfo and revocation endpoints.

use domain::token::Gate;
use serde_json::{Map, Value};

use super::error::OAuthError;
use crate::sandbox::{Sandbox, pool::AwsFault};

/// One answer for every token that is not honoured, as the endpoint gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserInfoError;

impl Sandbox {
    /// The attributes that the token's scopes open, all of them as texts.
    pub fn user_info(&self, sandbox: Option<&str>, token: &str, now_ms: i64) -> Result<Value, UserInfoError> {
        let bearer = self.bearer_at(sandbox, Gate::Userinfo, token, now_ms).map_err(|_: AwsFault| UserInfoError)?;
        let honoured = self.with_pool(sandbox, now_ms, |call| call.honoured(&bearer));
        let user = honoured.and_then(|user| user).map_err(|_| UserInfoError)?;
        let opened = bearer.opened(&user.attributes).into_iter();
        let mut info: Map<String, Value> = opened.map(|(name, value)| (name, Value::String(value))).collect();
        info.insert("sub".to_owned(), Value::String(user.sub));
        info.insert("username".to_owned(), Value::String(user.username));
        Ok(Value::Object(info))
    }

    /// Whatever is not a refresh token of this client is passed over: whoever revokes wants it gone, and it is.
    pub fn revoke_at_endpoint(
        &self,
        sandbox: Option<&str>,
        (client, secret): (&str, Option<&str>),
        token: &str,
        now_ms: i64,
    ) -> Result<(), OAuthError> {
        if token.is_empty() {
            return Err(OAuthError::invalid_request("The token is missing."));
        }
        let client = self.authenticated(client, secret)?;
        if domain::token::decode(token).header().is_some() && token.split('.').count() == 3 {
            return Err(OAuthError {
                error: "unsupported_token_type",
                why: "Only refresh tokens can be revoked.",
                described: None,
            });
        }
        let called = self.with_pool(sandbox, now_ms, |call| call.revoke(&client, token));
        called.map_err(|_| OAuthError::invalid_request("There is no such sandbox."))
    }
}
