//! Attacks on how bytes become text: other spellings of the same token, and bytes that are no text.

use domain::token::reference as source;

use super::{Attack, attack};
use crate::sandbox::{
    SandboxError,
    forge::{Draft, Forge, Forged, signed},
};

const ONE_SPELLING: &str = "CognitoJwtVerifier decodes it all the same. A list of refused tokens would not find one that is spelled otherwise.";
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) const ATTACKS: &[Attack] = &[
    attack(
        "bearer-prefix",
        "The scheme is part of it",
        "The word Bearer and a space stand before the token, as in the Authorization header.",
        source::RFC_6750_HEADER,
        |forge| Ok(format!("Bearer {}", forge.minted.id_token)),
    ),
    attack("space-inside", "A space inside", "A space follows the first dot.", source::RFC_7515_COMPACT, |forge| {
        Ok(forge.minted.id_token.replacen('.', ". ", 1))
    }),
    attack(
        "line-break-at-the-end",
        "A line break at the end",
        "A line break follows the token, as files and command lines add it.",
        source::RFC_7515_COMPACT,
        |forge| Ok(format!("{}\n", forge.minted.id_token)),
    ),
    attack(
        "signature-padded",
        "A padded signature",
        "The signature ends in the = signs that Base64 has and tokens leave out.",
        source::RFC_7515_BASE64URL,
        |forge| Ok(format!("{}==", forge.minted.id_token)),
    )
    .remark(ONE_SPELLING),
    attack(
        "claims-padded",
        "Padded claims",
        "The claims part ends in = signs; the pool's key signed it so.",
        source::RFC_7515_BASE64URL,
        |forge| {
            let padded = |filler: &str| {
                let input = forge.id().claim("custom:filler", &format!("\"{filler}\"")).input();
                let unpadded = input.rsplit('.').next().map_or(0, |claims| claims.len() % 4);
                (unpadded > 0).then(|| format!("{input}{}", "=".repeat(4 - unpadded)))
            };
            let input = padded("").or_else(|| padded("x")).ok_or(SandboxError::Unwritable)?;
            signed(&input, &forge.pair.id, &aws_lc_rs::signature::RSA_PKCS1_SHA256)
        },
    )
    .remark(ONE_SPELLING),
    attack(
        "trailing-bits",
        "Another last character",
        "The last character of the signature is another one that stands for the same bytes.",
        source::RFC_7515_BASE64URL,
        |forge| Ok(forge.id().with_signature(&respelled(forge.parts()[2]))),
    )
    .remark(ONE_SPELLING),
    attack(
        "standard-alphabet",
        "The alphabet of Base64",
        "The signature is written with + and / instead of - and _.",
        source::RFC_7515_BASE64URL,
        |forge| {
            let token = signed_with_a_sign(forge)?;
            let (input, signature) = token.rsplit_once('.').ok_or(SandboxError::Unwritable)?;
            Ok(format!("{input}.{}", signature.replace('-', "+").replace('_', "/")))
        },
    ),
    attack(
        "stray-character",
        "A character of no alphabet",
        "A question mark stands in the middle of the signature, for readers that skip what they do not know.",
        source::RFC_7515_BASE64URL,
        |forge| {
            let (start, end) = forge.parts()[2].split_at(8);
            Ok(forge.id().with_signature(&format!("{start}?{end}")))
        },
    ),
    attack(
        "byte-order-mark",
        "A byte order mark",
        "The claims begin with a byte order mark; the pool's key signed it.",
        source::RFC_8259_ENCODING,
        |forge| by_pool(forge, &[b"\xef\xbb\xbf", forge.id().payload().as_bytes()].concat()),
    ),
    attack(
        "not-utf-8",
        "Bytes that are no text",
        "A claim holds a byte that is not UTF-8; the pool's key signed it.",
        source::RFC_8259_ENCODING,
        |forge| {
            let payload = forge.id().payload();
            let opened = payload.strip_suffix('}').unwrap_or_default();
            by_pool(forge, &[opened.as_bytes(), b",\"custom:name\":\"\xff\"}"].concat())
        },
    )
    .remark("CognitoJwtVerifier puts another character in its place, so two different names could become one."),
];

/// The last of the 342 characters of a signature carries four bits that belong to no byte.
fn respelled(signature: &str) -> String {
    let mut text = signature.to_owned();
    let place = text.pop().and_then(|last| ALPHABET.iter().position(|known| char::from(*known) == last));
    text.extend(place.and_then(|place| ALPHABET.get(place ^ 1)).map(|&byte| char::from(byte)));
    text
}

/// Nearly every signature has a character in which the two alphabets differ; where one has none, another is made.
fn signed_with_a_sign(forge: &Forge<'_>) -> Forged {
    let mut draft: Draft = forge.id();
    for filler in 0..8 {
        let token = forge.by_pool(&draft)?;
        if token.rsplit('.').next().is_some_and(|signature| signature.contains(['-', '_'])) {
            return Ok(token);
        }
        draft = draft.claim("custom:filler", &format!("\"{filler}\""));
    }
    Err(SandboxError::Unwritable)
}

fn by_pool(forge: &Forge<'_>, payload: &[u8]) -> Forged {
    signed(&forge.id().input_with(payload), &forge.pair.id, &aws_lc_rs::signature::RSA_PKCS1_SHA256)
}
