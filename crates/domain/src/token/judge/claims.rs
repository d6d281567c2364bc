//! Step 5, claims: those that all readers need are there and of their type, and say the right issuer, client and time.

use serde_json::Value;

use super::{
    Expectation, kind_of,
    step::{Check, Finding, finding},
};
use crate::token::{
    excerpt::{joined, quoted},
    json::Object,
    reference::{self as source, Reference},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::token) enum Kind {
    Id,
    Access,
}

/// What a gate needs to know of claims that hold.
pub(in crate::token) struct Sound<'a> {
    pub(in crate::token) kind: Kind,
    pub(in crate::token) issuer: &'a str,
    pub(in crate::token) scope: Option<&'a str>,
}

pub(super) fn check<'a>(claims: &'a Object, expected: &Expectation) -> Check<Sound<'a>> {
    let issuer = issuer(claims, expected)?;
    let kind = kind(claims)?;
    client(claims, kind, expected)?;
    required_text(claims, "sub", source::RFC_7519_SUB)?;
    times(claims, expected.now_s)?;
    let scope = optional_text(claims, "scope")?;
    optional_text(claims, "username")?;
    groups(claims)?;
    let token = match kind {
        Kind::Id => "An ID token of this user pool",
        Kind::Access => "An access token of this user pool",
    };
    let client =
        if expected.gate.tells_clients_apart() { " for this app client" } else { ", whichever its app client" };
    let reason = [token, client, ", in its time: every claim that readers rely on is there and of its type."];
    Ok((Sound { kind, issuer, scope }, finding(joined(&reason), source::VERIFYING)))
}

fn issuer<'a>(claims: &'a Object, expected: &Expectation) -> Result<&'a str, Finding> {
    let issuer = required_text(claims, "iss", source::RFC_7519_ISS)?;
    if expected.issuers.iter().any(|known| known == issuer) {
        return Ok(issuer);
    }
    let reason = ["The issuer (\"iss\") is ", &quoted(issuer), ", which is not this user pool."];
    Err(finding(joined(&reason), source::RFC_7519_ISS))
}

fn kind(claims: &Object) -> Result<Kind, Finding> {
    match required_text(claims, "token_use", source::VERIFYING)? {
        "id" => Ok(Kind::Id),
        "access" => Ok(Kind::Access),
        other => {
            let reason = ["The claim \"token_use\" is ", &quoted(other), "; a user pool writes \"id\" or \"access\"."];
            Err(finding(joined(&reason), source::VERIFYING))
        }
    }
}

/// An ID token names its client in `aud`, an access token in `client_id`.
fn client(claims: &Object, kind: Kind, expected: &Expectation) -> Result<(), Finding> {
    let (name, reference) = match kind {
        Kind::Id => ("aud", source::RFC_7519_AUD),
        Kind::Access => ("client_id", source::ACCESS_TOKEN),
    };
    let client = required_text(claims, name, reference)?;
    if kind == Kind::Access {
        optional_text(claims, "aud")?;
    }
    if !expected.gate.tells_clients_apart() || expected.clients.iter().any(|known| known == client) {
        return Ok(());
    }
    let reason =
        ["The claim \"", name, "\" is ", &quoted(client), ", which is not an app client that is expected here."];
    Err(finding(joined(&reason), reference))
}

fn times(claims: &Object, now_s: i64) -> Result<(), Finding> {
    let expires = seconds(claims, "exp", source::RFC_7519_EXP)?.ok_or_else(|| missing("exp", source::RFC_7519_EXP))?;
    if now_s >= expires {
        let ago = i128::from(now_s) - i128::from(expires);
        let unit = if ago == 1 { " second" } else { " seconds" };
        let reason = ["The token expired ", &ago.to_string(), unit, " ago (\"exp\"); there is no leeway."];
        return Err(finding(joined(&reason), source::RFC_7519_EXP));
    }
    if seconds(claims, "nbf", source::RFC_7519_NBF)?.is_some_and(|not_before| now_s < not_before) {
        return Err(finding("The token is not valid yet (\"nbf\").", source::RFC_7519_NBF));
    }
    let issued = seconds(claims, "iat", source::RFC_7519_IAT)?.ok_or_else(|| missing("iat", source::RFC_7519_IAT))?;
    if issued > now_s {
        return Err(finding("The token says that it was issued in the future (\"iat\").", source::RFC_7519_IAT));
    }
    seconds(claims, "auth_time", source::ID_TOKEN)?;
    Ok(())
}

/// Groups are a list even if there is only one, in both tokens.
fn groups(claims: &Object) -> Result<(), Finding> {
    let all_text = |groups: &Vec<Value>| groups.iter().all(Value::is_string);
    match claims.value("cognito:groups") {
        None => Ok(()),
        Some(Value::Array(groups)) if all_text(groups) => Ok(()),
        Some(_) => Err(finding("The claim \"cognito:groups\" is not a list of names.", source::ID_TOKEN)),
    }
}

fn required_text<'a>(claims: &'a Object, name: &str, reference: Reference) -> Result<&'a str, Finding> {
    match claims.value(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        Some(Value::String(_)) => Err(finding(joined(&["The claim \"", name, "\" is empty."]), reference)),
        Some(other) => Err(mistyped(name, "a single text", other, reference)),
        None => Err(missing(name, reference)),
    }
}

fn optional_text<'a>(claims: &'a Object, name: &str) -> Result<Option<&'a str>, Finding> {
    match claims.value(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(mistyped(name, "a single text", other, source::ACCESS_TOKEN)),
    }
}

fn seconds(claims: &Object, name: &str, reference: Reference) -> Result<Option<i64>, Finding> {
    match claims.value(name) {
        None => Ok(None),
        // Before 1970 no token was issued, and some readers cannot count there.
        Some(value) => match value.as_i64().filter(|seconds| *seconds >= 0) {
            Some(seconds) => Ok(Some(seconds)),
            None => Err(mistyped(name, "a whole number of seconds", value, reference)),
        },
    }
}

fn missing(name: &str, reference: Reference) -> Finding {
    finding(joined(&["The claim \"", name, "\" is missing."]), reference)
}

fn mistyped(name: &str, wanted: &str, found: &Value, reference: Reference) -> Finding {
    let found = if found.is_number() { "another number" } else { kind_of(found) };
    finding(joined(&["The claim \"", name, "\" must be ", wanted, " and is ", found, "."]), reference)
}
