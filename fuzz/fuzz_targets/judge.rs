//! Arbitrary bytes as a token, and as the header and claims of one: nothing may panic, every verdict has its six steps,
//! and what is accepted says what was expected.
#![no_main]

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::token::{Expectation, Gate, Jwk, KeySet, StepName, decode, judge, looks_real};
use libfuzzer_sys::fuzz_target;

const ISSUER: &str = "i";
const CLIENT: &str = "c";
const NOW_S: i64 = 1_800_000_000;

fuzz_target!(|input: &[u8]| {
    let Some((&choice, rest)) = input.split_first() else { return };
    let gate = Gate::ALL[usize::from(choice) % Gate::ALL.len()];
    judged(&String::from_utf8_lossy(rest), gate);
    // The first line is the header and the rest are the claims; without a line break the header is a good one.
    let (header, claims) = match rest.iter().position(|&byte| byte == b'\n') {
        Some(end) => (&rest[..end], &rest[end + 1..]),
        None => (br#"{"kid":"k","alg":"RS256"}"#.as_slice(), rest),
    };
    let parts = [header, claims, &[7; 256]].map(|part| URL_SAFE_NO_PAD.encode(part));
    judged(&parts.join("."), gate);
});

fn judged(token: &str, gate: Gate) {
    let expectation = Expectation {
        issuers: vec![ISSUER.to_owned()],
        clients: vec![CLIENT.to_owned()],
        gate,
        scopes: vec!["openid".to_owned()],
        now_s: NOW_S,
    };
    // As if its signature were right: everything else has to hold without it.
    let verdict = judge(token, &keys(), &expectation, |_| true);
    assert!(verdict.steps.iter().map(|step| step.name).eq(StepName::ALL));
    assert!(verdict.accepted() == verdict.failed().is_none());
    let _warnings = (looks_real(token, &[ISSUER]), KeySet::parse(token));
    let decoded = decode(token);
    if verdict.accepted() {
        let claims = decoded.claims().expect("what is accepted was read");
        assert_eq!(claims.text("iss"), Some(ISSUER));
        assert!(claims.text("aud") == Some(CLIENT) || claims.text("client_id") == Some(CLIENT));
        assert!(claims.value("exp").and_then(|exp| exp.as_i64()).is_some_and(|exp| exp > NOW_S));
        assert!(decoded.flaws.is_empty() && decoded.parts.iter().all(|part| part.flaws.is_empty()));
    }
}

fn keys() -> KeySet {
    let key = Jwk {
        kid: Some("k".to_owned()),
        kty: "RSA".to_owned(),
        alg: Some("RS256".to_owned()),
        e: Some("AQAB".to_owned()),
        n: Some(URL_SAFE_NO_PAD.encode([0xc3; 256])),
        ..Jwk::default()
    };
    KeySet { keys: vec![key] }
}
