//! Step 1, parse: three canonical Base64url parts, of which two are JSON objects that can be read in one way only.

use super::{
    LONGEST,
    step::{Check, Finding, finding},
};
use crate::token::{
    decode::{Part, Role, decode},
    flaw::Flaw,
    json::Object,
    reference as source,
};

pub(super) struct Parsed {
    pub(super) header: Object,
    pub(super) claims: Object,
    pub(super) signing_input: String,
    pub(super) signature: Vec<u8>,
}

pub(super) fn check(token: &str) -> Check<Parsed> {
    if token.len() > LONGEST {
        return Err(broken("The token", &Flaw::TooLong(LONGEST)));
    }
    let mut decoded = decode(token);
    if let Some(flaw) = decoded.flaws.first() {
        return Err(broken("The token", flaw));
    }
    // An unsigned token has an empty third part. Its header is what is wrong with it, and the next step says so.
    for part in &decoded.parts {
        let unsigned = part.role == Role::Signature && part.flaws == [Flaw::EmptyPart];
        if let (Some(flaw), false) = (part.flaws.first(), unsigned) {
            return Err(broken(name(part.role), flaw));
        }
    }
    let signing_input = token.rsplit_once('.').map(|(input, _)| input.to_owned());
    let signature = decoded.parts.pop().and_then(|part| part.bytes).unwrap_or_default();
    let claims = decoded.parts.pop().and_then(|part: Part| part.object);
    let header = decoded.parts.pop().and_then(|part| part.object);
    match (signing_input, header, claims) {
        (Some(signing_input), Some(header), Some(claims)) => {
            let why = finding(
                "Three parts, each in canonical Base64url; header and claims are JSON objects.",
                source::RFC_7515_COMPACT,
            );
            Ok((Parsed { header, claims, signing_input, signature }, why))
        }
        _ => Err(broken("The token", &Flaw::NotAnObject)),
    }
}

fn broken(what: &str, flaw: &Flaw) -> Finding {
    finding([what, " cannot be read safely. ", &flaw.sentence()].concat(), flaw.reference())
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Header => "The header",
        Role::Claims => "The claims part",
        Role::Signature => "The signature part",
        _ => "The token",
    }
}
