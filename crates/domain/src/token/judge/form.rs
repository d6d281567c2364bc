//! Step 1, parse: three canonical Base64url parts, of which two are JSON objects that can be read in one way only.

use super::{
    LONGEST,
    step::{Check, Finding, finding},
};
use crate::token::{
    decode::{Decoded, Part, Role, decode},
    excerpt::joined,
    flaw::Flaw,
    json::Object,
    reference as source,
};

/// A signed message whose header can be read; what it says may be anything.
pub(super) struct Signed {
    pub(super) header: Object,
    pub(super) signing_input: String,
    pub(super) signature: Vec<u8>,
}

pub(super) fn check(token: &str) -> Check<(Signed, Object)> {
    let mut decoded = read(token)?;
    let claims = part(&mut decoded, Role::Claims);
    if let Some(flaw) = claims.flaws.first() {
        return Err(broken("The claims part", flaw));
    }
    let claims = claims.object.ok_or_else(|| broken("The claims part", &Flaw::NotAnObject))?;
    let reason = "Three parts, each in canonical Base64url; header and claims are JSON objects.";
    Ok(((signed(decoded, token)?, claims), finding(reason, source::RFC_7515_COMPACT)))
}

/// As [`check`], with no demand on what is signed.
pub(super) fn check_any(token: &str) -> Check<Signed> {
    let decoded = read(token)?;
    let reason = "Three parts, each in canonical Base64url; the header is a JSON object.";
    Ok((signed(decoded, token)?, finding(reason, source::RFC_7515_COMPACT)))
}

/// Refuses whatever is wrong with the text, with its encoding, or with the header.
fn read(token: &str) -> Result<Decoded, Finding> {
    if token.len() > LONGEST {
        return Err(broken("The token", &Flaw::TooLong(LONGEST)));
    }
    let decoded = decode(token);
    if let Some(flaw) = decoded.flaws.first() {
        return Err(broken("The token", flaw));
    }
    let flawed =
        |part: &Part| part.flaws.iter().find(|flaw| counts(part.role, flaw)).map(|flaw| (part.role, flaw.clone()));
    match decoded.parts.iter().find_map(flawed) {
        Some((role, flaw)) => Err(broken(name(role), &flaw)),
        None => Ok(decoded),
    }
}

/// An unsigned token has an empty third part: its header is what is wrong with it, and the next step says so. What is
/// signed is looked at by those who need it to be claims.
fn counts(role: Role, flaw: &Flaw) -> bool {
    match role {
        Role::Signature => *flaw != Flaw::EmptyPart,
        Role::Claims => flaw.is_of_encoding(),
        _ => true,
    }
}

fn signed(mut decoded: Decoded, token: &str) -> Result<Signed, Finding> {
    let signature = part(&mut decoded, Role::Signature).bytes.unwrap_or_default();
    let header = part(&mut decoded, Role::Header).object.ok_or_else(|| broken("The header", &Flaw::NotAnObject))?;
    let signing_input = token.rsplit_once('.').map(|(input, _)| input.to_owned()).unwrap_or_default();
    Ok(Signed { header, signing_input, signature })
}

fn part(decoded: &mut Decoded, role: Role) -> Part {
    let place = decoded.parts.iter().position(|part| part.role == role);
    place.map_or_else(|| Part::missing(role), |place| decoded.parts.swap_remove(place))
}

fn broken(what: &str, flaw: &Flaw) -> Finding {
    finding(joined(&[what, " cannot be read safely. ", &flaw.sentence()]), flaw.reference())
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Header => "The header",
        Role::Claims => "The claims part",
        Role::Signature => "The signature part",
        _ => "The token",
    }
}
