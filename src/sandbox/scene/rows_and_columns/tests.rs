use super::*;
use crate::sandbox::scene::{Cell, Input, Verdict};

fn view(fields: &[(&str, &str)]) -> View {
    play(&Choices::of(fields))
}

fn case(id: &str) -> View {
    let case = SCRIPT.cases.iter().find(|case| case.id == id).unwrap();
    view(case.choices)
}

fn rows(view: &View) -> &[Vec<Cell>] {
    let Some(Block::Table(table)) = view.blocks.last() else { panic!("{view:?}") };
    &table.rows
}

fn marked(view: &View, mark: Verdict) -> usize {
    rows(view).iter().flatten().filter(|cell| cell.mark == Some(mark)).count()
}

#[test]
fn every_case_ends_as_it_teaches_and_lights_up_what_comes_back() {
    for (id, accepted, label, visible) in [
        ("own-rows", true, "Alice's rows come back, with game and score", 4),
        ("other-row", false, "Access is denied", 0),
        ("hidden-column", false, "Access is denied", 0),
        ("all-columns", false, "Access is denied", 0),
        ("no-select", true, "Alice's rows come back, with every column", 10),
        ("scan", true, "Everyone's rows come back, with game and score", 12),
        ("any-value", true, "Alice's rows come back, with game and risk", 4),
        ("no-leading-keys", true, "Bob's rows come back, with game and score", 4),
        ("put", true, "The item is replaced as a whole", 4),
    ] {
        let view = case(id);
        let outcome = &view.outcome;
        assert_eq!((outcome.accepted, outcome.label.as_str()), (accepted, label), "{id}: {}", outcome.reason);
        assert_eq!(marked(&view, Verdict::Done), visible, "{id}");
    }
    assert_eq!(SCRIPT.cases.len(), 9);
}

#[test]
fn the_condition_that_failed_is_named_with_both_sides() {
    for (id, key, has) in [
        ("other-row", "dynamodb:LeadingKeys", "us-east-1:bbbbbbbb"),
        ("hidden-column", "dynamodb:Attributes", "\"risk\""),
        ("all-columns", "dynamodb:Select", "ALL_ATTRIBUTES"),
    ] {
        let reason = case(id).outcome.reason;
        assert!(reason.contains(key) && reason.contains(has), "{id}: {reason}");
    }
}

#[test]
fn what_let_a_scan_pass_is_said() {
    let reason = case("scan").outcome.reason;
    let said = "ForAllValues:StringEquals holds because the request has no \"dynamodb:LeadingKeys\"";
    assert!(reason.contains(said), "{reason}");
}

#[test]
fn a_scan_is_not_among_the_actions_of_the_sound_policy() {
    let view = view(&[("operation", "Scan")]);
    assert_eq!(view.outcome.label, "Access is denied");
    assert!(view.outcome.reason.contains("Action is"), "{}", view.outcome.reason);
    assert_eq!(marked(&view, Verdict::Refused), 12);
}

#[test]
fn each_player_gets_their_own_rows_and_nobody_elses() {
    for caller in ["alice", "bob", "carol"] {
        for row in ["alice", "bob", "carol"] {
            let view = view(&[("caller", caller), ("row", row)]);
            assert_eq!(view.outcome.accepted, caller == row, "{caller} {row}");
        }
    }
}

#[test]
fn reading_one_item_names_both_keys_and_needs_columns_too() {
    let get = |columns| view(&[("operation", "GetItem"), ("game", "go"), ("columns", columns)]).outcome.label;
    assert_eq!(get("score"), "Alice's row of go comes back, with score");
    assert_eq!(get(""), "Access is denied");
}

#[test]
fn writing_over_an_item_loses_what_the_policy_does_not_list() {
    let put = case("put");
    assert_eq!(rows(&put)[0][4], Cell::marked("gone: low", Verdict::Refused));
    let new = view(&[("operation", "PutItem"), ("game", "poker")]);
    assert_eq!(rows(&new).len(), 7);
    let other = view(&[("operation", "PutItem"), ("row", "carol")]);
    assert_eq!(other.outcome.label, "Access is denied");
    let old = view(&[("operation", "PutItem"), ("return_values", "ALL_OLD")]);
    assert!(old.outcome.reason.contains("dynamodb:ReturnValues"), "{}", old.outcome.reason);
}

#[test]
fn the_id_of_another_provider_has_no_value_here() {
    let policy = examples::POLICY.replace("cognito-identity.amazonaws.com:sub", "www.amazon.com:user_id");
    let reason = view(&[("policy", &policy)]).outcome.reason;
    assert!(reason.contains("no value for the variable \"www.amazon.com:user_id\""), "{reason}");
}

#[test]
fn a_request_that_contradicts_itself_is_no_matter_of_policies() {
    for fields in [
        [("columns", ""), ("select", "SPECIFIC_ATTRIBUTES")],
        [("columns", "game"), ("select", "ALL_ATTRIBUTES")],
        [("columns", "game"), ("select", "COUNT")],
    ] {
        assert_eq!(view(&fields).outcome.label, "The request contradicts itself");
    }
}

#[test]
fn whatever_cannot_be_read_is_named_exactly_and_stays_in_the_form() {
    for (field, text, said) in [
        ("policy", "{\"Version\" 1}", "Policy: line 1, column 12"),
        ("columns", "game; drop", "Columns: \"game; drop\" is no name"),
        ("columns", "a,b,c,d,e,f,g,h,i,j,k", "At most 10"),
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
