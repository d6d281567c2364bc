use super::*;
use crate::sandbox::scene::{Body, Cell, Input, Verdict};

fn view(fields: &[(&str, &str)]) -> View {
    play(&Choices::of(fields))
}

fn case(id: &str) -> View {
    let case = SCRIPT.cases.iter().find(|case| case.id == id).unwrap();
    view(case.choices)
}

fn steps(view: &View) -> Vec<(String, Verdict)> {
    let Some(Block::Steps(steps)) = view.blocks.first() else { panic!("{view:?}") };
    steps.iter().map(|step| (step.title.clone(), step.verdict)).collect()
}

#[test]
fn every_case_ends_as_it_teaches() {
    for (id, accepted, label) in [
        ("as-found", true, "The identity policy allows it"),
        ("other-action", false, "Nothing allows it"),
        ("deny", false, "A Deny in the resource policy ends it"),
        ("boundary", false, "The permissions boundary stops it"),
        ("scp", false, "The service control policy stops it"),
        ("session", false, "The session policy stops it"),
        ("other-account", false, "Only the caller's account allows it"),
        ("resource-alone", true, "The resource policy alone allows it"),
        ("missing-key", false, "A Deny in the resource policy ends it"),
        ("if-exists", true, "The identity policy allows it"),
        ("key", false, "The key's own policy does not allow it"),
    ] {
        let outcome = case(id).outcome;
        assert_eq!((outcome.accepted, outcome.label.as_str()), (accepted, label), "{id}: {}", outcome.reason);
    }
    assert_eq!(SCRIPT.cases.len(), 11);
}

#[test]
fn the_deciding_statement_is_named_and_shown() {
    let view = case("as-found");
    assert!(
        view.outcome.reason.contains("statement 2 (ReadReportsOfOwnTeam) of the identity policy"),
        "{}",
        view.outcome.reason
    );
    let Some(Block::Steps(steps)) = view.blocks.first() else { panic!() };
    let identity = steps.iter().find(|step| step.title == "Identity policies").unwrap();
    let Body::Text(shown) = &identity.exhibits[0].body else { panic!() };
    assert!(shown.contains("ReadReportsOfOwnTeam") && shown.starts_with("{\n  \"Sid\""), "{shown}");
}

#[test]
fn a_condition_that_held_only_for_want_of_its_key_is_named() {
    for (id, said) in [
        ("missing-key", "StringNotEquals holds because the request has no \"aws:SourceVpce\""),
        ("if-exists", "BoolIfExists holds because the request has no \"aws:MultiFactorAuthPresent\""),
    ] {
        let reason = case(id).outcome.reason;
        assert!(reason.contains(said), "{id}: {reason}");
    }
}

#[test]
fn a_deny_leaves_all_layers_unasked() {
    let steps = steps(&case("deny"));
    assert_eq!(steps[1], ("Look for a Deny in every policy".to_owned(), Verdict::Refused));
    assert!(steps[2..].iter().all(|(_, verdict)| *verdict == Verdict::Skipped));
}

#[test]
fn the_missing_side_is_named_with_the_condition_that_failed() {
    let view = view(&[("context", "aws:PrincipalTag/team = red")]);
    assert_eq!(view.outcome.label, "Nothing allows it");
    assert!(view.outcome.reason.contains("sample-reports/${aws:PrincipalTag/team}"), "{}", view.outcome.reason);
    let Some(Block::Table(table)) = view.blocks.last() else { panic!() };
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.rows[2][2], Cell::marked("no", Verdict::Skipped));
}

#[test]
fn without_a_tag_the_variable_matches_nothing_and_it_is_said() {
    let view = view(&[("context", "")]);
    assert!(
        view.outcome.reason.contains("no value for its variable \"aws:PrincipalTag/team\""),
        "{}",
        view.outcome.reason
    );
}

#[test]
fn whatever_cannot_be_read_is_named_exactly_and_stays_in_the_form() {
    for (field, text, said) in [
        ("identity", "{", "Identity policy: line 1, column 1"),
        ("session", r#"{"Version":"2012-10-17","Statement":{"Efect":"Allow"}}"#, "did you mean \"Effect\"?"),
        ("principal", "alice", "Write the ARN"),
        ("principal", "arn:aws:iam::111122223333:role/sample", "assumed-role/ROLE/SESSION"),
        ("action", "GetObject", "s3:GetObject"),
        ("target", "sample-reports", "six parts"),
        ("context", "team", "Line 1"),
    ] {
        let view = view(&[(field, text)]);
        assert!(!view.outcome.accepted && view.outcome.reason.contains(said), "{}", view.outcome.reason);
        let control = view.controls.iter().find(|control| control.name == field).unwrap();
        let (Input::Line { value, .. } | Input::Area { value, .. }) = &control.input else { panic!() };
        assert_eq!(value, text);
    }
}

#[test]
fn every_case_names_fields_of_the_form_only() {
    let names: Vec<&str> = view(&[]).controls.iter().map(|control| control.name).collect();
    for (field, _) in SCRIPT.cases.iter().flat_map(|case| case.choices) {
        assert!(names.contains(field), "{field}");
    }
}
