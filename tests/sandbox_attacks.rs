//! Every attack of the catalogue with the verdict and the step that it must get.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use domain::token::decode;
use quizmint::sandbox::{
    Gallery, Sandbox,
    attacks::{Answer, AttackList, Libraries, catalogue},
};

const NOW_MS: i64 = 1_800_000_000_000;
const MINUTE_MS: i64 = 60_000;
/// The library that AWS recommends.
const OF_AWS: &str = "aws-jwt-verify";

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:3000", [5; 32]));
static GALLERY: LazyLock<Arc<Gallery>> = LazyLock::new(|| SANDBOX.attacks(NOW_MS).unwrap());

/// The step that refuses, and words of its reason.
const REFUSED: [(&str, &str, &str); 86] = [
    ("alg-none", "header", "not signed"),
    ("alg-none-signed", "header", "not signed"),
    ("alg-none-in-mixed-case", "header", "\"nOnE\""),
    ("hs256-with-public-pem", "header", "shared secret"),
    ("hs256-with-modulus", "header", "shared secret"),
    ("hs256-with-empty-secret", "header", "shared secret"),
    ("alg-in-lower-case", "header", "in exactly these letters"),
    ("alg-ps256", "header", "\"PS256\""),
    ("alg-rs384", "header", "\"RS384\""),
    ("alg-es256", "header", "\"ES256\""),
    ("alg-missing", "header", "names no algorithm"),
    ("alg-a-list", "header", "a list instead of text"),
    ("kid-unknown", "key", "no key with the id"),
    ("kid-missing", "key", "names no key"),
    ("kid-a-number", "key", "a number instead of text"),
    ("kid-a-path", "key", "dev/null"),
    ("kid-sql", "key", "UNION SELECT"),
    ("jwk-embedded", "signature", "does not fit"),
    ("jku-to-attacker", "signature", "does not fit"),
    ("x5u-to-attacker", "signature", "does not fit"),
    ("wrong-key", "signature", "does not fit"),
    ("kid-of-the-other-kind", "signature", "does not fit"),
    ("claims-tampered", "signature", "does not fit"),
    ("signature-stripped", "signature", "does not fit"),
    ("signature-truncated", "signature", "does not fit"),
    ("signature-swapped", "signature", "does not fit"),
    ("two-parts", "parse", "2 parts"),
    ("four-parts", "parse", "4 parts"),
    ("claims-empty", "parse", "empty"),
    ("claims-a-list", "parse", "not an object"),
    ("claims-no-json", "parse", "not JSON"),
    ("claims-too-deep", "parse", "levels deep"),
    ("claim-twice", "parse", "\"sub\" occurs twice"),
    ("exp-twice", "parse", "\"exp\" occurs twice"),
    ("alg-twice", "parse", "\"alg\" occurs twice"),
    ("crit-unknown", "header", "crit"),
    ("crit-empty", "header", "crit"),
    ("crit-b64", "header", "crit"),
    ("expired-by-a-second", "claims", "expired 1 second ago"),
    ("exp-missing", "claims", "\"exp\" is missing"),
    ("exp-text", "claims", "\"exp\" must be a whole number"),
    ("exp-fraction", "claims", "\"exp\" must be a whole number"),
    ("exp-huge", "claims", "\"exp\" must be a whole number"),
    ("nbf-in-the-future", "claims", "not valid yet"),
    ("iat-in-the-future", "claims", "issued in the future"),
    ("iat-missing", "claims", "\"iat\" is missing"),
    ("iss-of-nobody", "claims", "not this user pool"),
    ("iss-missing", "claims", "\"iss\" is missing"),
    ("iss-a-list", "claims", "\"iss\" must be a single text"),
    ("iss-with-slash", "claims", "not this user pool"),
    ("aud-missing", "claims", "\"aud\" is missing"),
    ("aud-a-list", "claims", "\"aud\" must be a single text"),
    ("sub-missing", "claims", "\"sub\" is missing"),
    ("bearer-prefix", "parse", "Bearer"),
    ("space-inside", "parse", "white space"),
    ("line-break-at-the-end", "parse", "white space"),
    ("signature-padded", "parse", "padded"),
    ("claims-padded", "parse", "padded"),
    ("trailing-bits", "parse", "belong to no byte"),
    ("standard-alphabet", "parse", "standard Base64 alphabet"),
    ("stray-character", "parse", "not Base64url"),
    ("byte-order-mark", "parse", "byte order mark"),
    ("not-utf-8", "parse", "not UTF-8"),
    ("access-for-id", "gate", "expects an ID token"),
    ("id-for-access", "gate", "expects an access token"),
    ("token-use-missing", "claims", "\"token_use\" is missing"),
    ("token-use-swapped", "signature", "does not fit"),
    ("aud-of-another-client", "claims", "not an app client"),
    ("access-of-another-client", "claims", "not an app client"),
    ("aud-instead-of-client-id", "claims", "\"client_id\" is missing"),
    ("another-pool", "key", "no key with the id"),
    ("another-pool-under-our-key", "claims", "not this user pool"),
    ("refresh-as-bearer", "parse", "encrypted"),
    ("access-at-identity-pool", "gate", "only the ID token in Logins"),
    ("access-at-rest-authorizer", "gate", "401"),
    ("id-at-userinfo", "gate", "401"),
    ("groups-as-text", "claims", "not a list of names"),
    ("scope-as-list", "claims", "\"scope\" must be"),
    ("identity-pool-s-token", "header", "\"RS512\""),
    ("load-balancer-s-header", "parse", "padded"),
    ("header-of-another-load-balancer", "gate", "not the load balancer in front"),
    ("header-by-the-forger", "signature", "the region's key did not sign"),
    ("header-unsigned", "header", "not ES256"),
    ("header-expired", "claims", "expired"),
    ("header-of-another-client", "claims", "app client"),
    ("header-an-id-token", "parse", "padded Base64url"),
];

/// Sound tokens, and the one that is only remarked upon.
const ACCEPTED: [(&str, &str); 4] = [
    ("good-id-token", "expects"),
    ("good-access-token", "expects"),
    ("typ-of-another-kind", "expects"),
    ("header-sound", "in front of this target"),
];

#[test]
fn every_attack_is_refused_at_its_step_and_the_sound_tokens_are_accepted() {
    let refused = REFUSED.map(|(id, step, words)| (id, (false, step, words)));
    let accepted = ACCEPTED.map(|(id, words)| (id, (true, "gate", words)));
    let expected: BTreeMap<_, _> = refused.into_iter().chain(accepted).collect();
    for forgery in &GALLERY.forgeries {
        let (accepted, step, words) = expected[forgery.attack.id];
        let deciding = forgery.deciding().unwrap();
        let found = (forgery.attack.id, forgery.verdict.accepted(), deciding.name.as_str());
        assert_eq!(found, (forgery.attack.id, accepted, step), "{}", deciding.reason);
        assert!(deciding.reason.contains(words), "{}: {}", forgery.attack.id, deciding.reason);
    }
    assert_eq!(GALLERY.forgeries.len(), expected.len());
}

#[test]
fn attacks_are_told_apart_by_id_title_and_token() {
    let unique = |texts: Vec<&str>| texts.len() == texts.iter().collect::<BTreeSet<_>>().len();
    assert!(unique(catalogue().map(|(_, attack)| attack.id).collect()));
    assert!(unique(catalogue().map(|(_, attack)| attack.title).collect()));
    assert!(unique(catalogue().map(|(_, attack)| attack.changed).collect()));
    for (_, attack) in catalogue() {
        assert!(attack.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        assert!(attack.changed.ends_with('.') && attack.reference.url.starts_with("https://"), "{}", attack.id);
    }
}

#[test]
fn an_embedded_key_is_remarked_upon_and_not_used() {
    for id in ["jwk-embedded", "jku-to-attacker", "x5u-to-attacker"] {
        let forgery = GALLERY.forgeries.iter().find(|forgery| forgery.attack.id == id).unwrap();
        assert!(forgery.verdict.steps[1].reason.contains("neither used nor fetched"), "{id}");
    }
}

#[test]
fn a_remark_stands_where_the_verdict_may_surprise() {
    let typ = catalogue().find(|(_, attack)| attack.id == "typ-of-another-kind").unwrap().1;
    assert!(typ.remark.unwrap().contains("only remarks"));
    let of_typ = GALLERY.forgeries.iter().find(|forgery| forgery.attack.id == typ.id).unwrap();
    assert!(of_typ.verdict.steps[1].reason.contains("at+jwt"));
}

#[test]
fn where_the_verifier_of_aws_says_something_else_the_catalogue_says_why() {
    let libraries = Libraries::asked().unwrap();
    for forgery in &GALLERY.forgeries {
        let Some(answer) = libraries.answer(forgery.attack.id, OF_AWS) else { continue };
        let differs = (answer == Answer::Accepted) != forgery.verdict.accepted();
        assert!(!differs || forgery.attack.remark.is_some(), "{} needs a remark", forgery.attack.id);
    }
}

#[test]
fn libraries_were_asked_about_attacks_that_exist() {
    let tokens = catalogue().filter(|(_, attack)| attack.is_token());
    let known: BTreeSet<&str> = tokens.map(|(_, attack)| attack.id).collect();
    let libraries = Libraries::asked().unwrap();
    assert_eq!(libraries.cases().filter(|case| !known.contains(case)).collect::<Vec<_>>(), Vec::<&str>::new());
    let asked = libraries.cases().count();
    assert!(asked == 0 || asked == known.len(), "ask the libraries again: {asked} of {} attacks", known.len());
}

#[test]
fn within_a_minute_everybody_is_shown_the_same_tokens() {
    let sandbox = Sandbox::start("http://127.0.0.1:3000", [6; 32]);
    let at = |now_ms| sandbox.attacks(now_ms).unwrap();
    let first = at(NOW_MS);
    assert!(Arc::ptr_eq(&first, &at(NOW_MS + MINUTE_MS - 1)));
    assert!(!Arc::ptr_eq(&first, &at(NOW_MS + MINUTE_MS)));
    assert!(!Arc::ptr_eq(&at(NOW_MS + MINUTE_MS), &at(NOW_MS)), "the clock was set back");
}

#[test]
fn the_list_for_scripts_has_all_it_takes_to_verify_elsewhere() {
    let list = serde_json::to_value(AttackList::of(&GALLERY, SANDBOX.samples())).unwrap();
    let tokens = GALLERY.forgeries.iter().filter(|forgery| forgery.attack.is_token());
    assert_eq!(list["cases"].as_array().unwrap().len(), tokens.count());
    assert_eq!(list["jwks"]["keys"].as_array().unwrap().len(), 2);
    assert_eq!(list["issuer"], "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00");
    let first = &list["cases"][0];
    assert_eq!((&first["id"], &first["kind"], &first["step"]), (&"alg-none".into(), &"id".into(), &"header".into()));
    let of_gate = |id: &str| list["cases"].as_array().unwrap().iter().find(|case| case["id"] == id).unwrap();
    assert_eq!(of_gate("id-at-userinfo")["kind"], "access");
    assert_eq!(of_gate("access-at-identity-pool")["kind"], "id");
}

#[test]
fn what_is_forged_from_a_token_differs_from_it_in_what_is_said() {
    let forged = |id: &str| GALLERY.forgeries.iter().find(|forgery| forgery.attack.id == id).unwrap().token.clone();
    let tampered = decode(&forged("claims-tampered"));
    assert_eq!(tampered.claims().unwrap().value("cognito:groups").unwrap(), &serde_json::json!(["admins"]));
    let fresh = decode(&GALLERY.minted.id_token);
    let names = |decoded: &domain::token::Decoded| {
        decoded.claims().unwrap().members.iter().map(|member| member.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&tampered), names(&fresh));
}
