use std::sync::LazyLock;

use serde_json::{Value, json};

use super::*;
use crate::sandbox::{MintRequest, wire::UserRequest};

const NOW_MS: i64 = 1_800_000_000_000;

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:3000", [5; 32]));

fn call(operation: &str, body: &Value) -> Result<Value, AwsFault> {
    SANDBOX.identity_pool(None, operation, body.to_string().as_bytes(), NOW_MS)
}

fn logins(username: &str) -> Value {
    let user = UserRequest { username: Some(username.to_owned()), ..UserRequest::default() };
    let minted = SANDBOX.mint(&MintRequest { user: Some(user), ..MintRequest::default() }, NOW_MS).unwrap();
    json!({ provider_of_pool(SANDBOX.samples()): minted.id_token })
}

fn identity(logins: &Value) -> String {
    let pool = &SANDBOX.samples().identity_pool;
    let found = call("GetId", &json!({"IdentityPoolId": pool, "Logins": logins})).unwrap();
    found["IdentityId"].as_str().unwrap().to_owned()
}

#[test]
fn an_identity_that_was_never_given_out_is_not_found_with_a_login_or_without() {
    let unknown = "us-east-1:99999999-9999-4999-8999-999999999999";
    for logins in [json!({}), logins("alice")] {
        for operation in ["GetCredentialsForIdentity", "GetOpenIdToken"] {
            let fault = call(operation, &json!({"IdentityId": unknown, "Logins": logins})).unwrap_err();
            assert_eq!(fault.name, "ResourceNotFoundException");
            assert_eq!(fault.message, format!("Identity '{unknown}' not found."));
        }
    }
}

#[test]
fn the_identity_of_somebody_else_is_forbidden() {
    let alice = identity(&logins("alice"));
    for logins in [json!({}), logins("bob")] {
        let fault = call("GetCredentialsForIdentity", &json!({"IdentityId": alice, "Logins": logins})).unwrap_err();
        assert_eq!(fault, AwsFault::not_authorized(format!("Access to Identity '{alice}' is forbidden.")));
    }
    assert!(call("GetCredentialsForIdentity", &json!({"IdentityId": alice, "Logins": logins("alice")})).is_ok());
}

#[test]
fn a_guest_who_signs_in_keeps_the_identity_in_that_call_but_no_link_is_remembered() {
    let (guest, alice) = (identity(&json!({})), logins("alice"));
    let token = call("GetOpenIdToken", &json!({"IdentityId": guest, "Logins": alice})).unwrap();
    assert_eq!(token["IdentityId"], guest);
    let claims = SANDBOX.read_open_id_token(token["Token"].as_str().unwrap(), NOW_MS).unwrap();
    assert_eq!((&claims["sub"], &claims["amr"][0]), (&json!(guest), &json!("authenticated")));

    assert_ne!(identity(&alice), guest);
    assert!(call("GetOpenIdToken", &json!({"IdentityId": guest})).is_ok());
}
