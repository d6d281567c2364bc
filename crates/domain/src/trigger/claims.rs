//! What pre token generation may do to the claims of a token, and what it may not.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{ClaimChanges, Groups, PreToken, Version};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Id,
    Access,
}

/// A change that was asked for and not made. A user pool ignores it in silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// A claim, or a scope.
    pub claim: String,
    pub why: &'static str,
}

/// Claims that a function can neither set nor take away. Those that begin with `cognito:` come on top.
pub const GUARDED: [&str; 23] = [
    "acr",
    "amr",
    "at_hash",
    "aud",
    "auth_time",
    "azp",
    "client_id",
    "cognito:username",
    "device_key",
    "event_id",
    "exp",
    "iat",
    "identities",
    "iss",
    "jti",
    "nbf",
    "nonce",
    "origin_jti",
    "scope",
    "sub",
    "token_use",
    "username",
    "version",
];

const GROUPS: &str = "cognito:groups";
const ROLES: &str = "cognito:roles";
const PREFERRED_ROLE: &str = "cognito:preferred_role";
/// In an ID token they hold a single value in every version.
const PLAIN: [&str; 4] = ["address", "email_verified", "phone_number_verified", "updated_at"];

/// Changes the claims as the answer asks, and says what it had no right to ask. Order does not matter: whatever is both
/// added and suppressed is suppressed.
pub fn apply(answer: &PreToken, kind: TokenKind, claims: &mut Map<String, Value>) -> Vec<Refused> {
    let mut refused = Vec::new();
    if let Some(groups) = &answer.groups {
        override_groups(groups, kind, claims);
    }
    let changes = match kind {
        TokenKind::Id => &answer.id,
        TokenKind::Access => &answer.access,
    };
    if kind == TokenKind::Access && answer.version == Version::V1 {
        return out_of_reach(changes);
    }
    add(changes, answer.version, kind, claims, &mut refused);
    suppress(&changes.suppress, claims, &mut refused);
    if kind == TokenKind::Access {
        change_scopes(changes, claims, &mut refused);
    }
    refused
}

fn override_groups(groups: &Groups, kind: TokenKind, claims: &mut Map<String, Value>) {
    set_or_remove(claims, GROUPS, (!groups.groups.is_empty()).then(|| json!(groups.groups)));
    if kind == TokenKind::Access {
        return;
    }
    let any = !groups.groups.is_empty();
    set_or_remove(claims, ROLES, (any && !groups.roles.is_empty()).then(|| json!(groups.roles)));
    set_or_remove(claims, PREFERRED_ROLE, groups.preferred_role.as_ref().filter(|_| any).map(|role| json!(role)));
}

fn set_or_remove(claims: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    match value {
        Some(value) => claims.insert(name.to_owned(), value),
        None => claims.remove(name),
    };
}

/// An access token in V1: nothing that was asked happens.
fn out_of_reach(changes: &ClaimChanges) -> Vec<Refused> {
    let names =
        changes.add.keys().chain(&changes.suppress).chain(&changes.scopes_to_add).chain(&changes.scopes_to_suppress);
    let names: BTreeSet<&String> = names.collect();
    let why = "Version V1_0 changes the ID token; of the access token only its groups.";
    names.into_iter().map(|name| Refused { claim: name.clone(), why }).collect()
}

fn add(
    changes: &ClaimChanges,
    version: Version,
    kind: TokenKind,
    claims: &mut Map<String, Value>,
    refused: &mut Vec<Refused>,
) {
    for (name, value) in &changes.add {
        let why = if changes.suppress.contains(name) {
            Some("It is suppressed as well, and suppressing wins.")
        } else {
            unsettable(name, kind, claims).or_else(|| unfit(name, value, version, kind)).or_else(|| {
                let foreign = name == "aud" && claims.get("client_id") != Some(value);
                foreign.then_some("In an access token aud can only be set to the id of the app client.")
            })
        };
        match why {
            Some(why) => refused.push(Refused { claim: name.clone(), why }),
            None => drop(claims.insert(name.clone(), value.clone())),
        }
    }
}

fn unsettable(name: &str, kind: TokenKind, claims: &Map<String, Value>) -> Option<&'static str> {
    match name {
        // Resource binding puts an aud of its own into an access token; that one stays.
        "aud" if kind == TokenKind::Access && !claims.contains_key("aud") => None,
        "scope" => Some("Scopes are changed by scopesToAdd and scopesToSuppress."),
        GROUPS | ROLES | PREFERRED_ROLE => Some("Groups and roles are changed by groupOverrideDetails."),
        _ if name.starts_with("dev:") => Some("Claims that begin with dev: can only be suppressed."),
        _ => guarded(name),
    }
}

fn guarded(name: &str) -> Option<&'static str> {
    if GUARDED.contains(&name) {
        return Some("No function can change this claim.");
    }
    name.starts_with("cognito:").then_some("The prefix cognito: belongs to Cognito.")
}

fn unfit(name: &str, value: &Value, version: Version, kind: TokenKind) -> Option<&'static str> {
    match value {
        Value::String(_) => None,
        _ if version == Version::V1 => Some("Version V1_0 takes strings only."),
        Value::Null => Some("A claim needs a value; null is none."),
        Value::Array(_) | Value::Object(_) if kind == TokenKind::Id && PLAIN.contains(&name) => {
            Some("In an ID token this claim holds neither a list nor an object.")
        }
        _ => None,
    }
}

fn suppress(names: &BTreeSet<String>, claims: &mut Map<String, Value>, refused: &mut Vec<Refused>) {
    for name in names {
        let why = match name.as_str() {
            GROUPS => None,
            ROLES | PREFERRED_ROLE => Some("Roles go with the groups: suppress cognito:groups."),
            "scope" => Some("Scopes are changed by scopesToAdd and scopesToSuppress."),
            name => guarded(name),
        };
        if let Some(why) = why {
            refused.push(Refused { claim: name.clone(), why });
            continue;
        }
        claims.remove(name);
        if name == GROUPS {
            claims.remove(ROLES);
            claims.remove(PREFERRED_ROLE);
        }
    }
}

fn change_scopes(changes: &ClaimChanges, claims: &mut Map<String, Value>, refused: &mut Vec<Refused>) {
    if changes.scopes_to_add.is_empty() && changes.scopes_to_suppress.is_empty() {
        return;
    }
    let before = claims.get("scope").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut scopes: Vec<&str> = before.split_whitespace().collect();
    for scope in &changes.scopes_to_add {
        let why = if changes.scopes_to_suppress.contains(scope) {
            "It is suppressed as well, and suppressing wins."
        } else if scope.is_empty() || scope.contains(char::is_whitespace) {
            "A scope is a word without spaces."
        } else {
            if !scopes.contains(&scope.as_str()) {
                scopes.push(scope);
            }
            continue;
        };
        refused.push(Refused { claim: scope.clone(), why });
    }
    scopes.retain(|scope| !changes.scopes_to_suppress.iter().any(|suppressed| suppressed == scope));
    set_or_remove(claims, "scope", (!scopes.is_empty()).then(|| json!(scopes.join(" "))));
}
