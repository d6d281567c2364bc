//! The judge beside another verifier: nothing is accepted here that `jsonwebtoken`, set up as strictly as it can be,
//! refuses.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::{cell::Cell, sync::LazyLock};

use aws_lc_rs::{
    encoding::{AsDer, PublicKeyX509Der},
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{
        KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PSS_SHA256, RsaEncoding,
        RsaPublicKeyComponents,
    },
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::token::{Expectation, Gate, Jwk, KeySet, Prepared, judge};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use proptest::{prelude::*, test_runner::TestRunner};
use quizmint::clock::Clock;
use serde_json::Value;

const ISSUER: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00";
const CLIENT: &str = "1sampleclientpublic0000001";
const HOUR_S: i64 = 3600;
const CASES: u32 = 3000;

struct Signer {
    pair: KeyPair,
    jwk: Jwk,
    public: DecodingKey,
}

static SIGNER: LazyLock<Signer> = LazyLock::new(|| {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let number = |bytes: &[u8]| Some(URL_SAFE_NO_PAD.encode(bytes));
    let jwk = Jwk {
        alg: Some("RS256".to_owned()),
        e: number(pair.public_key().exponent().big_endian_without_leading_zero()),
        kid: Some("k".to_owned()),
        kty: "RSA".to_owned(),
        n: number(pair.public_key().modulus().big_endian_without_leading_zero()),
        ..Jwk::default()
    };
    let der: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der.as_ref()));
    let public = DecodingKey::from_rsa_pem(pem.as_bytes()).unwrap();
    Signer { pair, jwk, public }
});

fn verifies(prepared: &Prepared) -> bool {
    let number = |text: &Option<String>| URL_SAFE_NO_PAD.decode(text.as_deref().unwrap()).unwrap();
    let key = RsaPublicKeyComponents { n: number(&prepared.key.n), e: number(&prepared.key.e) };
    key.verify(&RSA_PKCS1_2048_8192_SHA256, prepared.signing_input.as_bytes(), &prepared.signature).is_ok()
}

/// Whether the judge accepts it as an ID token, at the time by which the other verifier goes too.
fn accepted_here(token: &str, now_s: i64) -> bool {
    let expectation = Expectation {
        issuers: vec![ISSUER.to_owned()],
        clients: vec![CLIENT.to_owned()],
        gate: Gate::Id,
        scopes: Vec::new(),
        now_s,
    };
    judge(token, &KeySet { keys: vec![SIGNER.jwk.clone()] }, &expectation, verifies).accepted()
}

/// Without leeway, with every check switched on, and with the ones that it leaves to its caller.
fn accepted_there(token: &str) -> bool {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.leeway = 0;
    validation.validate_nbf = true;
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[CLIENT]);
    let decoded = jsonwebtoken::decode::<Value>(token, &SIGNER.public, &validation);
    decoded.is_ok_and(|token| token.header.kid.as_deref() == Some("k") && token.claims["token_use"] == "id")
}

/// A token before it is signed, and what is done to its text afterwards.
#[derive(Clone, Debug, PartialEq)]
struct Attempt {
    header: Vec<(String, String)>,
    claims: Vec<(String, String)>,
    algorithm: usize,
    edit: Option<Edit>,
}

#[derive(Clone, Debug, PartialEq)]
enum Edit {
    Replace(usize, char),
    Insert(usize, String),
    Remove(usize),
    Cut(usize),
    Swap,
}

impl Attempt {
    fn token(&self) -> String {
        let algorithms: [&'static dyn RsaEncoding; 3] = [&RSA_PKCS1_SHA256, &RSA_PKCS1_SHA384, &RSA_PSS_SHA256];
        let object = |members: &[(String, String)]| {
            let members: Vec<String> = members.iter().map(|(name, raw)| format!("\"{name}\":{raw}")).collect();
            URL_SAFE_NO_PAD.encode(format!("{{{}}}", members.join(",")))
        };
        let input = format!("{}.{}", object(&self.header), object(&self.claims));
        let mut signature = vec![0; 256];
        let signed =
            SIGNER.pair.sign(algorithms[self.algorithm], &SystemRandom::new(), input.as_bytes(), &mut signature);
        signed.unwrap();
        let token = format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature));
        self.edit.as_ref().map_or(token.clone(), |edit| edit.apply(&token))
    }
}

impl Edit {
    fn apply(&self, token: &str) -> String {
        let mut text: Vec<char> = token.chars().collect();
        let length = text.len();
        match self {
            Self::Replace(place, character) => text[place % length] = *character,
            Self::Insert(place, inserted) => {
                let place = place % (length + 1);
                text.splice(place..place, inserted.chars());
            }
            Self::Remove(place) => drop(text.remove(place % length)),
            Self::Cut(place) => text.truncate(place % length),
            Self::Swap => {
                let mut parts: Vec<&str> = token.split('.').collect();
                parts.swap(0, 1);
                return parts.join(".");
            }
        }
        text.into_iter().collect()
    }
}

fn good(now_s: i64) -> Attempt {
    let text = |value: &str| format!("\"{value}\"");
    let named = |members: Vec<(&str, String)>| {
        members.into_iter().map(|(name, raw)| (name.to_owned(), raw)).collect::<Vec<_>>()
    };
    Attempt {
        header: named(vec![("kid", text("k")), ("alg", text("RS256"))]),
        claims: named(vec![
            ("sub", text("aaaa")),
            ("iss", text(ISSUER)),
            ("aud", text(CLIENT)),
            ("token_use", text("id")),
            ("exp", (now_s + HOUR_S).to_string()),
            ("iat", (now_s - HOUR_S).to_string()),
        ]),
        algorithm: 0,
        edit: None,
    }
}

/// Values that a claim or a header field might have; times keep away from the moment of the test.
fn raw(now_s: i64) -> impl Strategy<Value = String> {
    let near = prop::sample::select(vec![-10 * HOUR_S, -HOUR_S, -600, 600, HOUR_S, 10 * HOUR_S]);
    prop_oneof![
        near.clone().prop_map(move |s| (now_s + s).to_string()),
        near.clone().prop_map(move |s| format!("{}.5", now_s + s)),
        near.prop_map(move |s| format!("\"{}\"", now_s + s)),
        any::<i64>().prop_map(|number| number.to_string()),
        "[a-z ]{0,6}".prop_map(|text| format!("\"{text}\"")),
        prop::sample::select(vec![
            "null",
            "true",
            "{}",
            "[]",
            "1e30",
            "-1",
            "\"k\"",
            "\"id\"",
            "\"access\"",
            "\"RS256\"",
            "\"rs256\"",
            "\"none\"",
            "\"HS256\"",
            "\"PS256\"",
            "[\"b64\"]",
            "\"JWT\"",
            "\"at+jwt\"",
            "[\"id\"]",
            "{\"a\":1,\"a\":2}",
        ])
        .prop_map(str::to_owned),
        Just(serde_json::to_string(&SIGNER.jwk).unwrap()),
        prop::sample::select(vec![format!("\"{ISSUER}\""), format!("\"{CLIENT}\""), format!("[\"{CLIENT}\",\"x\"]")]),
    ]
}

fn attempts(now_s: i64) -> impl Strategy<Value = Attempt> {
    let names = prop::sample::select(vec![
        "sub",
        "iss",
        "aud",
        "token_use",
        "exp",
        "iat",
        "nbf",
        "auth_time",
        "client_id",
        "scope",
        "cognito:groups",
        "username",
        "custom:x",
    ]);
    let fields = prop::sample::select(vec!["kid", "alg", "typ", "crit", "b64", "jwk", "jku", "cty", "x"]);
    // How a member is changed: replaced or added, doubled, or removed.
    let how = prop::sample::select(vec![0u8, 0, 0, 1, 2]);
    let of_claims = prop::collection::vec((names, how.clone(), raw(now_s)), 0..3);
    let of_header = prop_oneof![
        3 => Just(Vec::new()),
        1 => prop::collection::vec((fields, how, raw(now_s)), 1..3),
    ];
    let algorithm = prop_oneof![9 => Just(0usize), 1 => 1..3usize];
    let edit = prop_oneof![
        4 => Just(None),
        1 => (0..2000usize, prop::char::range(' ', '~')).prop_map(|(place, to)| Some(Edit::Replace(place, to))),
        1 => (0..2000usize, "[A-Za-z0-9_=+/. -]{1,3}").prop_map(|(place, text)| Some(Edit::Insert(place, text))),
        1 => (0..2000usize).prop_map(|place| Some(Edit::Remove(place))),
        1 => (0..2000usize).prop_map(|place| Some(Edit::Cut(place))),
        1 => Just(Some(Edit::Swap)),
    ];
    (of_claims, of_header, algorithm, edit).prop_map(move |(of_claims, of_header, algorithm, edit)| {
        let mut attempt = Attempt { algorithm, edit, ..good(now_s) };
        change(&mut attempt.claims, of_claims);
        change(&mut attempt.header, of_header);
        attempt
    })
}

fn change(members: &mut Vec<(String, String)>, changes: Vec<(&str, u8, String)>) {
    for (name, how, raw) in changes {
        let place = members.iter().position(|member| member.0 == name);
        match (how, place) {
            (0, Some(place)) => members[place].1 = raw,
            (2, Some(place)) => drop(members.remove(place)),
            _ => members.push((name.to_owned(), raw)),
        }
    }
}

fn now_s() -> i64 {
    // The other verifier goes by the machine's clock and by no other.
    Clock::System.now_ms().div_euclid(1000)
}

#[test]
fn nothing_is_accepted_here_that_is_refused_there() {
    let (here, there) = (Cell::new(0u32), Cell::new(0u32));
    let now_s = now_s();
    let mut runner =
        TestRunner::new(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() });
    let outcome = runner.run(&attempts(now_s), |attempt| {
        let token = attempt.token();
        let (accepted, reference) = (accepted_here(&token, now_s), accepted_there(&token));
        here.set(here.get() + u32::from(accepted));
        there.set(there.get() + u32::from(reference));
        prop_assert!(!accepted || reference, "{token}");
        Ok(())
    });
    assert_eq!(outcome, Ok(()));
    // Otherwise the comparison would show nothing: many must pass both, and more must pass the laxer one.
    assert!(here.get() > CASES / 20, "only {} accepted", here.get());
    assert!(there.get() > here.get(), "{} there, {} here", there.get(), here.get());
}

#[test]
fn an_untouched_token_is_accepted_by_both() {
    let now_s = now_s();
    let token = good(now_s).token();
    assert!(accepted_here(&token, now_s) && accepted_there(&token));
}
