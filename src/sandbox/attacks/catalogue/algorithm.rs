//! Attacks by which a token chooses its own algorithm.

use aws_lc_rs::signature::{RSA_PKCS1_SHA384, RSA_PSS_SHA256};
use domain::token::reference as source;

use super::{Attack, attack};
use crate::sandbox::forge::signed;

const HS256: &str = r#""HS256""#;

pub(super) const ATTACKS: &[Attack] = &[
    attack(
        "alg-none",
        "No algorithm and no signature",
        "The header says \"alg\": \"none\", and the third part is empty.",
        source::RFC_8725_NONE,
        |forge| Ok(forge.id().header("alg", r#""none""#).with_signature("")),
    ),
    attack(
        "alg-none-signed",
        "No algorithm, but a signature",
        "The header says \"alg\": \"none\"; the old signature is left in place.",
        source::RFC_8725_NONE,
        |forge| Ok(forge.id().header("alg", r#""none""#).with_signature(forge.parts()[2])),
    ),
    attack(
        "alg-none-in-mixed-case",
        "None in mixed case",
        "The header says \"alg\": \"nOnE\", for readers that look for the exact word only.",
        source::RFC_8725_NONE,
        |forge| Ok(forge.id().header("alg", r#""nOnE""#).with_signature("")),
    ),
    attack(
        "hs256-with-public-pem",
        "The public key as a shared secret",
        "The token is signed with HS256; its secret is the pool's public key, written as PEM.",
        source::RFC_8725_CONFUSION,
        |forge| Ok(forge.id().header("alg", HS256).with_secret(&forge.public_key_pem()?)),
    ),
    attack(
        "hs256-with-modulus",
        "The modulus as a shared secret",
        "The token is signed with HS256; its secret is the text of \"n\" in the pool's key set.",
        source::RFC_8725_CONFUSION,
        |forge| {
            let modulus = forge.pair.id.jwk.n.as_deref().unwrap_or_default();
            Ok(forge.id().header("alg", HS256).with_secret(modulus.as_bytes()))
        },
    ),
    attack(
        "hs256-with-empty-secret",
        "An empty secret",
        "The token is signed with HS256 and a secret of no bytes, for readers whose secret was never set.",
        source::RFC_8725_WEAK,
        |forge| Ok(forge.id().header("alg", HS256).with_secret(b"")),
    ),
    attack(
        "alg-in-lower-case",
        "RS256 in lower case",
        "The header says \"alg\": \"rs256\"; the pool's key signed it as RS256.",
        source::RFC_7515_ALG,
        |forge| forge.by_pool(&forge.id().header("alg", r#""rs256""#)),
    ),
    attack(
        "alg-ps256",
        "PS256 by the pool's key",
        "The pool's key signed with another padding, and the header says so: PS256.",
        source::RFC_8725_ALG,
        |forge| signed(&forge.id().header("alg", r#""PS256""#).input(), &forge.pair.id, &RSA_PSS_SHA256),
    ),
    attack(
        "alg-rs384",
        "RS384 by the pool's key",
        "The pool's key signed a longer digest, and the header says so: RS384.",
        source::RFC_8725_ALG,
        |forge| signed(&forge.id().header("alg", r#""RS384""#).input(), &forge.pair.id, &RSA_PKCS1_SHA384),
    ),
    attack(
        "alg-es256",
        "ES256 by the forger's key",
        "A key of the forger signed with ES256; the header names the pool's key and carries the forger's.",
        source::RFC_8725_ALG,
        |forge| {
            let draft = forge.id().header("alg", r#""ES256""#).header("jwk", &forge.stranger.elliptic_jwk());
            forge.by_stranger_s_elliptic_key(&draft)
        },
    ),
    attack(
        "alg-missing",
        "No word about the algorithm",
        "The header has no \"alg\"; the pool's key signed it.",
        source::RFC_7515_ALG,
        |forge| forge.by_pool(&forge.id().without_header("alg")),
    ),
    attack(
        "alg-a-list",
        "A list of algorithms",
        "The header says \"alg\": [\"RS256\"]; the pool's key signed it.",
        source::RFC_7515_ALG,
        |forge| forge.by_pool(&forge.id().header("alg", r#"["RS256"]"#)),
    ),
];
