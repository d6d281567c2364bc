//! The claims of ID and access tokens, exactly those of a user pool and in its order.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
pub(super) struct IdClaims<'a> {
    pub(super) sub: &'a str,
    #[serde(rename = "cognito:groups", skip_serializing_if = "<[_]>::is_empty")]
    pub(super) groups: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email_verified: Option<bool>,
    #[serde(rename = "cognito:preferred_role", skip_serializing_if = "Option::is_none")]
    pub(super) preferred_role: Option<&'a str>,
    pub(super) iss: &'a str,
    #[serde(rename = "cognito:username")]
    pub(super) username: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) nonce: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at_hash: Option<String>,
    pub(super) origin_jti: &'a str,
    #[serde(rename = "cognito:roles", skip_serializing_if = "Vec::is_empty")]
    pub(super) roles: Vec<&'a str>,
    pub(super) aud: &'a str,
    pub(super) event_id: &'a str,
    pub(super) token_use: &'static str,
    pub(super) auth_time: i64,
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) jti: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) identities: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<&'a str>,
    /// The user's other attributes, by name: all of them strings.
    #[serde(flatten)]
    pub(super) attributes: &'a BTreeMap<String, String>,
}

#[derive(Serialize)]
pub(super) struct AccessClaims<'a> {
    pub(super) sub: &'a str,
    #[serde(rename = "cognito:groups", skip_serializing_if = "<[_]>::is_empty")]
    pub(super) groups: &'a [String],
    pub(super) iss: &'a str,
    pub(super) version: u8,
    pub(super) client_id: &'a str,
    pub(super) origin_jti: &'a str,
    pub(super) event_id: &'a str,
    pub(super) token_use: &'static str,
    pub(super) scope: &'a str,
    pub(super) auth_time: i64,
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) jti: String,
    pub(super) username: &'a str,
}

#[derive(Serialize)]
pub(super) struct MachineClaims<'a> {
    pub(super) sub: &'a str,
    pub(super) token_use: &'static str,
    pub(super) scope: &'a str,
    pub(super) auth_time: i64,
    pub(super) iss: &'a str,
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) version: u8,
    pub(super) jti: String,
    pub(super) client_id: &'a str,
}
