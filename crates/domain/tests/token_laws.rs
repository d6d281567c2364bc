//! Laws of decoder and judge: whatever comes in, nothing panics, and a verdict always has the same form.
#![expect(clippy::expect_used, reason = "a test helper that cannot go on says why")]

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::token::{
    Expectation, Gate, Jwk, KeySet, Outcome, Spoil, StepName, Verdict, decode, judge,
    judge::prepare_any,
    judge::{LoadBalancer, judge_header},
    key_set_looks_real, looks_real, spoil,
};
use proptest::prelude::*;

const NOW: i64 = 1_800_000_000;
const ISSUER: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00";

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

fn expectation(gate: Gate) -> Expectation {
    Expectation {
        issuers: vec![ISSUER.to_owned()],
        clients: vec!["client".to_owned()],
        gate,
        scopes: vec!["openid".to_owned()],
        now_s: NOW,
    }
}

fn load_balancer() -> LoadBalancer {
    LoadBalancer {
        arn: "arn".to_owned(),
        issuer: ISSUER.to_owned(),
        client: "client".to_owned(),
        kids: vec!["k".to_owned()],
    }
}

/// Everything that is done with a text that somebody pasted.
fn all_done_with(text: &str, gate: Gate) -> Verdict {
    let decoded = decode(text);
    for spoil in Spoil::ALL {
        let _spoilt = spoil.spoil(text, NOW);
    }
    if let Some(claims) = decoded.claims() {
        let _undone = spoil::with_claims(text, &spoil::editable(claims));
    }
    let _warnings = (looks_real(text, &[ISSUER]), key_set_looks_real(text), KeySet::parse(text));
    if let Ok(prepared) = prepare_any(text, &keys()) {
        check_form(&prepared.conclude_signed(true));
    }
    check_form(&judge_header(text, &load_balancer(), NOW, |_| true));
    let verdict = judge(text, &keys(), &expectation(gate), |_| true);
    check_form(&verdict);
    verdict
}

/// Passed steps, then at most one that failed, then those that were not reached; each with its reason and its source.
fn check_form(verdict: &Verdict) {
    let names: Vec<StepName> = verdict.steps.iter().map(|step| step.name).collect();
    assert_eq!(names, StepName::ALL);
    let outcomes: Vec<Outcome> = verdict.steps.iter().map(|step| step.outcome).collect();
    let passed = outcomes.iter().take_while(|outcome| **outcome == Outcome::Passed).count();
    let failed = outcomes[passed..].iter().take_while(|outcome| **outcome == Outcome::Failed).count();
    assert!(failed <= 1, "{outcomes:?}");
    assert!(outcomes[passed + failed..].iter().all(|outcome| *outcome == Outcome::NotReached), "{outcomes:?}");
    for step in &verdict.steps {
        // A reason quotes no more than a line of what came in, whatever its length.
        assert!((1..1000).contains(&step.reason.len()) && step.reference.url.starts_with("https://"), "{step:?}");
        assert!(!step.reason.contains(char::is_control), "{:?}", step.reason);
    }
}

/// JSON texts, now and then broken, with the names that matter and any values.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|flag| flag.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| number.to_string()),
        "\\PC{0,12}".prop_map(|text| serde_json::to_string(&text).expect("text is JSON")),
        prop::sample::select(vec![
            "\"RS256\"",
            "\"k\"",
            "\"id\"",
            "\"access\"",
            "\"client\"",
            "1800003600",
            "1e999",
            "-0",
            "\"\\ud800\"",
            "{",
            "]"
        ])
        .prop_map(str::to_owned),
        Just(format!("\"{ISSUER}\"")),
    ];
    let name = prop::sample::select(vec![
        "kid",
        "alg",
        "typ",
        "crit",
        "b64",
        "jwk",
        "iss",
        "sub",
        "aud",
        "client_id",
        "token_use",
        "exp",
        "iat",
        "nbf",
        "scope",
        "cognito:groups",
        "auth_time",
        "username",
        "",
        "a\\u0000b",
        "\\u0061lg",
    ]);
    leaf.prop_recursive(5, 40, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(|values| format!("[{}]", values.join(","))),
            prop::collection::vec((name.clone(), inner), 0..12).prop_map(|members| {
                let members: Vec<String> = members.iter().map(|(name, raw)| format!("\"{name}\":{raw}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

fn gate() -> impl Strategy<Value = Gate> {
    prop::sample::select(Gate::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_bytes_are_judged_in_six_steps(bytes: Vec<u8>, gate in gate()) {
        all_done_with(&String::from_utf8_lossy(&bytes), gate);
    }

    #[test]
    fn any_json_in_the_place_of_header_and_claims_is_judged(header in json(), claims in json(), gate in gate()) {
        let signature = [7; 256];
        let token = [header.as_bytes(), claims.as_bytes(), &signature].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
        all_done_with(&token, gate);
        // Under a header that is right, so that any claims are reached.
        let header = r#"{"kid":"k","alg":"RS256"}"#;
        let token = [header.as_bytes(), claims.as_bytes(), &signature].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
        all_done_with(&token, gate);
    }

    #[test]
    fn any_key_set_is_read_or_refused_with_a_sentence(text in json()) {
        match KeySet::parse(&text) {
            Ok(keys) => {
                let token = format!("{}.e30.AAAA", URL_SAFE_NO_PAD.encode(r#"{"kid":"k","alg":"RS256"}"#));
                check_form(&judge(&token, &keys, &expectation(Gate::Id), |_| false));
            }
            Err(error) => prop_assert!(!error.sentence().is_empty()),
        }
    }

    #[test]
    fn what_is_accepted_says_what_was_expected(change in prop::option::of((0..6usize, json()))) {
        let mut members = good_claims();
        if let Some((place, raw)) = &change {
            members[*place].1.clone_from(raw);
        }
        let claims: Vec<String> = members.iter().map(|(name, raw)| format!("\"{name}\":{raw}")).collect();
        let claims = format!("{{{}}}", claims.join(","));
        let header = r#"{"kid":"k","alg":"RS256"}"#;
        let token = [header.as_bytes(), claims.as_bytes(), &[7; 256]].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
        let verdict = judge(&token, &keys(), &expectation(Gate::Id), |_| true);
        prop_assert!(verdict.accepted() || change.is_some());
        if verdict.accepted() {
            let claims: serde_json::Value = serde_json::from_str(&claims).expect("it was read");
            prop_assert_eq!(&claims["iss"], ISSUER);
            prop_assert_eq!(&claims["aud"], "client");
            prop_assert!(claims["exp"].as_i64().is_some_and(|exp| exp > NOW));
            prop_assert!(claims["iat"].as_i64().is_some_and(|iat| iat <= NOW));
            prop_assert!(claims["sub"].as_str().is_some_and(|sub| !sub.is_empty()));
        }
    }
}

/// Names with their JSON.
fn good_claims() -> [(&'static str, String); 6] {
    [
        ("iss", format!("\"{ISSUER}\"")),
        ("aud", "\"client\"".to_owned()),
        ("token_use", "\"id\"".to_owned()),
        ("sub", "\"someone\"".to_owned()),
        ("exp", (NOW + 3600).to_string()),
        ("iat", NOW.to_string()),
    ]
}
