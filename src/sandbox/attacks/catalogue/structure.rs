//! Attacks on the parts of a token, on its signature, and on what header and claims are as JSON.

use domain::token::reference as source;
use serde_json::json;

use super::{Attack, attack};
use crate::sandbox::forge::{Forge, Forged, signed};

const EXTENSIONS: &str =
    "CognitoJwtVerifier does not look at \"crit\"; the standard has everybody refuse what they do not understand.";
const TWICE: &str = "CognitoJwtVerifier takes the last of the two, as JavaScript does. Other readers take the first, so one token would say two things.";

pub(super) const ATTACKS: &[Attack] = &[
    attack(
        "claims-tampered",
        "Other claims under the old signature",
        "The user's group is now admins; header and signature are as they were.",
        source::RFC_7515_VALIDATION,
        |forge| Ok(forge.id().claim("cognito:groups", r#"["admins"]"#).with_signature(forge.parts()[2])),
    ),
    attack(
        "signature-stripped",
        "No signature",
        "The third part is empty, while the header still says RS256.",
        source::RFC_7515_VALIDATION,
        |forge| Ok(forge.id().with_signature("")),
    ),
    attack(
        "signature-truncated",
        "Half a signature",
        "The signature ends after its first half.",
        source::RFC_7515_VALIDATION,
        |forge| {
            let signature = forge.parts()[2];
            // Whole groups of four characters, so that the encoding stays sound.
            Ok(forge.id().with_signature(signature.get(..signature.len() / 8 * 4).unwrap_or_default()))
        },
    ),
    attack(
        "signature-swapped",
        "The signature of another token",
        "The signature is that of the access token of the same sign-in.",
        source::RFC_7515_VALIDATION,
        |forge| {
            let signature = forge.minted.access_token.rsplit('.').next().unwrap_or_default();
            Ok(forge.id().with_signature(signature))
        },
    ),
    attack(
        "two-parts",
        "Two parts",
        "The signature is missing, and so is the dot before it.",
        source::RFC_7515_COMPACT,
        |forge| Ok(forge.id().input()),
    ),
    attack("four-parts", "Four parts", "Another part follows the signature.", source::RFC_7515_COMPACT, |forge| {
        Ok(format!("{}.e30", forge.minted.id_token))
    }),
    attack(
        "claims-empty",
        "Nothing between the dots",
        "The claims part is empty; the pool's key signed it so.",
        source::RFC_7515_COMPACT,
        |forge| by_pool(forge, b""),
    ),
    attack(
        "claims-a-list",
        "A list instead of claims",
        "The claims part is a JSON list that holds the claims; the pool's key signed it.",
        source::RFC_7519_OBJECT,
        |forge| by_pool(forge, format!("[{}]", forge.id().payload()).as_bytes()),
    ),
    attack(
        "claims-no-json",
        "Claims that are no JSON",
        "The claims part is plain text; the pool's key signed it.",
        source::RFC_7519_OBJECT,
        |forge| by_pool(forge, b"sub=alice&cognito:groups=admins"),
    ),
    attack(
        "claims-too-deep",
        "A thousand lists in each other",
        "One more claim holds lists nested a thousand deep, to exhaust whoever reads them; the pool's key signed it.",
        source::RFC_8259_LIMITS,
        |forge| {
            let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
            forge.by_pool(&forge.id().claim("custom:deep", &deep))
        },
    )
    .remark(
        "CognitoJwtVerifier reads any depth that JavaScript bears. A claim of a user pool is never nested like that.",
    ),
    attack(
        "claim-twice",
        "Two users in one token",
        "The claim \"sub\" occurs twice, first as another user's; the pool's key signed it.",
        source::RFC_7515_UNIQUE,
        |forge| forge.by_pool(&forge.id().claim_first("sub", r#""00000000-0000-0000-0000-000000000000""#)),
    )
    .remark(TWICE),
    attack(
        "exp-twice",
        "Two ends",
        "The claim \"exp\" occurs twice, first as long past; the pool's key signed it.",
        source::RFC_7515_UNIQUE,
        |forge| forge.by_pool(&forge.id().claim_first("exp", "1000000000")),
    )
    .remark(TWICE),
    attack(
        "alg-twice",
        "Two algorithms",
        "The header has \"alg\" twice, first as \"none\"; the pool's key signed it.",
        source::RFC_7515_UNIQUE,
        |forge| forge.by_pool(&forge.id().header_first("alg", r#""none""#)),
    )
    .remark(TWICE),
    attack(
        "crit-unknown",
        "An extension that nobody knows",
        "The header lists an unknown extension in \"crit\"; the pool's key signed it.",
        source::RFC_7515_CRIT,
        |forge| forge.by_pool(&forge.id().header("crit", r#"["sample-rule"]"#).header("sample-rule", "true")),
    )
    .remark(EXTENSIONS),
    attack(
        "crit-empty",
        "An empty list of extensions",
        "The header says \"crit\": [], which the standard forbids; the pool's key signed it.",
        source::RFC_7515_CRIT,
        |forge| forge.by_pool(&forge.id().header("crit", "[]")),
    )
    .remark(EXTENSIONS),
    attack(
        "crit-b64",
        "Claims that are not encoded",
        "The header says \"b64\": false, so the claims part would be taken as it stands; the pool's key signed it.",
        source::RFC_7797_CRIT,
        |forge| forge.by_pool(&forge.id().header("crit", r#"["b64"]"#).header("b64", "false")),
    )
    .remark(EXTENSIONS),
    attack(
        "typ-of-another-kind",
        "An ID token that calls itself an access token",
        "The header says \"typ\": \"at+jwt\"; the pool's key signed it.",
        source::RFC_8725_TYPING,
        |forge| forge.by_pool(&forge.id().header("typ", &json!("at+jwt").to_string())),
    )
    .remark(
        "The judge only remarks on it: a user pool writes no \"typ\", and tells its tokens apart by \"token_use\".",
    ),
];

fn by_pool(forge: &Forge<'_>, payload: &[u8]) -> Forged {
    signed(&forge.id().input_with(payload), &forge.pair.id, &aws_lc_rs::signature::RSA_PKCS1_SHA256)
}
