//! What the sandbox accepts, at which gate, and where it refuses the rest.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::sync::LazyLock;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::token::Gate;
use proptest::prelude::*;
use quizmint::sandbox::{Judgement, Minted, Sandbox, SandboxError, VerifyRequest};
use serde_json::{Value, json};

const NOW_MS: i64 = 1_800_000_000_000;
const DAY_MS: i64 = 86_400_000;
const POOL: &str = "us-east-1_EXAMPLE00";

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| start(1));
static MINTED: LazyLock<Minted> = LazyLock::new(|| mint(&SANDBOX, json!({})));

fn start(seed: u8) -> Sandbox {
    Sandbox::start("http://127.0.0.1:3000", [seed; 32])
}

fn mint(sandbox: &Sandbox, json: Value) -> Minted {
    sandbox.mint(&serde_json::from_value(json).unwrap(), NOW_MS).unwrap()
}

fn asked(token: &str, gate: Gate, scopes: &[&str]) -> VerifyRequest {
    VerifyRequest { token: token.to_owned(), gate, scopes: scopes.iter().map(|&scope| scope.to_owned()).collect() }
}

fn verify(token: &str, gate: Gate) -> Judgement {
    SANDBOX.verify(&asked(token, gate, &[]), NOW_MS).unwrap()
}

/// The step that refused it.
fn refused_at(judgement: &Judgement) -> &'static str {
    assert!(!judgement.accepted);
    judgement.steps.iter().find(|step| !step.ok).unwrap().step
}

#[test]
fn every_gate_opens_for_its_own_tokens_and_for_no_others() {
    let api = &*MINTED;
    let hosted = mint(&SANDBOX, json!({"issuer": "local"}));
    let user_admin: &[&str] = &["aws.cognito.signin.user.admin"];
    // (gate, scopes, ID token by API, access token by API, ID token of the hosted pages, access token of theirs)
    let rows: [(Gate, &[&str], [bool; 4]); 14] = [
        (Gate::Id, &[], [true, false, true, false]),
        (Gate::Access, &[], [false, true, false, true]),
        (Gate::RestAuthorizer, &[], [true, false, true, false]),
        (Gate::RestAuthorizerScopes, user_admin, [false, true, false, true]),
        (Gate::RestAuthorizerScopes, &["openid"], [false, false, false, true]),
        (Gate::RestAuthorizerScopes, &["orders/read"], [false, false, false, false]),
        (Gate::HttpJwtAuthorizer, &[], [true, true, true, true]),
        (Gate::HttpJwtAuthorizer, user_admin, [false, true, false, true]),
        (Gate::LambdaAuthorizer, &[], [true, true, true, true]),
        (Gate::LambdaAuthorizer, &["email"], [false, false, false, true]),
        (Gate::IdentityPool, &[], [true, false, true, false]),
        (Gate::Userinfo, &[], [false, false, false, true]),
        (Gate::SelfService, &[], [false, true, false, true]),
        (Gate::Alb, &[], [false, false, false, false]),
    ];
    for (gate, scopes, expected) in rows {
        let tokens = [&api.id_token, &api.access_token, &hosted.id_token, &hosted.access_token];
        for (token, opens) in tokens.into_iter().zip(expected) {
            let judgement = SANDBOX.verify(&asked(token, gate, scopes), NOW_MS).unwrap();
            assert_eq!(judgement.accepted, opens, "{gate:?} {scopes:?} {:?}", judgement.steps);
            if !opens {
                assert_eq!(refused_at(&judgement), "gate");
            }
        }
    }
}

#[test]
fn a_refresh_token_is_no_bearer_token_at_any_gate() {
    for gate in Gate::ALL {
        let judgement = verify(&MINTED.refresh_token, gate);
        assert_eq!(refused_at(&judgement), "parse");
        assert!(judgement.steps[0].reason.contains("encrypted"));
    }
}

#[test]
fn a_token_expires_to_the_second() {
    let request = asked(&MINTED.id_token, Gate::Id, &[]);
    assert!(SANDBOX.verify(&request, NOW_MS + 3_599_999).unwrap().accepted);
    let late = SANDBOX.verify(&request, NOW_MS + 3_600_000).unwrap();
    assert_eq!(refused_at(&late), "claims");
    let early = SANDBOX.verify(&request, NOW_MS - 1).unwrap();
    assert_eq!(refused_at(&early), "claims");
}

#[test]
fn another_sandbox_s_token_finds_no_key_here() {
    let foreign = mint(&start(2), json!({}));
    assert_eq!(refused_at(&verify(&foreign.id_token, Gate::Id)), "key");
}

#[test]
fn a_changed_token_is_refused_at_the_signature() {
    let [header, claims, signature]: [&str; 3] = MINTED.id_token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    let promoted = URL_SAFE_NO_PAD.encode(text.replace("editors", "admins"));
    let of_access = MINTED.access_token.split('.').next().unwrap();
    for forged in [
        format!("{header}.{promoted}.{signature}"),
        // The access token's key id over the ID token.
        format!("{of_access}.{claims}.{signature}"),
        format!("{header}.{claims}."),
        format!("{header}.{claims}.{}", &signature[..8]),
        format!("{header}.{claims}.{}", URL_SAFE_NO_PAD.encode([0; 256])),
    ] {
        assert_eq!(refused_at(&verify(&forged, Gate::Id)), "signature", "{forged}");
    }
}

#[test]
fn an_unsigned_token_is_refused_at_the_header() {
    let claims = MINTED.id_token.split('.').nth(1).unwrap();
    let kid = SANDBOX.key_set(POOL, NOW_MS).unwrap().keys[0].kid.clone().unwrap();
    let header = URL_SAFE_NO_PAD.encode(json!({"kid": kid, "alg": "none"}).to_string());
    assert_eq!(refused_at(&verify(&format!("{header}.{claims}."), Gate::Id)), "header");
}

#[test]
fn after_a_rotation_old_tokens_hold_for_a_day_and_new_ones_at_once() {
    let sandbox = start(3);
    let day = json!({"validity": {"id_token": 24, "access_token": 24}});
    let old = mint(&sandbox, day.clone());
    sandbox.rotate(NOW_MS).unwrap();
    let new = mint(&sandbox, day);
    let kids = |now_ms| sandbox.key_set(POOL, now_ms).unwrap().keys.into_iter().map(|key| key.kid.unwrap());
    assert_eq!(kids(NOW_MS).collect::<std::collections::BTreeSet<_>>().len(), 4);
    let accepted = |token: &str, gate, now_ms| sandbox.verify(&asked(token, gate, &[]), now_ms).unwrap().accepted;
    for minted in [&old, &new] {
        assert!(accepted(&minted.id_token, Gate::Id, NOW_MS + DAY_MS - 1));
        assert!(accepted(&minted.access_token, Gate::Access, NOW_MS + DAY_MS - 1));
    }
    assert_eq!(sandbox.rotate(NOW_MS + DAY_MS - 1), Err(SandboxError::RotatedRecently));
    assert_eq!(kids(NOW_MS + DAY_MS).count(), 2);
    assert_eq!(sandbox.rotate(NOW_MS + DAY_MS), Ok(()));
}

#[test]
fn what_cannot_be_a_token_is_turned_away_unjudged() {
    let refusal = |token: &str| SANDBOX.verify(&asked(token, Gate::Id, &[]), NOW_MS).unwrap_err();
    assert_eq!(refusal(""), SandboxError::NoToken);
    assert_eq!(refusal(&"x".repeat(16 * 1024 + 1)), SandboxError::TokenTooLong);
    assert_eq!(refused_at(&verify(&"x".repeat(16 * 1024), Gate::Id)), "parse");
    assert_eq!(refused_at(&verify(" ", Gate::Id)), "parse");
}

proptest! {
    #[test]
    fn any_change_of_one_byte_of_a_signed_token_is_refused(place in 0usize..10_000, byte in 0u8..128) {
        let mut bytes = MINTED.id_token.clone().into_bytes();
        let place = place % bytes.len();
        prop_assume!(bytes[place] != byte);
        bytes[place] = byte;
        prop_assert!(!verify(&String::from_utf8(bytes).unwrap(), Gate::Id).accepted);
    }

    #[test]
    fn any_text_is_judged_and_refused(text in "\\PC{1,200}") {
        prop_assert!(!verify(&text, Gate::LambdaAuthorizer).accepted);
    }
}
