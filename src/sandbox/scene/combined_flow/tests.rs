use std::{collections::BTreeSet, sync::LazyLock};

use serde_json::Value;

use super::{
    asked::{Action, Whose},
    people::Proof,
    *,
};
use crate::sandbox::{
    Sandbox,
    scene::{Body, Control, Input, Step, Verdict},
};

const NOW_MS: i64 = 1_800_000_000_000;

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://127.0.0.1:3000", [9; 32]));

fn view(choices: &[(&str, &str)]) -> View {
    play(Stage { sandbox: &SANDBOX, now_ms: NOW_MS }, &Choices::of(choices)).unwrap()
}

fn case(id: &str) -> View {
    view(SCRIPT.cases.iter().find(|case| case.id == id).unwrap().choices)
}

fn steps(view: &View) -> &[Step] {
    let steps = view.blocks.iter().find_map(|block| if let Block::Steps(steps) = block { Some(steps) } else { None });
    steps.unwrap()
}

fn step<'a>(view: &'a View, title: &str) -> &'a Step {
    steps(view).iter().find(|step| step.title == title).unwrap()
}

/// All that an exhibit shows, as text.
fn shown(step: &Step, caption: &str) -> String {
    let exhibit = step.exhibits.iter().find(|exhibit| exhibit.caption == caption);
    match &exhibit.unwrap_or_else(|| panic!("{caption} of {}", step.title)).body {
        Body::Json(value) => value.to_string(),
        Body::Text(text) | Body::Token(text) => text.clone(),
    }
}

fn text<'a>(view: &'a View, name: &str) -> &'a str {
    let named = |control: &&Control| control.name == name;
    match &view.controls.iter().find(named).unwrap().input {
        Input::Line { value, .. } | Input::Area { value, .. } => value,
        Input::Select { chosen, .. } => chosen,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_case_ends_as_learners_are_told() {
    const NO_ROLE: &str = "The identity pool gives no role";
    const TRUST: &str = "The trust policy refuses";
    const POLICY: &str = "The role's policy does not allow it";
    const PROOF: &str = "GetId refuses the proof";
    const ALLOWED: &str = "The request is allowed";
    let expected = [
        ("as-found", true, ALLOWED, "statement 1 (OwnFiles) of the policy of sample-editors"),
        ("other-file", false, POLICY, "Resource is \"arn:aws:s3:::sample-files/private/${cognito-identity.amazona"),
        ("user-pool-sub", false, POLICY, "Not by statement 1 (OwnFiles)"),
        ("access-token", false, PROOF, "Not a valid OpenId Connect identity token"),
        ("expired", false, PROOF, "Token expired: 1800000000 >= 1799996400. Refresh"),
        ("other-client", false, PROOF, "Token is not from a supported provider of this identity pool."),
        ("tampered", false, PROOF, "Couldn't verify signed token."),
        ("guest", true, ALLOWED, "statement 1 of the identity pool's session policy"),
        ("guest-secret", false, "The session policies of guests stop it", "is about secretsmanager:GetSecretValue"),
        (
            "guest-takes-role",
            false,
            TRUST,
            "\"cognito-identity.amazonaws.com:amr\": it compares with \"authenticated\"",
        ),
        ("other-pool", false, TRUST, "\"cognito-identity.amazonaws.com:aud\""),
        ("no-aud", true, "Somebody from another pool is let in", "another identity pool"),
        ("other-sub", false, TRUST, "\"cognito-identity.amazonaws.com:sub\""),
        ("not-offered", false, NO_ROLE, "CustomRoleArn is not among the roles in the token"),
        ("ambiguous", false, NO_ROLE, "several roles and prefers none"),
        ("escalation", true, "Somebody else's data is given out", "custom:role equals admin"),
        ("google", true, ALLOWED, "the policy of sample-authenticated"),
        ("saml", true, ALLOWED, "Rule 3 is the first that matches: department starts with fin"),
        (
            "basic-refused",
            false,
            "GetOpenIdToken is refused",
            "Basic (classic) flow is not supported with RoleMappings",
        ),
        ("basic", true, ALLOWED, "the app named it"),
        ("leading-keys", false, POLICY, "\"dynamodb:LeadingKeys\""),
    ];
    for (id, accepted, label, said) in expected {
        let outcome = case(id).outcome;
        assert_eq!((outcome.accepted, outcome.label.as_str()), (accepted, label), "{id}: {}", outcome.reason);
        assert!(outcome.reason.contains(said), "{id}: {}", outcome.reason);
    }
    assert_eq!(SCRIPT.cases.iter().map(|case| case.id).collect::<Vec<_>>(), expected.map(|one| one.0));
}

#[test]
fn every_case_names_fields_and_values_of_the_form_only() {
    let plain = view(&[]);
    for (field, value) in SCRIPT.cases.iter().flat_map(|case| case.choices) {
        let control = plain.controls.iter().find(|control| control.name == *field).unwrap();
        if let Input::Select { options, .. } = &control.input {
            assert!(options.iter().any(|(known, _)| known == value), "{field}: {value}");
        }
    }
}

#[test]
fn whatever_is_chosen_is_played_to_one_refusal_or_to_the_answer() {
    let mut labels = BTreeSet::new();
    for person in Person::ALL.map(Person::id) {
        for proof in Proof::ALL.map(Proof::id) {
            for (flow, mapping) in [("enhanced", "token"), ("enhanced", "rules"), ("basic", "none"), ("basic", "token")]
            {
                let view = view(&[("who", person), ("proof", proof), ("flow", flow), ("mapping", mapping)]);
                let refused = steps(&view).iter().position(|step| step.verdict == Verdict::Refused);
                let rest = refused.map_or(&[][..], |at| &steps(&view)[at + 1..]);
                let policies = refused.is_some_and(|at| steps(&view)[at].title == "The policies are asked");
                assert_eq!(view.outcome.accepted, refused.is_none(), "{person} {proof} {flow} {mapping}");
                assert!(policies || rest.iter().all(|step| step.verdict == Verdict::Skipped));
                assert!((8..=9).contains(&steps(&view).len()));
                labels.insert(view.outcome.label);
            }
        }
    }
    assert_eq!(labels.len(), 4, "{labels:?}");
}

#[test]
fn only_a_sound_proof_of_the_right_kind_is_a_login() {
    for person in ["alice", "heidi"] {
        for proof in Proof::ALL {
            let accepted = view(&[("who", person), ("proof", proof.id())]).outcome.accepted;
            assert_eq!(accepted, proof == Proof::Sound, "{person} {proof:?}");
        }
    }
    assert!(!view(&[("who", "ivan"), ("proof", "expired")]).outcome.accepted);
    let note = view(&[("who", "ivan"), ("proof", "tampered")]);
    assert!(matches!(&note.blocks[0], Block::Text(said) if said.contains("XML signature is not played")));
}

#[test]
fn both_flows_name_the_secret_as_real_clients_know_it() {
    let enhanced = shown(step(&case("as-found"), "Credentials come back"), "Answer");
    assert!(enhanced.contains("\"SecretKey\"") && !enhanced.contains("SecretAccessKey"), "{enhanced}");
    let basic = shown(step(&case("basic"), "Credentials come back"), "Answer");
    assert!(basic.contains("<SecretAccessKey>") && basic.contains("<Expiration>2027-01-15T09:00:00Z</"), "{basic}");
    for answer in [enhanced, basic] {
        assert!(answer.contains("ASIA") && answer.contains("SAMPLE-NOT-A-REAL-TOKEN"), "{answer}");
    }
}

#[test]
fn a_refusal_is_answered_in_the_services_words() {
    for (id, title, caption, said) in [
        ("expired", "GetId", "Answer", "\"NotAuthorizedException\""),
        (
            "other-sub",
            "The role's trust policy is asked",
            "Answer to GetCredentialsForIdentity",
            "InvalidIdentityPoolC",
        ),
        ("guest-takes-role", "The role's trust policy is asked", "Answer", "<Code>AccessDenied</Code>"),
        ("basic-refused", "GetOpenIdToken", "Answer", "InvalidParameterException"),
        (
            "other-file",
            "The service answers",
            "Answer",
            "because no identity-based policy allows the s3:GetObject action",
        ),
        ("guest-secret", "The service answers", "Answer", "because no session policy allows"),
        ("leading-keys", "The service answers", "Answer", "com.amazon.coral.service#AccessDeniedException"),
    ] {
        let view = case(id);
        let answer = shown(step(&view, title), caption);
        assert!(answer.contains(said), "{id}: {answer}");
    }
}

#[test]
fn a_condition_that_does_not_hold_is_shown_with_its_key_and_both_values() {
    let view = case("leading-keys");
    let asked = step(&view, "The policies are asked");
    let caption = "What does not fit: statement 3 (OwnRows) of the policy of sample-editors";
    let compared: Value = serde_json::from_str(&shown(asked, caption)).unwrap();
    assert_eq!((&compared["Element"], &compared["Key"]), (&"Condition".into(), &"dynamodb:LeadingKeys".into()));
    assert_eq!(compared["Present"][0], "us-east-1:bbbbbbbb-0000-1111-2222-333333333333");
    assert_ne!(compared["Wanted"][0], compared["Present"][0]);
}

#[test]
fn what_does_not_fit_is_shown_in_full() {
    let view = case("other-file");
    let asked = step(&view, "The policies are asked");
    let compared: Value = serde_json::from_str(&shown(
        asked,
        "What does not fit: statement 1 (OwnFiles) of the policy of sample-editors",
    ))
    .unwrap();
    let present = "arn:aws:s3:::sample-files/private/us-east-1:bbbbbbbb-0000-1111-2222-333333333333/notes.txt";
    assert_eq!(compared["Present"][0], present);
    let wanted = compared["Wanted"][0].as_str().unwrap();
    assert!(wanted.ends_with("/*") && wanted.contains("private/us-east-1:") && !wanted.contains('$'), "{wanted}");
}

#[test]
fn the_token_says_how_one_came_by_the_identity() {
    let amr = |choices: &[(&str, &str)]| {
        let choices = [&[("flow", "basic"), ("mapping", "none")][..], choices].concat();
        let token = shown(step(&view(&choices), "GetOpenIdToken"), "The token in the answer");
        let decoded = domain::token::decode(&token);
        decoded.claims().unwrap().value("amr").cloned().unwrap()
    };
    assert_eq!(amr(&[("who", "guest")]), serde_json::json!(["unauthenticated"]));
    assert_eq!(amr(&[("who", "heidi")]), serde_json::json!(["authenticated", "accounts.google.com"]));
    assert_eq!(amr(&[]).as_array().unwrap().len(), 3);
}

#[test]
fn the_basic_flow_narrows_nobody_not_even_a_guest() {
    let everything = ("permissions", "everything");
    let secret = ("action", "secretsmanager:GetSecretValue");
    assert!(!view(&[("who", "guest"), everything, secret]).outcome.accepted);
    assert!(view(&[("who", "guest"), ("flow", "basic"), ("mapping", "none"), everything, secret]).outcome.accepted);
    assert!(view(&[everything, secret]).outcome.accepted, "only guests are narrowed");
}

#[test]
fn each_role_reaches_what_is_its_own_and_nothing_else() {
    for action in Action::ALL.map(Action::name) {
        for whose in Whose::ALL {
            let accepted = view(&[("action", action), ("whose", whose.id())]).outcome.accepted;
            let secret = action.starts_with("secretsmanager");
            assert_eq!(accepted, whose == Whose::Own && !secret, "{action} {whose:?}");
        }
    }
}

#[test]
fn roles_are_chosen_as_the_mapping_says() {
    for (choices, said) in [
        (&[("who", "carol")][..], "sample-editors: The token prefers it"),
        (&[("who", "dora")], "sample-authenticated: The token names several roles"),
        (&[("who", "nina")], "sample-authenticated: The token names no role"),
        (&[("who", "heidi")], "Tokens of this provider name no roles"),
        (&[("mapping", "rules")], "sample-editors: Rule 2"),
        (&[("mapping", "none")], "sample-authenticated: No role is mapped"),
        (&[("who", "carol"), ("role", "sample-readers")], "sample-readers: It was asked for"),
        (&[("who", "guest")], "sample-guest: Guests get"),
        (&[("mapping", "rules"), ("rules", "email StartsWith alice -> sample-readers")], "sample-readers: Rule 1"),
    ] {
        let view = view(choices);
        let chosen = &step(&view, "The identity pool chooses a role").reason;
        assert!(chosen.contains(said), "{chosen}");
    }
}

#[test]
fn a_policy_that_came_along_with_the_form_is_no_edit_and_an_edited_one_counts() {
    let plain = view(&[]);
    let same = text(&plain, "trust_text").replace('\n', "\r\n");
    let other = view(&[("trust", "other-sub"), ("trust_text", &same)]);
    assert_eq!(other.outcome.label, "The trust policy refuses");
    assert!(text(&other, "trust_text").contains("bbbbbbbb"), "the text follows the choice");

    let edited = text(&plain, "permissions_text").replace("s3:GetObject", "s3:GetObjectAcl");
    let view = view(&[("permissions_text", &edited)]);
    assert_eq!(view.outcome.label, "The role's policy does not allow it");
    assert_eq!(text(&view, "permissions_text"), edited);
}

#[test]
fn whatever_cannot_be_read_is_named_exactly_and_stays_in_the_form() {
    for (field, written, said) in [
        ("trust_text", "{", "Trust policy: line 1, column 1"),
        ("trust_text", r#"{"Version":"2012-10-17","Statement":{"Efect":"Allow"}}"#, "did you mean \"Effect\"?"),
        ("permissions_text", "[]", "Policy of the role: "),
        ("rules", "email is alice", "Rules: Line 1"),
        ("attribute", &"x".repeat(101), "custom:role: It has at most 100 bytes"),
    ] {
        let view = view(&[(field, written), ("mapping", "rules")]);
        assert!(!view.outcome.accepted && view.outcome.reason.contains(said), "{}", view.outcome.reason);
        assert_eq!(text(&view, field), written);
    }
}
