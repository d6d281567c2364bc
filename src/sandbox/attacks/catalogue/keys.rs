//! Attacks on the choice of the key.

use domain::token::reference as source;
use serde_json::json;

use super::{Attack, attack};

const PROMOTED: &str = r#"["admins"]"#;
const GROUPS: &str = "cognito:groups";

pub(super) const ATTACKS: &[Attack] = &[
    attack(
        "kid-unknown",
        "A key that nobody published",
        "The forger's own key signed it, and the header names that key.",
        source::RFC_7515_KID,
        |forge| {
            let kid = json!(forge.stranger.rsa.kid()).to_string();
            forge.by_stranger(&forge.id().header("kid", &kid).claim(GROUPS, PROMOTED))
        },
    ),
    attack(
        "kid-missing",
        "No key named",
        "The header has no \"kid\"; the pool's key signed it.",
        source::RFC_7515_KID,
        |forge| forge.by_pool(&forge.id().without_header("kid")),
    ),
    attack(
        "kid-a-number",
        "A number for a key id",
        "The header says \"kid\": 0, for readers that take it as a place in a list; the pool's key signed it.",
        source::RFC_7515_KID,
        |forge| forge.by_pool(&forge.id().header("kid", "0")),
    ),
    attack(
        "kid-a-path",
        "A path for a key id",
        "The \"kid\" leads out of a folder of keys to an empty file, which then would be the key.",
        source::RFC_8725_RECEIVED,
        |forge| {
            let draft = forge.id().header("kid", r#""../../../../../../dev/null""#).claim(GROUPS, PROMOTED);
            forge.by_stranger(&draft)
        },
    ),
    attack(
        "kid-sql",
        "SQL for a key id",
        "The \"kid\" is made to turn a query for the key into one that returns the forger's.",
        source::RFC_8725_RECEIVED,
        |forge| {
            let draft = forge.id().header("kid", r#""x' UNION SELECT 'forged' -- ""#).claim(GROUPS, PROMOTED);
            forge.by_stranger(&draft)
        },
    ),
    attack(
        "jwk-embedded",
        "The key comes along",
        "The header carries the forger's public key in \"jwk\" under the id of the pool's; the forger's key signed it.",
        source::RFC_7515_JWK,
        |forge| {
            let key = json!(forge.stranger.rsa.jwk).to_string();
            forge.by_stranger(&forge.id().header("jwk", &key).claim(GROUPS, PROMOTED))
        },
    ),
    attack(
        "jku-to-attacker",
        "An address of the forger's keys",
        "The header says in \"jku\" where to fetch a key set; the forger's key signed it.",
        source::RFC_7515_JKU,
        |forge| {
            let draft = forge.id().header("jku", r#""https://keys.attacker.example.com/jwks.json""#);
            forge.by_stranger(&draft.claim(GROUPS, PROMOTED))
        },
    ),
    attack(
        "x5u-to-attacker",
        "An address of the forger's certificate",
        "The header says in \"x5u\" where to fetch a certificate; the forger's key signed it.",
        source::RFC_7515_X5U,
        |forge| {
            let draft = forge.id().header("x5u", r#""https://keys.attacker.example.com/chain.pem""#);
            forge.by_stranger(&draft.claim(GROUPS, PROMOTED))
        },
    ),
    attack(
        "wrong-key",
        "The right name, the wrong key",
        "The header names the pool's key, but the forger's signed it.",
        source::RFC_7515_VALIDATION,
        |forge| forge.by_stranger(&forge.id().claim(GROUPS, PROMOTED)),
    ),
    attack(
        "kid-of-the-other-kind",
        "The pool's other key",
        "The header of an ID token names the key that the pool keeps for access tokens.",
        source::RFC_7515_KID,
        |forge| {
            let kid = json!(forge.pair.access.kid()).to_string();
            forge.by_pool(&forge.id().header("kid", &kid))
        },
    ),
];
