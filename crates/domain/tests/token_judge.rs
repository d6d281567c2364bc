//! Every way to spoil a token, with the step that must refuse it.
//!
//! The signature is stubbed: it is right exactly when the signing input is one that the pool signed. Real signatures
//! are tried in the server's own tests.
#![expect(clippy::expect_used, reason = "a test helper that cannot go on says why")]

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::token::{Expectation, Gate, Jwk, KeySet, Outcome, StepName, Verdict, judge, prepare};
use proptest::prelude::*;

const NOW: i64 = 1_800_000_000;
const ISSUER: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00";
const CLIENT: &str = "1exampleclient";
const HEADER: &str = r#"{"kid":"sample-id","alg":"RS256"}"#;

fn id_claims() -> String {
    claims(r#""aud":"1exampleclient","token_use":"id","exp":1800003600,"iat":1800000000"#)
}

fn access_claims() -> String {
    claims(
        r#""client_id":"1exampleclient","token_use":"access","scope":"openid email","exp":1800003600,"iat":1800000000"#,
    )
}

fn claims(rest: &str) -> String {
    format!(r#"{{"sub":"aaaa","iss":"{ISSUER}",{rest}}}"#)
}

fn token(header: &str, claims: &str) -> String {
    token_of_bytes(header.as_bytes(), claims.as_bytes())
}

fn token_of_bytes(header: &[u8], claims: &[u8]) -> String {
    let [header, claims, signature] = [header, claims, &[7; 256][..]].map(|part| URL_SAFE_NO_PAD.encode(part));
    format!("{header}.{claims}.{signature}")
}

fn key(kid: &str) -> Jwk {
    Jwk {
        kid: Some(kid.to_owned()),
        kty: "RSA".to_owned(),
        alg: Some("RS256".to_owned()),
        public_key_use: Some("sig".to_owned()),
        e: Some("AQAB".to_owned()),
        n: Some(URL_SAFE_NO_PAD.encode([0xc3; 256])),
        key_ops: None,
    }
}

fn keys() -> KeySet {
    KeySet { keys: vec![key("sample-id"), key("sample-access")] }
}

fn expecting(gate: Gate, scopes: &[&str]) -> Expectation {
    Expectation {
        issuers: vec![ISSUER.to_owned()],
        clients: vec![CLIENT.to_owned()],
        gate,
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        now_s: NOW,
    }
}

/// Judged with a signature that is right whatever the token says, as if the pool itself had signed it.
fn judged(token: &str) -> Verdict {
    judge(token, &keys(), &expecting(Gate::Id, &[]), |_| true)
}

#[track_caller]
fn assert_refused_at(step: StepName, verdict: &Verdict) {
    assert!(!verdict.accepted());
    let failed = verdict.failed().expect("a refused token has a failed step");
    assert_eq!(failed.name, step, "{}", failed.reason);
    let names: Vec<StepName> = verdict.steps.iter().map(|step| step.name).collect();
    assert_eq!(names, StepName::ALL);
    for step in &verdict.steps {
        let place = |name| StepName::ALL.iter().position(|one| *one == name);
        let expected = match place(step.name).cmp(&place(failed.name)) {
            std::cmp::Ordering::Less => Outcome::Passed,
            std::cmp::Ordering::Equal => Outcome::Failed,
            std::cmp::Ordering::Greater => Outcome::NotReached,
        };
        assert_eq!(step.outcome, expected);
        assert!(step.reference.url.starts_with("https://") && !step.reason.is_empty());
    }
}

#[track_caller]
fn assert_refused_because(step: StepName, words: &str, verdict: &Verdict) {
    assert_refused_at(step, verdict);
    let reason = &verdict.failed().expect("asserted above").reason;
    assert!(reason.contains(words), "{reason:?} does not say {words:?}");
}

#[test]
fn a_good_token_passes_every_step() {
    let verdict = judged(&token(HEADER, &id_claims()));
    assert!(verdict.accepted(), "{verdict:?}");
    assert_eq!(verdict.steps.len(), 6);
}

#[test]
fn a_token_that_can_be_read_in_two_ways_is_not_read_at_all() {
    let good = token(HEADER, &id_claims());
    let (input, signature) = good.rsplit_once('.').expect("it has dots");
    let (header, payload) = input.split_once('.').expect("it has dots");
    let duplicate = id_claims().replacen('{', r#"{"sub":"bbbb","#, 1);
    let duplicate_deep = id_claims().replacen('{', r#"{"identities":[{"userId":"1","userId":"2"}],"#, 1);
    let escaped = id_claims().replacen('{', r#"{"\u0073ub":"bbbb","#, 1);
    let deep = id_claims().replacen('{', &format!(r#"{{"a":{}{},"#, "[".repeat(1000), "]".repeat(1000)), 1);
    let with_bom = [b"\xef\xbb\xbf", id_claims().as_bytes()].concat();
    // 256 bytes end in two characters, the last of which carries four unused bits: "w" is canonical, "x" is not.
    let loose = format!("{input}.{}x", &signature[..signature.len() - 1]);

    let cases = [
        (String::new(), "nothing here"),
        (input.to_owned(), "2 parts"),
        (format!("{good}.AAAA"), "4 parts"),
        (format!("{good}.AAAA.AAAA"), "encrypted"),
        (format!("Bearer {good}"), "Bearer"),
        (good.replacen('.', ". ", 1), "white space"),
        (format!("{good}\n"), "white space"),
        (format!("{good}=="), "padded"),
        (format!("{header}.{payload}=.{signature}"), "padded"),
        (loose, "bits"),
        (format!("{input}.{}+/", &signature[2..]), "standard Base64"),
        (format!("{input}.{}?", &signature[1..]), "not Base64url"),
        (format!("{header}..{signature}"), "empty"),
        (format!(".{payload}.{signature}"), "empty"),
        (token(HEADER, "[1,2]"), "not an object"),
        (token(HEADER, "\"text\""), "not an object"),
        (token(HEADER, "{\"sub\":"), "not JSON"),
        (token(HEADER, &format!("{} x", id_claims())), "not JSON"),
        (token("nonsense", &id_claims()), "not JSON"),
        (token(HEADER, &duplicate), "twice"),
        (token(HEADER, &duplicate_deep), "twice"),
        (token(HEADER, &escaped), "twice"),
        (token(r#"{"kid":"sample-id","alg":"RS256","alg":"RS256"}"#, &id_claims()), "twice"),
        (token(HEADER, &deep), "levels deep"),
        (token_of_bytes(HEADER.as_bytes(), &with_bom), "byte order mark"),
        (token_of_bytes(HEADER.as_bytes(), b"{\"sub\":\"\xff\"}"), "UTF-8"),
        (token(HEADER, &id_claims().replace("aaaa", "\\ud800")), "not JSON"),
        (".".repeat(10_000_000), "longer than"),
        (format!("{good}{}", "A".repeat(16 * 1024)), "longer than"),
        ("ключ.ключ.ключ".to_owned(), "not Base64url"),
    ];
    for (spoilt, words) in cases {
        assert_refused_because(StepName::Parse, words, &judged(&spoilt));
    }
}

#[test]
fn the_token_does_not_choose_its_algorithm() {
    let unsigned = |alg: &str| token(&format!(r#"{{"kid":"sample-id","alg":"{alg}"}}"#), &id_claims());
    for alg in ["none", "nOnE", "NONE"] {
        assert_refused_because(StepName::Header, "not signed", &judged(&unsigned(alg)));
        let stripped = unsigned(alg).rsplit_once('.').expect("it has dots").0.to_owned() + ".";
        assert_refused_because(StepName::Header, "not signed", &judged(&stripped));
    }
    for alg in ["HS256", "HS384", "HS512"] {
        assert_refused_because(StepName::Header, "shared secret", &judged(&unsigned(alg)));
    }
    for alg in ["rs256", "RS384", "PS256", "ES256", "EdDSA", "RS256 ", ""] {
        assert_refused_because(StepName::Header, "user pools sign with RS256", &judged(&unsigned(alg)));
    }
    assert_refused_because(StepName::Header, "no algorithm", &judged(&token(r#"{"kid":"sample-id"}"#, &id_claims())));
    let listed = token(r#"{"kid":"sample-id","alg":["RS256"]}"#, &id_claims());
    assert_refused_because(StepName::Header, "a list instead of text", &judged(&listed));
}

#[test]
fn a_header_that_asks_for_special_treatment_is_refused() {
    for extra in [r#""crit":["exp"]"#, r#""crit":[]"#, r#""crit":["b64"],"b64":false"#, r#""crit":null"#] {
        let header = format!(r#"{{"kid":"sample-id","alg":"RS256",{extra}}}"#);
        assert_refused_because(StepName::Header, "crit", &judged(&token(&header, &id_claims())));
    }
    let header = r#"{"kid":"sample-id","alg":"RS256","b64":false}"#;
    assert_refused_because(StepName::Header, "b64", &judged(&token(header, &id_claims())));
    for odd in
        [r#""typ":7"#, r#""cty":null"#, r#""jku":[]"#, r#""x5c":"AAAA""#, r#""x5c":[1]"#, r#""jwk":7"#, r#""jwk":{}"#]
    {
        let header = format!(r#"{{"kid":"sample-id","alg":"RS256",{odd}}}"#);
        assert_refused_because(StepName::Header, "is not", &judged(&token(&header, &id_claims())));
    }
}

#[test]
fn a_foreign_type_is_remarked_upon() {
    let verdict = judged(&token(r#"{"kid":"sample-id","alg":"RS256","typ":"at+jwt"}"#, &id_claims()));
    assert!(verdict.accepted());
    assert!(verdict.steps[1].reason.contains("at+jwt"));
}

#[test]
fn a_key_that_the_token_brings_along_is_never_the_one_that_is_used() {
    for brought in [r#""jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, r#""jku":"https://attacker.example/keys""#] {
        let header = |kid: &str| format!(r#"{{"kid":"{kid}","alg":"RS256",{brought}}}"#);
        assert_refused_at(StepName::Key, &judged(&token(&header("attackers"), &id_claims())));
        let prepared = prepare(&token(&header("sample-id"), &id_claims()), &keys()).expect("the key id is known");
        assert_eq!(prepared.key, key("sample-id"));
        let verdict = prepared.conclude(false, &expecting(Gate::Id, &[]));
        assert_refused_at(StepName::Signature, &verdict);
        assert!(verdict.steps[1].reason.contains("neither used nor fetched"));
    }
}

#[test]
fn the_key_is_chosen_by_its_exact_id() {
    for header in [
        r#"{"alg":"RS256"}"#,
        r#"{"kid":"","alg":"RS256"}"#,
        r#"{"kid":7,"alg":"RS256"}"#,
        r#"{"kid":"SAMPLE-ID","alg":"RS256"}"#,
        r#"{"kid":"sample-id ","alg":"RS256"}"#,
        r#"{"kid":"../../dev/null","alg":"RS256"}"#,
    ] {
        assert_refused_at(StepName::Key, &judged(&token(header, &id_claims())));
    }
}

#[test]
fn a_key_that_is_not_meant_or_not_strong_enough_for_this_is_refused() {
    type Change = fn(&mut Jwk);
    let with = |change: Change| {
        let mut changed = key("sample-id");
        change(&mut changed);
        let keys = KeySet { keys: vec![changed] };
        judge(&token(HEADER, &id_claims()), &keys, &expecting(Gate::Id, &[]), |_| true)
    };
    assert!(with(|_| {}).accepted());
    assert!(with(|key| key.public_key_use = None).accepted());
    let cases: [(&str, Change); 11] = [
        ("needs an RSA key", |key| key.kty = "EC".to_owned()),
        ("not marked for RS256", |key| key.alg = Some("PS256".to_owned())),
        ("not marked for RS256", |key| key.alg = None),
        ("something else than signatures", |key| key.public_key_use = Some("enc".to_owned())),
        ("key_ops", |key| key.key_ops = Some(vec!["encrypt".to_owned()])),
        ("1024 bits", |key| key.n = Some(URL_SAFE_NO_PAD.encode([0xc3; 128]))),
        ("not accepted", |key| key.n = Some(URL_SAFE_NO_PAD.encode([0xc3; 2048]))),
        ("exponent", |key| key.e = Some("AQ".to_owned())),
        ("exponent", |key| key.e = Some("AQAA".to_owned())),
        ("is missing", |key| key.n = None),
        ("is not Base64url", |key| key.e = Some("AQAB=".to_owned())),
    ];
    for (words, change) in cases {
        assert_refused_because(StepName::Key, words, &with(change));
    }
    let twice = KeySet { keys: vec![key("sample-id"), key("sample-id")] };
    let verdict = judge(&token(HEADER, &id_claims()), &twice, &expecting(Gate::Id, &[]), |_| true);
    assert_refused_because(StepName::Key, "more than one", &verdict);
}

#[test]
fn claims_are_read_only_after_the_signature() {
    let expired = id_claims().replace("1800003600", "1700000000");
    let verdict = judge(&token(HEADER, &expired), &keys(), &expecting(Gate::Id, &[]), |_| false);
    assert_refused_at(StepName::Signature, &verdict);
}

#[test]
fn claims_that_do_not_hold_are_refused_with_the_claim_named() {
    let cases: [(&str, &str, &str); 28] = [
        ("expired 1 second ago", "1800003600", "1799999999"),
        ("expired 0 seconds", "1800003600", "1800000000"),
        ("\"exp\" is missing", r#""exp":1800003600,"#, ""),
        ("\"exp\" must be a whole number of seconds and is text", "1800003600", "\"1800003600\""),
        ("\"exp\" must be", "1800003600", "1800003600.5"),
        ("\"exp\" must be", "1800003600", "1e300"),
        ("\"exp\" must be", "1800003600", "null"),
        ("not valid yet", r#""exp""#, r#""nbf":1800000001,"exp""#),
        ("\"nbf\" must be", r#""exp""#, r#""nbf":"1","exp""#),
        ("\"nbf\" must be", r#""exp""#, r#""nbf":-1,"exp""#),
        ("in the future", r#""iat":1800000000"#, r#""iat":1800000001"#),
        ("\"iat\" is missing", r#","iat":1800000000"#, ""),
        ("\"iat\" must be", r#""iat":1800000000"#, r#""iat":true"#),
        ("not this user pool", "EXAMPLE00", "EXAMPLE01"),
        ("not this user pool", "us-east-1_EXAMPLE00", "us-east-1_EXAMPLE00/"),
        ("\"iss\" is missing", "\"iss\"", "\"was_iss\""),
        (
            "\"iss\" must be a single text and is a list",
            r#""iss":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00""#,
            r#""iss":["https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00"]"#,
        ),
        ("not an app client", "1exampleclient", "2exampleclient"),
        ("\"aud\" is missing", r#""aud":"1exampleclient","#, ""),
        ("\"aud\" must be a single text and is a list", r#""1exampleclient""#, r#"["1exampleclient"]"#),
        ("\"sub\" is missing", r#""sub":"aaaa","#, ""),
        ("\"sub\" is empty", "aaaa", ""),
        ("\"sub\" must be", r#""aaaa""#, "7"),
        ("\"token_use\" is missing", r#""token_use":"id","#, ""),
        ("\"id\" or \"access\"", r#""token_use":"id""#, r#""token_use":"ID""#),
        ("cognito:groups", r#""sub""#, r#""cognito:groups":"admins","sub""#),
        ("cognito:groups", r#""sub""#, r#""cognito:groups":[1],"sub""#),
        ("auth_time", r#""sub""#, r#""auth_time":"now","sub""#),
    ];
    for (words, from, to) in cases {
        let spoilt = id_claims().replacen(from, to, 1);
        assert_ne!(spoilt, id_claims(), "{from} is not there to be changed");
        assert_refused_because(StepName::Claims, words, &judged(&token(HEADER, &spoilt)));
    }
}

#[test]
fn an_access_token_names_its_client_in_client_id() {
    let access = expecting(Gate::Access, &[]);
    let verdict_on = |claims: &str| judge(&token(HEADER, claims), &keys(), &access, |_| true);
    assert!(verdict_on(&access_claims()).accepted());
    let with_aud_only = access_claims().replace("client_id", "aud");
    assert_refused_because(StepName::Claims, "\"client_id\" is missing", &verdict_on(&with_aud_only));
    let other = access_claims().replace(CLIENT, "2exampleclient");
    assert_refused_because(StepName::Claims, "not an app client", &verdict_on(&other));
    let listed = access_claims().replace(r#""openid email""#, r#"["openid"]"#);
    assert_refused_because(StepName::Claims, "\"scope\" must be", &verdict_on(&listed));
}

#[test]
fn each_gate_takes_the_kind_of_token_that_it_is_for() {
    // (gate, scopes asked for, opens for the ID token, opens for the access token with "openid email")
    let rows: [(Gate, &[&str], bool, bool); 17] = [
        (Gate::Id, &[], true, false),
        (Gate::Access, &[], false, true),
        (Gate::Access, &["email", "other"], false, true),
        (Gate::Access, &["mail"], false, false),
        (Gate::RestAuthorizer, &[], true, false),
        (Gate::RestAuthorizerScopes, &["email"], false, true),
        (Gate::RestAuthorizerScopes, &["orders/read"], false, false),
        (Gate::RestAuthorizerScopes, &[], false, false),
        (Gate::HttpJwtAuthorizer, &[], true, true),
        (Gate::HttpJwtAuthorizer, &["openid"], false, true),
        (Gate::HttpJwtAuthorizer, &["OPENID"], false, false),
        (Gate::LambdaAuthorizer, &[], true, true),
        (Gate::LambdaAuthorizer, &["openid"], false, true),
        (Gate::IdentityPool, &[], true, false),
        (Gate::Userinfo, &[], false, true),
        (Gate::SelfService, &[], false, false),
        (Gate::Alb, &[], false, false),
    ];
    for (gate, scopes, opens_for_id, opens_for_access) in rows {
        for (claims, opens) in [(id_claims(), opens_for_id), (access_claims(), opens_for_access)] {
            let verdict = judge(&token(HEADER, &claims), &keys(), &expecting(gate, scopes), |_| true);
            assert_eq!(verdict.accepted(), opens, "{gate:?} {scopes:?} {claims}");
            if !opens {
                assert_refused_at(StepName::Gate, &verdict);
            }
        }
    }
    let signed_in_by_api = access_claims().replace("openid email", "aws.cognito.signin.user.admin");
    let self_service = expecting(Gate::SelfService, &[]);
    assert!(judge(&token(HEADER, &signed_in_by_api), &keys(), &self_service, |_| true).accepted());
}

#[test]
fn a_rest_api_does_not_know_the_multi_region_issuer() {
    let issuer = "https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00";
    let claims = id_claims().replace(ISSUER, issuer);
    for (gate, opens) in [(Gate::RestAuthorizer, false), (Gate::Id, true)] {
        let expectation = Expectation { issuers: vec![issuer.to_owned()], ..expecting(gate, &[]) };
        assert_eq!(judge(&token(HEADER, &claims), &keys(), &expectation, |_| true).accepted(), opens);
    }
}

#[test]
fn gates_go_by_the_names_of_the_contract() {
    for gate in Gate::ALL {
        assert_eq!(gate.as_str().parse(), Ok(gate));
        assert_eq!(serde_json::to_string(&gate).expect("a name"), format!("\"{}\"", gate.as_str()));
    }
    assert!("ID".parse::<Gate>().is_err());
}

proptest! {
    #[test]
    fn no_text_panics_and_none_is_accepted(text: String) {
        prop_assert!(!judged(&text).accepted());
    }

    #[test]
    fn nothing_token_shaped_panics(header: Vec<u8>, claims in "\\PC{0,40}", tail in "[A-Za-z0-9_=+/ .-]{0,12}") {
        let text = token_of_bytes(&header, claims.as_bytes()) + &tail;
        prop_assert!(!judged(&text).accepted());
    }

    #[test]
    fn any_change_of_one_byte_is_refused(place in 0usize..1000, byte in 0u8..128) {
        let good = token(HEADER, &id_claims());
        let mut changed = good.clone().into_bytes();
        let place = place % changed.len();
        prop_assume!(changed[place] != byte);
        changed[place] = byte;
        let changed = String::from_utf8(changed).expect("ASCII");
        let right = [7; 256];
        let (input, _) = good.rsplit_once('.').expect("it has dots");
        let verdict = judge(&changed, &keys(), &expecting(Gate::Id, &[]), |prepared| {
            prepared.signing_input == input && prepared.signature == right
        });
        prop_assert!(!verdict.accepted());
    }
}

/// What people paste by mistake or in malice. A refusal names one step and says exactly what is wrong.
#[test]
fn every_bad_paste_is_refused_in_a_calm_and_exact_sentence() {
    const SAFELY: &str = "cannot be read safely.";
    let nested = format!(r#"{{"a":{}1{}}}"#, "[".repeat(1000), "]".repeat(1000));
    let real = r#"{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi","sub":"a"}"#;
    let rows: [(&str, String, StepName, String); 9] = [
        (
            "a paste of a megabyte",
            "x".repeat(1_000_000),
            StepName::Parse,
            format!("The token {SAFELY} It is longer than 16384 bytes."),
        ),
        (
            "ten million dots",
            ".".repeat(10_000_000),
            StepName::Parse,
            format!("The token {SAFELY} It is longer than 16384 bytes."),
        ),
        (
            "dots alone",
            ".".repeat(9),
            StepName::Parse,
            format!(
                "The token {SAFELY} It has 10 parts between its dots; a signed token has three: header, claims and signature."
            ),
        ),
        (
            "no Base64url",
            format!("{}.e!30.AAAA", URL_SAFE_NO_PAD.encode(HEADER)),
            StepName::Parse,
            format!("The claims part {SAFELY} It is not Base64url."),
        ),
        (
            "JSON a thousand deep",
            token(HEADER, &nested),
            StepName::Parse,
            format!("The claims part {SAFELY} Its JSON is nested more than 32 levels deep."),
        ),
        (
            "a header a thousand deep",
            token(&nested, "{}"),
            StepName::Parse,
            format!("The header {SAFELY} Its JSON is nested more than 32 levels deep."),
        ),
        (
            "a name twice",
            token(HEADER, r#"{"sub":"a","sub":"b"}"#),
            StepName::Parse,
            format!(
                "The claims part {SAFELY} The name \"sub\" occurs twice in one JSON object, and readers differ in which of the two they take."
            ),
        ),
        (
            "a JWE",
            format!("{}.AAAA.AAAA.AAAA.AAAA", URL_SAFE_NO_PAD.encode(r#"{"enc":"A256GCM","alg":"RSA-OAEP"}"#)),
            StepName::Parse,
            format!(
                "The token {SAFELY} It has five parts: it is encrypted (JWE), as a refresh token is, and only the user pool can read it."
            ),
        ),
        (
            "what looks real",
            token(r#"{"kid":"of-another-pool","alg":"RS256"}"#, real),
            StepName::Key,
            "The key set has no key with the id \"of-another-pool\". No other key is tried, and this check fetches none."
                .to_owned(),
        ),
    ];
    for (name, text, step, reason) in rows {
        let verdict = prepare(&text, &keys()).expect_err(name);
        let failed = verdict.failed().expect("a refusal has a step that failed");
        assert_eq!((failed.name, failed.reason.as_str()), (step, reason.as_str()), "{name}");
    }
}
