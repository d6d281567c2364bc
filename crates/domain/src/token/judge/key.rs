//! Step 3, key: exactly one key of the issuer's set has the token's key id, and it is meant and strong enough for this.

use serde_json::Value;

use super::{
    kind_of, roca,
    step::{Check, Finding, finding},
};
use crate::token::{
    base64url,
    excerpt::{joined, quoted},
    json::Object,
    keys::{Jwk, KeySet},
    reference as source,
};

const FEWEST_BITS: usize = 2048;
/// Beyond this a verification takes so long that a key set could be used to keep its reader busy.
const MOST_BITS: usize = 8192;

pub(super) fn choose(header: &Object, keys: &KeySet) -> Check<Jwk> {
    let kid = key_id(header)?;
    let mut named = keys.keys.iter().filter(|key| key.kid.as_deref() == Some(kid));
    let Some(key) = named.next() else {
        let reason = [
            "The key set has no key with the id ",
            &quoted(kid),
            ". No other key is tried, and this check fetches none.",
        ];
        return Err(finding(joined(&reason), source::RFC_7515_KID));
    };
    if named.next().is_some() {
        let reason = ["The key set has more than one key with the id ", &quoted(kid), "."];
        return Err(finding(joined(&reason), source::RFC_7517_KID));
    }
    purpose(key)?;
    strength(key)?;
    let reason = ["The key set has the key ", &quoted(kid), ": RSA, for RS256 signatures."];
    Ok((key.clone(), finding(joined(&reason), source::RFC_7515_KID)))
}

fn key_id(header: &Object) -> Result<&str, Finding> {
    let reason = match header.value("kid") {
        Some(Value::String(kid)) if !kid.is_empty() => return Ok(kid),
        Some(Value::String(_)) => "The header's \"kid\" is empty.".to_owned(),
        Some(other) => joined(&["The header's \"kid\" is ", kind_of(other), " instead of text."]),
        None => "The header names no key (\"kid\"). A user pool always does, and trying one key after the other is no way to choose.".to_owned(),
    };
    Err(finding(reason, source::RFC_7515_KID))
}

fn purpose(key: &Jwk) -> Result<(), Finding> {
    if key.kty != "RSA" {
        let reason = ["The key is of type ", &quoted(&key.kty), "; RS256 needs an RSA key."];
        return Err(finding(joined(&reason), source::RFC_7517_KTY));
    }
    if key.public_key_use.as_deref().is_some_and(|purpose| purpose != "sig") {
        return Err(finding("The key is marked for something else than signatures (\"use\").", source::RFC_7517_USE));
    }
    if key.key_ops.as_ref().is_some_and(|operations| !operations.iter().any(|operation| operation == "verify")) {
        return Err(finding("The key's \"key_ops\" do not allow verifying.", source::RFC_7517_KEY_OPS));
    }
    if key.alg.as_deref() != Some("RS256") {
        // A key without it would leave the choice of the algorithm to the token.
        let reason = "The key is not marked for RS256 (\"alg\"), the algorithm that the token names.";
        return Err(finding(reason, source::RFC_7517_ALG));
    }
    Ok(())
}

fn strength(key: &Jwk) -> Result<(), Finding> {
    let number = |text: &Option<String>| text.as_deref().and_then(base64url::decode_strictly);
    let (Some(modulus), Some(exponent)) = (number(&key.n), number(&key.e)) else {
        return Err(finding("The key's \"n\" or \"e\" is missing or is not Base64url.", source::RFC_7518_RSA_KEY));
    };
    if !(FEWEST_BITS..=MOST_BITS).contains(&bits(&modulus)) {
        let reason = [
            "The key has ",
            &bits(&modulus).to_string(),
            " bits; RS256 needs 2048 or more, and more than 8192 are not accepted.",
        ];
        return Err(finding(joined(&reason), source::RFC_7518_RS256));
    }
    if roca::is_suspect(&modulus) {
        let reason = "The key shows the mark of a faulty generator (ROCA), whose keys can be factored.";
        return Err(finding(reason, source::CVE_ROCA));
    }
    let odd = exponent.last().is_some_and(|byte| byte % 2 == 1);
    if !odd || !(2..=33).contains(&bits(&exponent)) {
        return Err(finding(
            "The key's public exponent is not an odd number from 3 up to 33 bits.",
            source::RFC_7518_RSA_KEY,
        ));
    }
    Ok(())
}

/// The length in bits of a number in big-endian bytes.
fn bits(number: &[u8]) -> usize {
    let leading = number.iter().position(|byte| *byte != 0).unwrap_or(number.len());
    let significant = &number[leading..];
    significant.first().map_or(0, |first| significant.len() * 8 - first.leading_zeros() as usize)
}
