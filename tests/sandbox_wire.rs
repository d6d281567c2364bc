//! The sandbox's JSON, to the letter of the contract.

use quizmint::sandbox::{Fault, MintRequest, Sandbox, SandboxError, VerifyRequest};
use serde_json::{Value, json};

fn sandbox() -> Sandbox {
    Sandbox::start("https://quiz.example/", [0; 32])
}

#[test]
fn the_samples_are_listed_as_the_contract_has_them() {
    let listed = serde_json::to_value(sandbox().samples()).unwrap();
    let names: Vec<&str> = listed.as_object().unwrap().keys().map(String::as_str).collect();
    for name in ["region", "account", "pool", "issuers", "clients", "users", "identity_pool", "roles"] {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(listed["pool"], "us-east-1_EXAMPLE00");
    assert_eq!(listed["account"], "111122223333");
    assert_eq!(listed["issuers"]["aws"], "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00");
    assert_eq!(listed["issuers"]["local"], "https://quiz.example/sandbox/aws/us-east-1_EXAMPLE00");
    let secrets: Vec<&Value> = listed["clients"].as_array().unwrap().iter().map(|client| &client["secret"]).collect();
    assert!(secrets[0].is_null() && secrets[1].is_string());
    assert!(listed["users"].as_array().unwrap().iter().all(|user| user["password"].is_string()));
    assert!(listed["roles"].as_array().unwrap().iter().all(|role| role["arn"].is_string() && role["for"].is_string()));
}

#[test]
fn every_field_of_a_request_may_be_left_out_and_none_may_be_added() {
    assert!(serde_json::from_value::<MintRequest>(json!({})).is_ok());
    assert!(serde_json::from_value::<MintRequest>(json!({"user": {}, "validity": {"units": {}}})).is_ok());
    assert!(serde_json::from_value::<VerifyRequest>(json!({"token": "x"})).is_ok());
    for odd in [
        json!({"pol": "x"}),
        json!({"user": {"name": "x"}}),
        json!({"issuer": "AWS"}),
        json!({"validity": {"id": 1}}),
        json!({"validity": {"units": {"id_token": "weeks"}}}),
        json!({"validity": {"id_token": -1}}),
        json!({"user": {"groups": "admins"}}),
    ] {
        assert!(serde_json::from_value::<MintRequest>(odd.clone()).is_err(), "{odd}");
    }
    assert!(serde_json::from_value::<VerifyRequest>(json!({"token": "x", "gate": "door"})).is_err());
}

#[test]
fn a_judgement_lists_six_steps_with_reason_and_reference() {
    let request: VerifyRequest = serde_json::from_value(json!({"token": "x.y.z", "gate": "id"})).unwrap();
    let judgement = serde_json::to_value(sandbox().verify(&request, 0).unwrap()).unwrap();
    assert_eq!(judgement["accepted"], false);
    let steps = judgement["steps"].as_array().unwrap();
    let names: Vec<&str> = steps.iter().filter_map(|step| step["step"].as_str()).collect();
    assert_eq!(names, ["parse", "header", "key", "signature", "claims", "gate"]);
    assert!(
        steps.iter().all(|step| step["ok"] == false && step["reason"].is_string() && step["reference"].is_string())
    );
    assert_eq!(steps.iter().filter(|step| step["reached"] == true).count(), 1);
}

#[test]
fn discovery_names_the_local_issuer_and_its_own_addresses() {
    let discovery = serde_json::to_value(sandbox().discovery(None, "us-east-1_EXAMPLE00").unwrap()).unwrap();
    let issuer = "https://quiz.example/sandbox/aws/us-east-1_EXAMPLE00";
    assert_eq!(discovery["issuer"], issuer);
    assert_eq!(discovery["jwks_uri"], format!("{issuer}/.well-known/jwks.json"));
    assert_eq!(discovery["token_endpoint"], "https://quiz.example/sandbox/aws/oauth2/token");
    assert_eq!(discovery["id_token_signing_alg_values_supported"], json!(["RS256"]));
    assert_eq!(discovery["subject_types_supported"], json!(["public"]));
}

#[test]
fn the_key_set_has_public_members_only() {
    let keys = serde_json::to_value(sandbox().key_set("us-east-1_EXAMPLE00", 0).unwrap()).unwrap();
    for key in keys["keys"].as_array().unwrap() {
        let mut names: Vec<&str> = key.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["alg", "e", "kid", "kty", "n", "use"]);
        assert_eq!((&key["e"], &key["use"], &key["alg"]), (&json!("AQAB"), &json!("sig"), &json!("RS256")));
    }
}

#[test]
fn another_pool_is_unknown() {
    let sandbox = sandbox();
    let unknown = SandboxError::UnknownPool("eu-west-1_other".to_owned());
    assert_eq!(sandbox.key_set("eu-west-1_other", 0), Err(unknown.clone()));
    assert_eq!(unknown.fault(), Fault::Unknown);
    assert!(sandbox.discovery(None, "").is_err());
}
