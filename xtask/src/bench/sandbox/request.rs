//! The sign-in of a sample user, as a client of the user pool's API sends it.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::http;

pub(super) const COMMON: &str = "/sandbox/aws";
pub(super) const HEADERS: [&str; 2] =
    ["Content-Type: application/x-amz-json-1.1", "X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth"];

/// The body, with the client and the user that the sandbox offers first.
pub(super) fn body(address: SocketAddr) -> Result<String> {
    let samples = http::ask("GET", address, "/api/v1/sandbox", &[], "")?;
    ensure!(samples.status == 200, "the samples answered {}", samples.status);
    let samples: Value = serde_json::from_slice(&samples.body)?;
    let text = |path: &str| samples.pointer(path).and_then(Value::as_str).with_context(|| format!("read {path}"));
    let parameters = json!({"USERNAME": text("/users/0/username")?, "PASSWORD": text("/users/0/password")?});
    let client = text("/clients/0/id")?;
    Ok(json!({"AuthFlow": "USER_PASSWORD_AUTH", "ClientId": client, "AuthParameters": parameters}).to_string())
}

/// That it did bring tokens.
pub(super) fn check(response: &http::Response) -> Result<()> {
    let body = String::from_utf8_lossy(&response.body);
    ensure!(response.status == 200 && body.contains("IdToken"), "a sign-in got {}: {body}", response.status);
    Ok(())
}
