//! The claims of both tokens, before and after pre token generation had its say.

use domain::trigger::{PreToken, Refused, TokenKind, Version, claims::apply};
use serde_json::{Map, Value, json};

use super::people::{People, Person};
use crate::sandbox::samples::HOSTED_SCOPES;

pub(super) type Claims = Map<String, Value>;

/// What both tokens would hold if no function were asked; sample ids stand in place of random ones.
pub(super) struct Tokens {
    id: Claims,
    access: Claims,
}

/// What an answer made of the claims of one token.
pub(super) struct Changed {
    pub(super) version: Version,
    pub(super) claims: Claims,
    pub(super) refused: Vec<Refused>,
}

const LIFETIME_S: i64 = 3600;

pub(super) fn scopes(hosted: bool) -> &'static [&'static str] {
    if hosted { &HOSTED_SCOPES } else { &["aws.cognito.signin.user.admin"] }
}

impl Tokens {
    pub(super) fn of(person: &Person, people: &People, hosted: bool) -> Self {
        let common = json!({
            "sub": person.sub, "iss": people.issuer, "auth_time": people.now_s, "iat": people.now_s,
            "exp": people.now_s + LIFETIME_S, "origin_jti": "00000000-0000-4000-8000-00000000000a",
            "event_id": "00000000-0000-4000-8000-00000000000b", "jti": "00000000-0000-4000-8000-00000000000c",
        });
        let id = json!({
            "token_use": "id", "aud": people.client, "cognito:username": person.name,
            "email": person.email, "email_verified": true,
        });
        let access = json!({
            "token_use": "access", "client_id": people.client, "username": person.name, "version": 2,
            "scope": scopes(hosted).join(" "),
        });
        let (mut id, mut access) = (merged([&common, &id]), merged([&common, &access]));
        let groups = &person.groups;
        if !groups.groups.is_empty() {
            id.insert("cognito:groups".to_owned(), json!(groups.groups));
            id.insert("cognito:roles".to_owned(), json!(groups.roles));
            access.insert("cognito:groups".to_owned(), json!(groups.groups));
        }
        if let Some(role) = &groups.preferred_role {
            id.insert("cognito:preferred_role".to_owned(), json!(role));
        }
        Self { id, access }
    }

    pub(super) fn before(&self, kind: TokenKind) -> &Claims {
        match kind {
            TokenKind::Id => &self.id,
            TokenKind::Access => &self.access,
        }
    }

    /// As this answer leaves them, had the pool asked in that version.
    pub(super) fn after(&self, kind: TokenKind, version: Version, answer: &PreToken) -> Changed {
        let mut claims = self.before(kind).clone();
        let refused = apply(&PreToken { version, ..answer.clone() }, kind, &mut claims);
        Changed { version, claims, refused }
    }

    /// In short, what the answer does to the tokens in its own version; and the first thing that it does not.
    pub(super) fn effect(&self, answer: &PreToken) -> (&'static str, String) {
        let [id, access] = [TokenKind::Id, TokenKind::Access].map(|kind| self.after(kind, answer.version, answer));
        let label = match (id.claims != self.id, access.claims != self.access) {
            (false, false) => "the tokens are as they were",
            (true, false) => "only the ID token changed",
            (false, true) => "only the access token changed",
            (true, true) => "both tokens changed",
        };
        let reason = match (id.refused.first(), access.refused.first()) {
            (Some(Refused { claim, why }), _) => format!("The wish for {claim} is ignored. {why}"),
            (None, Some(Refused { claim, why })) => {
                format!("In the access token the wish for {claim} is ignored. {why}")
            }
            (None, None) => "Everything that the function asked for was done.".to_owned(),
        };
        (label, reason)
    }
}

fn merged(parts: [&Value; 2]) -> Claims {
    parts
        .into_iter()
        .filter_map(Value::as_object)
        .flatten()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
