//! What pre token generation does to the claims of both tokens, version by version.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use domain::trigger::{ClaimChanges, GUARDED, Groups, PreToken, TokenKind, Version, claims::apply};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const CLIENT: &str = "1sampleclientpublic0000001";

fn id_claims() -> Map<String, Value> {
    let claims = json!({
        "sub": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00",
        "aud": CLIENT, "token_use": "id", "auth_time": 1_700_000_000, "iat": 1_700_000_000, "exp": 1_700_003_600,
        "cognito:username": "alice", "cognito:groups": ["editors"],
        "cognito:roles": ["arn:aws:iam::111122223333:role/sample-editors"],
        "cognito:preferred_role": "arn:aws:iam::111122223333:role/sample-editors",
        "email": "alice@example.com", "email_verified": true, "dev:legacy": "1",
    });
    claims.as_object().unwrap().clone()
}

fn access_claims() -> Map<String, Value> {
    let claims = json!({
        "sub": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "client_id": CLIENT, "token_use": "access",
        "username": "alice", "version": 2, "scope": "aws.cognito.signin.user.admin", "cognito:groups": ["editors"],
        "exp": 1_700_003_600,
    });
    claims.as_object().unwrap().clone()
}

fn adding(name: &str, value: &Value) -> ClaimChanges {
    ClaimChanges { add: Map::from_iter([(name.to_owned(), value.clone())]), ..ClaimChanges::default() }
}

fn suppressing(name: &str) -> ClaimChanges {
    ClaimChanges { suppress: [name.to_owned()].into(), ..ClaimChanges::default() }
}

/// The same changes for both tokens.
fn both(version: Version, changes: ClaimChanges) -> PreToken {
    PreToken { version, id: changes.clone(), access: changes, groups: None }
}

fn applied(answer: &PreToken, kind: TokenKind) -> (Map<String, Value>, Vec<String>) {
    let mut claims = if kind == TokenKind::Id { id_claims() } else { access_claims() };
    let refused = apply(answer, kind, &mut claims);
    (claims, refused.into_iter().map(|refused| refused.claim).collect())
}

#[test]
fn a_claim_added_in_the_first_version_is_in_the_id_token_alone() {
    let answer = both(Version::V1, adding("tenant", &json!("blue")));
    assert_eq!(applied(&answer, TokenKind::Id).0["tenant"], "blue");
    let (access, refused) = applied(&answer, TokenKind::Access);
    assert_eq!(access, access_claims());
    assert_eq!(refused, ["tenant"]);
}

#[test]
fn from_the_second_version_on_it_is_in_both() {
    for version in [Version::V2, Version::V3] {
        let answer = both(version, adding("tenant", &json!({ "name": "blue", "seats": [1, 2] })));
        for kind in [TokenKind::Id, TokenKind::Access] {
            let (claims, refused) = applied(&answer, kind);
            assert_eq!(claims["tenant"]["seats"][1], 2);
            assert!(refused.is_empty());
        }
    }
}

#[test]
fn the_first_version_takes_strings_only() {
    let (claims, refused) = applied(&both(Version::V1, adding("seats", &json!(2))), TokenKind::Id);
    assert_eq!((claims, refused), (id_claims(), vec!["seats".to_owned()]));
}

#[test]
fn suppressing_groups_takes_the_roles_along() {
    let (claims, refused) = applied(&both(Version::V1, suppressing("cognito:groups")), TokenKind::Id);
    assert!(!claims.keys().any(|name| name.starts_with("cognito:") && name != "cognito:username"));
    assert!(refused.is_empty());
    assert_eq!(applied(&both(Version::V1, suppressing("cognito:roles")), TokenKind::Id).1, ["cognito:roles"]);
}

#[test]
fn an_empty_group_override_takes_the_groups_away_in_every_version() {
    for version in Version::ALL {
        let answer = PreToken { version, groups: Some(Groups::default()), ..PreToken::default() };
        let (id, _) = applied(&answer, TokenKind::Id);
        assert!(!id.contains_key("cognito:groups") && !id.contains_key("cognito:roles"));
        assert!(!id.contains_key("cognito:preferred_role"));
        assert!(!applied(&answer, TokenKind::Access).0.contains_key("cognito:groups"));
    }
}

#[test]
fn overridden_groups_are_in_both_tokens_and_roles_in_one() {
    let groups = Groups {
        groups: vec!["readers".to_owned()],
        roles: vec!["arn:aws:iam::111122223333:role/sample-readers".to_owned()],
        preferred_role: None,
    };
    let answer = PreToken { groups: Some(groups), ..PreToken::default() };
    let (id, _) = applied(&answer, TokenKind::Id);
    assert_eq!(id["cognito:groups"], json!(["readers"]));
    assert_eq!(id["cognito:roles"], json!(["arn:aws:iam::111122223333:role/sample-readers"]));
    assert!(!id.contains_key("cognito:preferred_role"));
    let (access, _) = applied(&answer, TokenKind::Access);
    assert_eq!(access["cognito:groups"], json!(["readers"]));
    assert!(!access.contains_key("cognito:roles"));
}

#[test]
fn prefixes_are_reserved() {
    for name in ["cognito:mfa", "dev:flag", "cognito:groups", "scope"] {
        assert_eq!(applied(&both(Version::V2, adding(name, &json!("x"))), TokenKind::Id).1, [name]);
    }
    let (claims, refused) = applied(&both(Version::V2, suppressing("dev:legacy")), TokenKind::Id);
    assert!(!claims.contains_key("dev:legacy") && refused.is_empty());
}

#[test]
fn the_audience_of_an_access_token_can_only_be_its_client() {
    let own = applied(&both(Version::V2, adding("aud", &json!(CLIENT))), TokenKind::Access);
    assert_eq!((own.0["aud"].as_str(), own.1.len()), (Some(CLIENT), 0));
    let other = applied(&both(Version::V2, adding("aud", &json!("another"))), TokenKind::Access);
    assert_eq!((other.0, other.1), (access_claims(), vec!["aud".to_owned()]));
    assert_eq!(applied(&both(Version::V2, adding("aud", &json!(CLIENT))), TokenKind::Id).1, ["aud"]);
}

#[test]
fn scopes_are_added_and_suppressed_and_the_last_takes_the_claim_along() {
    let scopes = |add: &[&str], suppress: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let changes =
            ClaimChanges { scopes_to_add: owned(add), scopes_to_suppress: owned(suppress), ..ClaimChanges::default() };
        applied(&both(Version::V2, changes), TokenKind::Access)
    };
    assert_eq!(scopes(&["notes/read"], &[]).0["scope"], "aws.cognito.signin.user.admin notes/read");
    assert_eq!(scopes(&["notes/read"], &["aws.cognito.signin.user.admin"]).0["scope"], "notes/read");
    assert!(!scopes(&[], &["aws.cognito.signin.user.admin"]).0.contains_key("scope"));
    assert_eq!(scopes(&["notes/read", "two words"], &["notes/read"]).1, ["notes/read", "two words"]);
}

#[test]
fn values_that_a_token_cannot_hold_are_refused() {
    let answer = both(Version::V2, adding("address", &json!({ "city": "Bern" })));
    assert_eq!(applied(&answer, TokenKind::Id).1, ["address"]);
    assert!(applied(&answer, TokenKind::Access).1.is_empty());
    assert_eq!(applied(&both(Version::V3, adding("nothing", &Value::Null)), TokenKind::Access).1, ["nothing"]);
}

fn name() -> impl Strategy<Value = String> {
    let known = id_claims().keys().chain(access_claims().keys()).cloned().collect::<Vec<_>>();
    prop_oneof![
        prop::sample::select(GUARDED.to_vec()).prop_map(str::to_owned),
        prop::sample::select(known),
        "(cognito:|dev:|custom:)?[a-c]{1,2}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[a-z]{0,4}".prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        Just(Value::Null),
        Just(json!(CLIENT)),
        Just(json!(["a", { "b": 1 }])),
    ]
}

fn some_changes() -> impl Strategy<Value = ClaimChanges> {
    let names = || prop::collection::vec(name(), 0..4);
    (prop::collection::btree_map(name(), value(), 0..8), prop::collection::btree_set(name(), 0..6), names(), names())
        .prop_map(|(add, suppress, scopes_to_add, scopes_to_suppress)| ClaimChanges {
            add: add.into_iter().collect(),
            suppress,
            scopes_to_add,
            scopes_to_suppress,
        })
}

fn some_answer() -> impl Strategy<Value = PreToken> {
    let groups = prop::option::of(prop::collection::vec("[a-c]{1,2}", 0..3))
        .prop_map(|groups| groups.map(|groups| Groups { groups, ..Groups::default() }));
    (prop::sample::select(Version::ALL.to_vec()), some_changes(), some_changes(), groups)
        .prop_map(|(version, id, access, groups)| PreToken { version, id, access, groups })
}

proptest! {
    #[test]
    fn guarded_claims_stay_whatever_the_rules(answer in some_answer()) {
        for (kind, before) in [(TokenKind::Id, id_claims()), (TokenKind::Access, access_claims())] {
            let (after, _) = applied(&answer, kind);
            for name in GUARDED.iter().filter(|&&name| name != "scope") {
                if kind == TokenKind::Access && *name == "aud" {
                    prop_assert!(after.get("aud").is_none_or(|aud| aud == CLIENT));
                    continue;
                }
                prop_assert_eq!(after.get(*name), before.get(*name), "{}", name);
            }
        }
    }

    #[test]
    fn what_is_suppressed_is_gone_or_visibly_refused(answer in some_answer()) {
        let (claims, refused) = applied(&answer, TokenKind::Id);
        for name in &answer.id.suppress {
            prop_assert!(!claims.contains_key(name) || refused.contains(name), "{}", name);
            prop_assert!(!answer.id.add.contains_key(name) || refused.contains(name), "{}", name);
        }
    }

    #[test]
    fn what_is_added_is_there_or_visibly_refused(answer in some_answer()) {
        let (claims, refused) = applied(&answer, TokenKind::Id);
        for (name, value) in &answer.id.add {
            prop_assert!(claims.get(name) == Some(value) || refused.contains(name), "{}", name);
        }
    }

    #[test]
    fn the_first_version_leaves_the_access_token_alone_but_for_its_groups(answer in some_answer()) {
        let answer = PreToken { version: Version::V1, ..answer };
        let (mut after, refused) = applied(&answer, TokenKind::Access);
        let mut before = access_claims();
        after.remove("cognito:groups");
        before.remove("cognito:groups");
        prop_assert_eq!(after, before);
        let asked: BTreeSet<_> = answer.access.add.keys().chain(&answer.access.suppress).collect();
        prop_assert!(asked.into_iter().all(|name| refused.contains(name)));
    }
}
