//! Reads the attack gallery from standard input and prints how the crate `jsonwebtoken` judges each of its cases.
//!
//! It is asked as its documentation shows: one issuer, one client, RS256 alone.

use std::collections::BTreeMap;
use std::error::Error;
use std::io;

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

const LOCK: &str = include_str!("../Cargo.lock");

#[derive(Deserialize)]
struct Gallery {
    client: String,
    issuer: String,
    jwks: JwkSet,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    kind: Kind,
    token: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Id,
    Access,
}

#[derive(Serialize)]
struct Library<'a> {
    name: &'static str,
    version: &'a str,
    verdicts: BTreeMap<&'a str, &'static str>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let gallery: Gallery = serde_json::from_reader(io::stdin())?;
    let verdicts = gallery.cases.iter().map(|case| (case.id.as_str(), verdict(&gallery, case))).collect();
    let library = Library { name: "jsonwebtoken", version: locked_version().ok_or("not in Cargo.lock")?, verdicts };
    serde_json::to_writer(io::stdout(), &[library])?;
    Ok(())
}

fn verdict(gallery: &Gallery, case: &Case) -> &'static str {
    if is_accepted(gallery, case).unwrap_or(false) { "accepted" } else { "refused" }
}

fn is_accepted(gallery: &Gallery, case: &Case) -> Result<bool, jsonwebtoken::errors::Error> {
    let Some(kid) = decode_header(&case.token)?.kid else { return Ok(false) };
    let Some(jwk) = gallery.jwks.find(&kid) else { return Ok(false) };
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[&gallery.issuer]);
    // An access token has no audience that one could ask for.
    if let Kind::Id = case.kind {
        validation.set_audience(&[&gallery.client]);
    }
    decode::<Map<String, Value>>(&case.token, &DecodingKey::from_jwk(jwk)?, &validation)?;
    Ok(true)
}

fn locked_version() -> Option<&'static str> {
    let (_, after) = LOCK.split_once("name = \"jsonwebtoken\"\nversion = \"")?;
    Some(after.split_once('"')?.0)
}
