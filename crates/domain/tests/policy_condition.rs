//! Every condition operator with values that fit, values that do not, and no value at all.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use domain::policy::{Kind, Mismatch, Outcome, Policies, Policy, Principal, Request, evaluate};

const NONE: Option<&[&str]> = None;

fn request(key: &str, present: Option<&[&str]>) -> Request {
    let user = Principal::parse("arn:aws:iam::111122223333:user/alice").unwrap();
    let request = Request::new(user, "s3:GetObject", "arn:aws:s3:::sample/a.txt");
    match present {
        Some(values) => request.with_all(key, values.iter().copied()),
        None => request,
    }
}

fn policies(condition: &str) -> Policies {
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{condition}}}}}"#
    );
    Policies {
        identity: vec![Policy::parse("it", Kind::IdentityBased, &text).expect(condition)],
        ..Policies::default()
    }
}

/// Whether `{operator: {x:key: values}}` holds for a request with these values.
fn holds(operator: &str, wanted: &str, present: Option<&[&str]>) -> bool {
    let condition = format!(r#"{{"{operator}":{{"x:key":{wanted}}}}}"#);
    evaluate(&policies(&condition), &request("X:Key", present)).allowed()
}

#[test]
fn each_operator_compares_in_its_own_way() {
    for (operator, wanted, present, expected) in [
        ("StringEquals", r#""a""#, "a", true),
        ("StringEquals", r#""a""#, "A", false),
        ("StringEquals", r#""a*""#, "ab", false),
        ("StringEquals", r#"["a","b"]"#, "b", true),
        ("StringEquals", r#""${*}""#, "*", true),
        ("StringEquals", r#""${aws:username}""#, "alice", true),
        ("StringNotEquals", r#"["a","b"]"#, "b", false),
        ("StringNotEquals", r#"["a","b"]"#, "c", true),
        ("StringEqualsIgnoreCase", r#""aÄ""#, "Aä", true),
        ("StringNotEqualsIgnoreCase", r#""a""#, "A", false),
        ("StringLike", r#""a*""#, "ab", true),
        ("StringLike", r#""a${*}""#, "ab", false),
        ("StringLike", r#"["","home/"]"#, "", true),
        ("StringNotLike", r#""a*""#, "ab", false),
        ("NumericEquals", "10", "10.0", true),
        ("NumericNotEquals", r#""10""#, "11", true),
        ("NumericLessThan", r#""10""#, "9.5", true),
        ("NumericLessThan", r#""10""#, "10", false),
        ("NumericLessThanEquals", r#""10""#, "10", true),
        ("NumericGreaterThan", r#""10""#, "-11", false),
        ("NumericGreaterThanEquals", r#""10""#, "10", true),
        ("NumericEquals", r#""10""#, "ten", false),
        ("DateEquals", r#""2026-11-23T08:00:00Z""#, "2026-11-23T09:00:00+01:00", true),
        ("DateNotEquals", r#""2026-11-23""#, "2026-11-24", true),
        ("DateLessThan", r#""2026-11-23T08:00:00Z""#, "1795420799", true),
        ("DateLessThanEquals", r#""1795420800""#, "2026-11-23T08:00:00Z", true),
        ("DateGreaterThan", r#""2026-11-23T08:00:00Z""#, "2026-11-23T08:00:00Z", false),
        ("DateGreaterThanEquals", r#""2026""#, "2026-01-01", true),
        ("Bool", "true", "True", true),
        ("Bool", r#""true""#, "false", false),
        ("BinaryEquals", r#""c2FtcGxl""#, "sample", true),
        ("BinaryEquals", r#""c2FtcGxl""#, "sampl", false),
        ("IpAddress", r#""203.0.113.0/24""#, "203.0.113.9", true),
        ("IpAddress", r#""203.0.113.0/24""#, "203.0.114.9", false),
        ("IpAddress", r#""0.0.0.0/0""#, "198.51.100.1", true),
        ("IpAddress", r#""203.0.113.9""#, "203.0.113.9", true),
        ("IpAddress", r#""2001:db8::/32""#, "2001:db8:1::1", true),
        ("IpAddress", r#""2001:db8::/32""#, "203.0.113.9", false),
        ("NotIpAddress", r#""203.0.113.0/24""#, "203.0.113.9", false),
        ("ArnLike", r#""arn:aws:sns:*:111122223333:t*""#, "arn:aws:sns:us-east-1:111122223333:topic", true),
        ("ArnEquals", r#""arn:aws:sns:*:111122223333:t*""#, "arn:aws:sns:us-east-1:111122223333:topic", true),
        (
            "ArnLike",
            r#""arn:aws:x:*:111122223333:f/*""#,
            "arn:aws:x:us-east-2:444455556666:s/a:111122223333:f/d",
            false,
        ),
        (
            "StringLike",
            r#""arn:aws:x:*:111122223333:f/*""#,
            "arn:aws:x:us-east-2:444455556666:s/a:111122223333:f/d",
            true,
        ),
        ("ArnLike", r#""arn:aws:sns:*:*:*""#, "arn:aws:sns", false),
        ("ArnLike", r#""*""#, "arn:aws:sns", false),
        ("ArnLike", r#""*""#, "arn:aws:sns:us-east-1:111122223333:topic", true),
        ("ArnNotEquals", r#""arn:aws:sns:*:*:*""#, "arn:aws:sns:us-east-1:111122223333:topic", false),
        ("ArnNotLike", r#""arn:aws:sns:*:*:*""#, "arn:aws:sqs:us-east-1:111122223333:q", true),
        ("Null", r#""true""#, "a", false),
        ("Null", r#""false""#, "a", true),
    ] {
        assert_eq!(holds(operator, wanted, Some(&[present])), expected, "{operator} {wanted} {present}");
    }
}

#[test]
fn on_a_missing_key_positive_operators_fail_and_negated_ones_hold() {
    for (operator, wanted, expected) in [
        ("StringEquals", r#""a""#, false),
        ("StringNotEquals", r#""a""#, true),
        ("StringNotEqualsIgnoreCase", r#""a""#, true),
        ("StringLike", r#""*""#, false),
        ("StringNotLike", r#""*""#, true),
        ("NumericLessThan", r#""1""#, false),
        ("NumericNotEquals", r#""1""#, true),
        ("DateNotEquals", r#""2026""#, true),
        ("DateLessThan", r#""2026""#, false),
        ("Bool", r#""false""#, false),
        ("BinaryEquals", r#""""#, false),
        ("IpAddress", r#""0.0.0.0/0""#, false),
        ("NotIpAddress", r#""0.0.0.0/0""#, true),
        ("ArnLike", r#""*""#, false),
        ("ArnNotLike", r#""*""#, true),
        ("Null", r#""true""#, true),
        ("Null", r#""false""#, false),
        ("StringEqualsIfExists", r#""a""#, true),
        ("StringNotEqualsIfExists", r#""a""#, true),
        ("BoolIfExists", r#""true""#, true),
        ("NumericLessThanIfExists", r#""1""#, true),
        ("ForAllValues:StringEquals", r#""a""#, true),
        ("ForAllValues:StringNotEquals", r#""a""#, true),
        ("ForAnyValue:StringEquals", r#""a""#, false),
        ("ForAnyValue:StringNotEquals", r#""a""#, false),
        ("ForAnyValue:StringEqualsIfExists", r#""a""#, false),
    ] {
        assert_eq!(holds(operator, wanted, NONE), expected, "{operator}");
    }
}

#[test]
fn if_exists_says_nothing_about_a_key_that_is_there() {
    assert!(holds("StringEqualsIfExists", r#""a""#, Some(&["a"])));
    assert!(!holds("StringEqualsIfExists", r#""a""#, Some(&["b"])));
    assert!(!holds("StringNotEqualsIfExists", r#""a""#, Some(&["a"])));
}

#[test]
fn a_set_operator_asks_every_value_of_the_request_or_any() {
    for (operator, present, expected) in [
        ("ForAllValues:StringEquals", &["a", "b"][..], true),
        ("ForAllValues:StringEquals", &["a", "c"], false),
        ("ForAllValues:StringEquals", &[""], true),
        ("ForAnyValue:StringEquals", &["a", "c"], true),
        ("ForAnyValue:StringEquals", &["c"], false),
        ("ForAnyValue:StringEquals", &[""], false),
        ("ForAllValues:StringNotEquals", &["c", "d"], true),
        ("ForAllValues:StringNotEquals", &["a", "c"], false),
        ("ForAnyValue:StringNotEquals", &["a", "c"], true),
        ("ForAnyValue:StringNotEquals", &["a", "b"], false),
    ] {
        assert_eq!(holds(operator, r#"["a","b"]"#, Some(present)), expected, "{operator} {present:?}");
    }
}

#[test]
fn a_variable_without_a_value_equals_nothing_so_negated_operators_hold() {
    assert!(!holds("StringEquals", r#""${aws:PrincipalTag/team}""#, Some(&["blue"])));
    assert!(!holds("StringLike", r#""${aws:PrincipalTag/team}*""#, Some(&["blue"])));
    assert!(holds("StringNotEquals", r#""${aws:PrincipalTag/team}""#, Some(&["blue"])));
    assert!(holds("StringEquals", r#""${aws:PrincipalTag/team, 'blue'}""#, Some(&["blue"])));
}

#[test]
fn all_operators_and_all_keys_must_hold() {
    let condition = r#"{"StringEquals":{"x:a":"1","x:b":"2"},"Bool":{"x:c":"true"}}"#;
    let all = request("x:a", Some(&["1"])).with("x:b", "2").with("x:c", "true");
    assert!(evaluate(&policies(condition), &all).allowed());
    for broken in ["x:a", "x:b", "x:c"] {
        assert!(!evaluate(&policies(condition), &all.clone().with(broken, "no")).allowed(), "{broken}");
    }
}

#[test]
fn the_trace_names_operator_key_and_both_sides() {
    let decision = evaluate(&policies(r#"{"StringEquals":{"x:key":["a","b"]}}"#), &request("x:key", Some(&["c"])));
    assert!(matches!(decision.outcome, Outcome::NotAllowed(_)));
    let Some(Err(mismatch)) = decision.layers[3].statements.first().map(|one| &one.matched) else { panic!() };
    assert_eq!(
        mismatch.to_string(),
        r#"Condition StringEquals on "x:key": it compares with "a", "b", and the request has "c"."#
    );
    let Mismatch::Condition(unmet) = mismatch else { panic!() };
    assert_eq!((unmet.operator.as_str(), unmet.present.as_deref()), ("StringEquals", Some(&["c".to_owned()][..])));
}

#[test]
fn the_trace_shows_what_a_variable_stands_for_and_which_conditions_held_for_want_of_a_key() {
    let condition = r#"{"StringNotEquals":{"x:other":"a"},"StringEquals":{"x:key":"${aws:username}"}}"#;
    let trace = |present| {
        let decision = evaluate(&policies(condition), &request("x:key", Some(&[present])));
        decision.layers[3].statements[0].clone()
    };
    let mismatch = trace("bob").matched.unwrap_err().to_string();
    assert!(mismatch.contains(r#"compares with "${aws:username}", here "alice", and"#), "{mismatch}");
    let held: Vec<String> = trace("alice").held_by_absence.iter().map(ToString::to_string).collect();
    assert_eq!(held, [r#"Condition StringNotEquals holds because the request has no "x:other"."#]);
}
