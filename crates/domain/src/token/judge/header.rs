//! Step 2, header: the algorithm is the one that user pools sign with, and nothing in it asks for special treatment.

use serde_json::Value;

use super::{
    kind_of,
    step::{Check, Finding, finding},
};
use crate::token::{
    excerpt::{joined, quoted},
    json::Object,
    reference as source,
};

/// Places where a header can bring its own key or say where to fetch one.
const BROUGHT_KEYS: [&str; 4] = ["jwk", "jku", "x5c", "x5u"];

pub(super) fn check(header: &Object) -> Check<()> {
    algorithm(header)?;
    if header.value("crit").is_some() {
        let reason = "The header lists extensions in \"crit\" that must be understood. A user pool uses none, and whoever does not understand them must refuse the token.";
        return Err(finding(reason, source::RFC_7515_CRIT));
    }
    if header.value("b64").is_some() {
        let reason = "The header says with \"b64\" whether the claims part is encoded. A user pool never does, and readers that ignore it would read other claims.";
        return Err(finding(reason, source::RFC_7797_CRIT));
    }
    types(header)?;
    let mut reason = "The algorithm is RS256, the only one that user pools sign with.".to_owned();
    if let Some(remark) = brought_key(header) {
        reason.push_str(&remark);
    }
    if let Some(remark) = token_type(header) {
        reason.push_str(&remark);
    }
    Ok(((), finding(reason, source::RFC_8725_ALG)))
}

fn algorithm(header: &Object) -> Result<(), Finding> {
    let algorithm = match header.value("alg") {
        Some(Value::String(algorithm)) => algorithm.as_str(),
        Some(other) => {
            let reason = joined(&["The header's \"alg\" is ", kind_of(other), " instead of text."]);
            return Err(finding(reason, source::RFC_7515_ALG));
        }
        None => return Err(finding("The header names no algorithm (\"alg\").", source::RFC_7515_ALG)),
    };
    if algorithm == "RS256" {
        return Ok(());
    }
    if algorithm.eq_ignore_ascii_case("none") {
        let reason =
            ["The algorithm is ", &quoted(algorithm), ": the token is not signed, so anyone could have written it."];
        return Err(finding(joined(&reason), source::RFC_8725_NONE));
    }
    if algorithm.starts_with("HS") {
        let reason = [
            "The algorithm is ",
            &quoted(algorithm),
            ", which signs with a shared secret. With the public key taken for that secret anyone could sign, so it is refused before any key is tried.",
        ];
        return Err(finding(joined(&reason), source::RFC_8725_ALG));
    }
    let reason = [
        "The algorithm is ",
        &quoted(algorithm),
        "; user pools sign with RS256, in exactly these letters, and the token does not get to choose another.",
    ];
    Err(finding(joined(&reason), source::RFC_8725_ALG))
}

fn brought_key(header: &Object) -> Option<String> {
    let name = BROUGHT_KEYS.into_iter().find(|name| header.value(name).is_some())?;
    let remark = [
        " The header brings its own key (\"",
        name,
        "\"); it is neither used nor fetched, because whoever forges a token can forge that too.",
    ];
    Some(joined(&remark))
}

/// Fields that are not used have to be what they are for others, who would stumble over them.
fn types(header: &Object) -> Result<(), Finding> {
    for member in &header.members {
        let (is_right, wanted) = match member.name.as_str() {
            "typ" | "cty" | "jku" | "x5u" | "x5t" | "x5t#S256" | "enc" | "zip" => (member.value.is_string(), "text"),
            "x5c" => (is_texts(&member.value), "a list of texts"),
            "jwk" => (member.value.get("kty").is_some_and(Value::is_string), "a key"),
            _ => continue,
        };
        if !is_right {
            let reason = joined(&["The header's \"", &member.name, "\" is not ", wanted, "."]);
            return Err(finding(reason, source::RFC_7515_UNIQUE));
        }
    }
    Ok(())
}

fn is_texts(value: &Value) -> bool {
    value.as_array().is_some_and(|values| values.iter().all(Value::is_string))
}

fn token_type(header: &Object) -> Option<String> {
    let kind = header.text("typ").filter(|kind| !kind.eq_ignore_ascii_case("JWT"))?;
    Some(joined(&[" Its type is given as ", &quoted(kind), ", which user pools do not write."]))
}
