//! What the sandbox mints, read as any client would read it.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::sync::LazyLock;

use domain::token::{Decoded, Object, decode};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use quizmint::sandbox::{MintRequest, Minted, Sandbox, SandboxError};
use serde_json::{Value, json};

const NOW_MS: i64 = 1_800_000_000_999;
const NOW_S: i64 = 1_800_000_000;

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:3000", [7; 32]));

fn request(json: Value) -> MintRequest {
    serde_json::from_value(json).unwrap()
}

fn mint(json: Value) -> Minted {
    SANDBOX.mint(&request(json), NOW_MS).unwrap()
}

fn refusal(json: Value) -> SandboxError {
    SANDBOX.mint(&request(json), NOW_MS).unwrap_err()
}

fn claims(token: &str) -> Object {
    let decoded: Decoded = decode(token);
    decoded.claims().unwrap().clone()
}

fn names(token: &str) -> Vec<String> {
    claims(token).members.into_iter().map(|member| member.name).collect()
}

#[test]
fn a_sign_in_by_the_api_has_exactly_the_claims_of_a_user_pool() {
    let minted = mint(json!({}));
    let id = [
        "sub",
        "cognito:groups",
        "email_verified",
        "cognito:preferred_role",
        "iss",
        "cognito:username",
        "origin_jti",
        "cognito:roles",
        "aud",
        "event_id",
        "token_use",
        "auth_time",
        "exp",
        "iat",
        "jti",
        "email",
    ];
    let access = [
        "sub",
        "cognito:groups",
        "iss",
        "version",
        "client_id",
        "origin_jti",
        "event_id",
        "token_use",
        "scope",
        "auth_time",
        "exp",
        "iat",
        "jti",
        "username",
    ];
    assert_eq!(names(&minted.id_token), id);
    assert_eq!(names(&minted.access_token), access);
    assert_eq!(claims(&minted.access_token).text("scope"), Some("aws.cognito.signin.user.admin"));
    assert_eq!(claims(&minted.id_token).value("email_verified"), Some(&json!(true)));
    assert_eq!(minted.expires_in, 3600);
}

#[test]
fn a_sign_in_on_the_hosted_pages_has_their_scopes_and_their_claims() {
    let minted = mint(json!({"issuer": "local", "nonce": "n-1", "scopes": ["openid", "orders/read"]}));
    let (id, access) = (claims(&minted.id_token), claims(&minted.access_token));
    assert_eq!(id.text("nonce"), Some("n-1"));
    assert!(id.text("at_hash").is_some());
    assert_eq!(access.text("scope"), Some("openid orders/read"));
    for object in [id, access] {
        assert_eq!(object.text("iss"), Some("http://127.0.0.1:3000/sandbox/aws/us-east-1_EXAMPLE00"));
    }
    let without_scopes = mint(json!({"issuer": "local"}));
    let scope = claims(&without_scopes.access_token);
    assert_eq!(scope.text("scope"), Some("openid email profile aws.cognito.signin.user.admin"));
}

#[test]
fn the_header_is_key_id_and_algorithm_and_the_two_tokens_have_different_keys() {
    let minted = mint(json!({}));
    let headers = [&minted.id_token, &minted.access_token].map(|token| {
        let decoded = decode(token);
        String::from_utf8(decoded.parts[0].bytes.clone().unwrap()).unwrap()
    });
    for header in &headers {
        assert!(header.starts_with(r#"{"kid":"sample-"#) && header.ends_with(r#"","alg":"RS256"}"#), "{header}");
    }
    assert_ne!(headers[0], headers[1]);
    let keys = SANDBOX.key_set("us-east-1_EXAMPLE00", NOW_MS).unwrap().keys;
    assert_eq!(keys.len(), 2);
}

#[test]
fn both_tokens_come_from_one_sign_in_and_only_their_own_ids_differ() {
    let minted = mint(json!({}));
    let (id, access) = (claims(&minted.id_token), claims(&minted.access_token));
    for shared in ["sub", "origin_jti", "event_id", "auth_time", "iat", "cognito:groups"] {
        assert_eq!(id.value(shared), access.value(shared), "{shared}");
    }
    assert_ne!(id.text("jti"), access.text("jti"));
    assert_eq!(id.value("auth_time"), Some(&json!(NOW_S)));
    let again = mint(json!({}));
    assert_eq!(claims(&again.id_token).text("sub"), id.text("sub"));
    assert_ne!(claims(&again.id_token).text("origin_jti"), id.text("origin_jti"));
    assert_ne!(again.refresh_token, minted.refresh_token);
}

#[test]
fn a_user_who_does_not_exist_is_made_for_the_token() {
    let minted = mint(json!({"user": {"username": "zoë", "groups": ["editors", "night-shift"]}}));
    let id = claims(&minted.id_token);
    assert_eq!(id.text("cognito:username"), Some("zoë"));
    assert_eq!(id.value("cognito:groups"), Some(&json!(["editors", "night-shift"])));
    assert_eq!(id.value("cognito:roles"), Some(&json!(["arn:aws:iam::111122223333:role/sample-editors"])));
    assert_eq!((id.value("email"), id.value("email_verified")), (None, None));

    let alone = mint(json!({"user": {"username": "zoë", "email": "zoe@example.com", "groups": []}}));
    let absent = ["cognito:groups", "cognito:roles", "cognito:preferred_role"];
    assert!(absent.iter().all(|name| claims(&alone.id_token).value(name).is_none()));
    assert!(claims(&alone.access_token).value("cognito:groups").is_none());
    assert_eq!(claims(&alone.id_token).text("email"), Some("zoe@example.com"));
}

#[test]
fn a_sample_user_keeps_what_the_request_leaves_open() {
    let id = claims(&mint(json!({"user": {"username": "carol"}})).id_token);
    assert_eq!(id.text("email"), Some("carol@example.com"));
    assert_eq!(id.value("cognito:groups"), Some(&json!(["editors", "readers"])));
    assert_eq!(id.text("cognito:preferred_role"), Some("arn:aws:iam::111122223333:role/sample-editors"));
}

#[test]
fn text_that_json_must_escape_comes_through_unchanged() {
    let odd = "a\"b\\c</script>\u{1f980}";
    let minted = mint(json!({"user": {"username": odd}}));
    assert_eq!(claims(&minted.id_token).text("cognito:username"), Some(odd));
    assert_eq!(claims(&minted.access_token).text("username"), Some(odd));
}

#[test]
fn lifetimes_follow_the_client_s_settings() {
    let validity = json!({"id_token": 5, "access_token": 2, "units": {"id_token": "minutes"}});
    let minted = mint(json!({"validity": validity}));
    assert_eq!(claims(&minted.id_token).value("exp"), Some(&json!(NOW_S + 300)));
    assert_eq!(claims(&minted.access_token).value("exp"), Some(&json!(NOW_S + 7200)));
    assert_eq!(minted.expires_in, 7200);
}

#[test]
fn a_request_that_cannot_be_met_is_told_why() {
    let many: Vec<String> = (0..101).map(|n| format!("group-{n}")).collect();
    let cases = [
        (json!({"pool": "us-east-1_EXAMPLE01"}), "no sample user pool"),
        (json!({"client": "x"}), "no app client"),
        (json!({"user": {"username": ""}}), "user name"),
        (json!({"user": {"username": "a b"}}), "user name"),
        (json!({"user": {"username": "x".repeat(129)}}), "user name"),
        (json!({"user": {"email": "alice"}}), "e-mail"),
        (json!({"user": {"email": "@example.com"}}), "e-mail"),
        (json!({"user": {"email": format!("{}@example.com", "x".repeat(243))}}), "e-mail"),
        (json!({"user": {"groups": many}}), "100 groups"),
        (json!({"user": {"groups": ["a", ""]}}), "group name"),
        (json!({"user": {"groups": ["two words"]}}), "group name"),
        (json!({"user": {"groups": ["a", "a"]}}), "named twice"),
        (json!({"scopes": ["openid"]}), "local issuer"),
        (json!({"nonce": "n"}), "local issuer"),
        (json!({"issuer": "local", "nonce": ""}), "nonce"),
        (json!({"issuer": "local", "scopes": ["email"]}), "openid"),
        (json!({"issuer": "local", "scopes": ["openid", "a b"]}), "no scope"),
        (json!({"issuer": "local", "scopes": vec!["openid"; 51]}), "50 scopes"),
        (json!({"validity": {"id_token": 25}}), "lifetime of the ID token"),
    ];
    for (json, words) in cases {
        let sentence = refusal(json.clone()).to_string();
        assert!(sentence.contains(words), "{json}: {sentence}");
    }
    let longest = "x".repeat(128);
    mint(
        json!({"user": {"username": longest, "groups": [longest], "email": format!("{}@example.com", "x".repeat(242))}}),
    );
}

#[test]
fn an_independent_library_accepts_what_is_minted() {
    let minted = mint(json!({}));
    let keys = SANDBOX.key_set("us-east-1_EXAMPLE00", NOW_MS).unwrap().keys;
    for (token, own) in [(&minted.id_token, 0), (&minted.access_token, 1)] {
        for (place, key) in keys.iter().enumerate() {
            let mut strict = Validation::new(Algorithm::RS256);
            strict.set_issuer(&["https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00"]);
            strict.set_required_spec_claims(&["exp", "iss", "sub"]);
            strict.validate_aud = false;
            let (n, e) = (key.n.as_deref().unwrap(), key.e.as_deref().unwrap());
            let decoding = DecodingKey::from_rsa_components(n, e).unwrap();
            assert_eq!(jsonwebtoken::decode::<Value>(token, &decoding, &strict).is_ok(), place == own);
        }
    }
}
