//! Key sets (JWKS): the public keys that an issuer publishes, as they are written, strong or not.

use serde::Serialize;
use serde_json::Value;

use super::{excerpt::joined, flaw::Flaw, json};

/// What a pasted key set may measure.
pub const LONGEST: usize = 64 * 1024;

/// The public keys of one issuer. What each is good for is the judge's question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeySet {
    pub keys: Vec<Jwk>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Jwk {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    pub kty: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    pub public_key_use: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_ops: Option<Vec<String>>,
}

/// The text is not a key set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidKeySet {
    TooLong,
    Form(Flaw),
    NoKeys,
    /// A member of the key at this place, counted from one, is missing or is not text.
    Key(usize, &'static str),
}

impl KeySet {
    /// Reads a key set, or a single key.
    pub fn parse(text: &str) -> Result<Self, InvalidKeySet> {
        if text.len() > LONGEST {
            return Err(InvalidKeySet::TooLong);
        }
        let mut flaws = Vec::new();
        let object = json::parse_object(text.trim(), &mut flaws);
        if let Some(flaw) = flaws.pop() {
            return Err(InvalidKeySet::Form(flaw));
        }
        let object = object.unwrap_or_default();
        let keys = match object.value("keys") {
            Some(Value::Array(keys)) => {
                keys.iter().zip(1..).map(|(key, place)| read_key(&|name| key.get(name), place)).collect()
            }
            None if object.value("kty").is_some() => read_key(&|name| object.value(name), 1).map(|key| vec![key]),
            _ => return Err(InvalidKeySet::NoKeys),
        };
        Ok(Self { keys: keys? })
    }
}

fn read_key<'a>(member: &dyn Fn(&str) -> Option<&'a Value>, place: usize) -> Result<Jwk, InvalidKeySet> {
    let text = |name: &'static str| match member(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(InvalidKeySet::Key(place, name)),
    };
    let key_ops = match member("key_ops") {
        None => None,
        Some(Value::Array(operations)) => {
            Some(operations.iter().filter_map(|operation| operation.as_str().map(str::to_owned)).collect())
        }
        Some(_) => return Err(InvalidKeySet::Key(place, "key_ops")),
    };
    Ok(Jwk {
        alg: text("alg")?,
        e: text("e")?,
        kid: text("kid")?,
        kty: text("kty")?.ok_or(InvalidKeySet::Key(place, "kty"))?,
        n: text("n")?,
        public_key_use: text("use")?,
        key_ops,
    })
}

impl InvalidKeySet {
    /// One sentence for the person who pasted it.
    pub fn sentence(&self) -> String {
        match self {
            Self::TooLong => "The key set is longer than 64 KB.".to_owned(),
            Self::Form(flaw) => flaw.sentence(),
            Self::NoKeys => "A key set is a JSON object with a list named \"keys\"; this one has none.".to_owned(),
            Self::Key(place, name) => {
                joined(&["In key number ", &place.to_string(), " the member \"", name, "\" is missing or is not text."])
            }
        }
    }
}
