//! Published cases (Wycheproof): signed messages and keys made to be accepted or refused, each with its verdict.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::{env, fs, path::PathBuf};

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::token::{Jwk, KeySet, judge::prepare_any};
use serde_json::Value;

fn vectors() -> Option<PathBuf> {
    if let Some(folder) = env::var_os("QM_TEST_VECTORS") {
        return Some(folder.into());
    }
    assert!(env::var_os("CI").is_none(), "QM_TEST_VECTORS must name the folder of published vectors where CI is set");
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    {
        eprintln!("SKIPPED: QM_TEST_VECTORS names no folder of published vectors");
    }
    None
}

fn verifies(key: &Jwk, message: &str, signature: &[u8]) -> bool {
    let number = |text: &Option<String>| URL_SAFE_NO_PAD.decode(text.as_deref().unwrap()).unwrap();
    let components = RsaPublicKeyComponents { n: number(&key.n), e: number(&key.e) };
    components.verify(&RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), signature).is_ok()
}

fn accepted(message: &str, keys: &KeySet) -> bool {
    prepare_any(message, keys)
        .is_ok_and(|prepared| verifies(&prepared.key, &prepared.signing_input, &prepared.signature))
}

/// The RS256 cases as published; all others are refused, because a user pool signs with nothing else.
fn wrongly_judged(file: &str, accepted_at_least: usize) -> Vec<String> {
    let Some(folder) = vectors() else { return Vec::new() };
    let text = fs::read_to_string(folder.join("wycheproof").join(file)).unwrap();
    let published: Value = serde_json::from_str(&text).unwrap();
    let (mut tried, mut right_to_accept) = (0, 0);
    let mut wrong = Vec::new();
    for group in published["testGroups"].as_array().unwrap() {
        let keys = if group["public"].is_object() { &group["public"] } else { &group["private"] };
        let keys = KeySet::parse(&keys.to_string()).unwrap();
        for case in group["tests"].as_array().unwrap() {
            // One message is in the JSON form, which is no token.
            let message = case["jws"].as_str().map_or_else(|| case["jws"].to_string(), str::to_owned);
            let rs256 = keys.keys.iter().any(|key| key.alg.as_deref() == Some("RS256"));
            let expected = rs256 && case["result"] == "valid";
            tried += 1;
            right_to_accept += usize::from(expected);
            if accepted(&message, &keys) != expected {
                wrong.push(format!("{} {} {}", case["tcId"], case["comment"], case["result"]));
            }
        }
    }
    assert_eq!(tried, published["numberOfTests"].as_u64().unwrap());
    assert!(right_to_accept >= accepted_at_least, "{right_to_accept} cases to accept are too few to show anything");
    wrong
}

#[test]
fn published_signatures_get_their_published_verdicts() {
    assert_eq!(wrongly_judged("json_web_signature_test.json", 8), Vec::<String>::new());
}

#[test]
fn published_keys_get_their_published_verdicts() {
    assert_eq!(wrongly_judged("json_web_key_test.json", 1), Vec::<String>::new());
}
