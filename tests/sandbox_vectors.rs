//! Published cases (Wycheproof, the JOSE cookbook): signed messages and keys made to be accepted or refused, each with
//! its verdict.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::PathBuf,
};

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::token::{Jwk, KeySet, Verdict, judge::prepare_any};
use serde_json::{Value, json};

/// What the judge says to each published message, which the browser has to say too.
const SAID: &str = "end2end/tests/vectors.json";
const MESSAGES: &str = "json_web_signature_test.json";

/// Published as valid, and refused here: a user pool signs with RS256 and nothing else.
const OTHER_ALGORITHMS: &str = "signed by another algorithm than RS256";
/// As above, because the message or its key is odd.
const REFUSED_ALTHOUGH_VALID: [(&str, &[u64]); 1] =
    [("a stray \"?\" stands in it, which a strict decoder does not skip", &[372, 373])];

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

fn verdict(message: &str, keys: &KeySet) -> Verdict {
    match prepare_any(message, keys) {
        Ok(prepared) => {
            let right = verifies(&prepared.key, &prepared.signing_input, &prepared.signature);
            prepared.conclude_signed(right)
        }
        Err(verdict) => verdict,
    }
}

fn accepted(message: &str, keys: &KeySet) -> bool {
    verdict(message, keys).failed().is_none()
}

fn read(folder: &str, file: &str) -> Option<Value> {
    let text = fs::read_to_string(vectors()?.join(folder).join(file)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

struct Published {
    id: u64,
    message: String,
    keys: KeySet,
    valid: bool,
    rs256: bool,
    comment: String,
}

/// All cases of a file.
fn published(file: &str) -> Option<Vec<Published>> {
    let file = read("wycheproof", file)?;
    let mut cases = Vec::new();
    for group in file["testGroups"].as_array().unwrap() {
        let keys = if group["public"].is_object() { &group["public"] } else { &group["private"] };
        let keys = KeySet::parse(&keys.to_string()).unwrap();
        cases.extend(group["tests"].as_array().unwrap().iter().map(|case| Published {
            id: case["tcId"].as_u64().unwrap(),
            // One message is in the JSON form, which is no token.
            message: case["jws"].as_str().map_or_else(|| case["jws"].to_string(), str::to_owned),
            keys: keys.clone(),
            valid: case["result"] == "valid",
            rs256: keys.keys.iter().any(|key| key.alg.as_deref() == Some("RS256")),
            comment: case["comment"].to_string(),
        }));
    }
    assert_eq!(cases.len() as u64, file["numberOfTests"].as_u64().unwrap());
    Some(cases)
}

/// The RS256 cases as published; all others are refused, because a user pool signs with nothing else.
fn wrongly_judged(file: &str, accepted_at_least: usize) -> Vec<String> {
    let Some(cases) = published(file) else { return Vec::new() };
    let right_to_accept = cases.iter().filter(|case| case.rs256 && case.valid).count();
    assert!(right_to_accept >= accepted_at_least, "{right_to_accept} cases to accept are too few to show anything");
    let wrong = cases.iter().filter(|case| accepted(&case.message, &case.keys) != (case.rs256 && case.valid));
    wrong.map(|case| format!("{} {} {}", case.id, case.comment, case.valid)).collect()
}

#[test]
fn published_signatures_get_their_published_verdicts() {
    assert_eq!(wrongly_judged(MESSAGES, 8), Vec::<String>::new());
}

#[test]
fn published_keys_get_their_published_verdicts() {
    assert_eq!(wrongly_judged("json_web_key_test.json", 1), Vec::<String>::new());
}

#[test]
fn valid_messages_are_refused_for_their_algorithm_or_for_a_reason_that_is_written_down() {
    let Some(cases) = published(MESSAGES) else { return };
    let excepted: BTreeSet<u64> = REFUSED_ALTHOUGH_VALID.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    let mut seen = BTreeSet::new();
    for case in cases.iter().filter(|case| case.valid && !accepted(&case.message, &case.keys)) {
        let verdict = verdict(&case.message, &case.keys);
        let step = verdict.failed().unwrap();
        if excepted.contains(&case.id) {
            assert!(seen.insert(case.id) && step.name.as_str() == "parse");
        } else {
            let reason = &step.reason;
            assert!(step.name.as_str() == "header" && !case.rs256, "{}: not {OTHER_ALGORITHMS}: {reason}", case.id);
        }
    }
    assert_eq!(seen, excepted);
}

/// Told in a file, so that the browser's test can compare: `QM_TEST_BLESS=1` writes it anew.
#[test]
fn what_is_said_to_published_messages_is_what_is_written_down() {
    let Some(cases) = published(MESSAGES) else { return };
    let mut said: BTreeMap<(String, String), Vec<u64>> = BTreeMap::new();
    for case in cases {
        let verdict = verdict(&case.message, &case.keys);
        let step = verdict.deciding().unwrap();
        said.entry((step.name.as_str().to_owned(), step.reason.clone())).or_default().push(case.id);
    }
    let rows = said.iter().map(|((step, reason), ids)| json!({"step": step, "reason": reason, "ids": ids}).to_string());
    let found = format!("[\n{}\n]\n", rows.collect::<Vec<_>>().join(",\n"));
    if env::var_os("QM_TEST_BLESS").is_some() {
        fs::write(SAID, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(SAID).unwrap());
}

/// The examples that are written as one text with dots, and the step that refuses each; all others are JSON.
const COOKBOOK: [(&str, Option<&str>); 7] = [
    ("jws/4_1.rsa_v15_signature.json", None),
    ("jws/4_2.rsa-pss_signature.json", Some("header")),
    ("jws/4_3.ecdsa_signature.json", Some("header")),
    ("jws/4_4.hmac-sha2_integrity_protection.json", Some("header")),
    ("jws/4_5.signature_with_detached_content.json", Some("header")),
    ("curve25519/jws.json", Some("header")),
    // Its payload is plain text, which no part of a token is.
    ("rfc7797/hmac-sha2_b64_false.json", Some("parse")),
];

/// The public half of an example's key, marked for the algorithm that the example names beside it.
fn key_of(example: &Value) -> KeySet {
    let key = &example["input"]["key"];
    let list = if key.is_array() { key.clone() } else { json!([key]) };
    let mut keys = KeySet::parse(&json!({"keys": list}).to_string()).unwrap();
    for key in &mut keys.keys {
        key.alg = key.alg.take().or_else(|| example["input"]["alg"].as_str().map(str::to_owned));
    }
    keys
}

#[test]
fn of_the_cookbook_only_the_rs256_token_is_accepted() {
    let Some(folder) = vectors() else { return };
    let mut compact = Vec::new();
    for part in ["jws", "rfc7797", "curve25519"] {
        for file in fs::read_dir(folder.join("jose-cookbook").join(part)).unwrap() {
            let file = format!("{part}/{}", file.unwrap().file_name().to_string_lossy());
            let example = read("jose-cookbook", &file).unwrap();
            // One example of that folder is encrypted.
            if example["signing"].is_null() {
                continue;
            }
            for (form, message) in example["output"].as_object().unwrap() {
                let message = message.as_str().map_or_else(|| message.to_string(), str::to_owned);
                let verdict = verdict(&message, &key_of(&example));
                let refused_at = verdict.failed().map(|step| step.name.as_str());
                if form == "compact" {
                    compact.push((file.clone(), refused_at));
                } else {
                    assert_eq!(refused_at, Some("parse"), "{file} {form}");
                }
            }
        }
    }
    compact.sort_unstable();
    let mut expected = COOKBOOK.map(|(file, refused_at)| (file.to_owned(), refused_at)).to_vec();
    expected.sort_unstable();
    assert_eq!(compact, expected);
}

#[test]
fn a_key_of_the_cookbook_is_good_for_rs256_only_where_it_says_so() {
    let Some(example) = read("jose-cookbook", "jws/4_1.rsa_v15_signature.json") else { return };
    let message = example["output"]["compact"].as_str().unwrap();
    for (file, words) in
        [("3_3.rsa_public_key.json", "not marked for RS256"), ("3_1.ec_public_key.json", "type \"EC\"")]
    {
        let key = read("jose-cookbook/jwk", file).unwrap();
        let verdict = verdict(message, &KeySet::parse(&key.to_string()).unwrap());
        let step = verdict.failed().unwrap();
        assert!(step.name.as_str() == "key" && step.reason.contains(words), "{file}: {}", step.reason);
    }
}
