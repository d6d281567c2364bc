//! What is refused as a policy, and how exactly the place is named.
#![expect(clippy::expect_used, reason = "a test helper that cannot go on fails the test")]

use domain::policy::{InvalidPolicy, Kind, Policy};

fn error(kind: Kind, text: &str) -> String {
    Policy::parse("it", kind, text).expect_err(text).to_string()
}

fn statement(body: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{body}]}}"#)
}

#[test]
fn one_statement_may_stand_without_a_list() {
    for text in [
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#,
        r#"{"Id":"x","Statement":[{"Sid":"A b","Effect":"Deny","NotAction":["iam:*","sts:*"],"NotResource":"arn:aws:s3:::b/*"}]}"#,
    ] {
        assert!(Policy::parse("it", Kind::IdentityBased, text).is_ok(), "{text}");
    }
}

#[test]
fn broken_json_is_named_by_line_and_column() {
    let error = Policy::parse("it", Kind::IdentityBased, "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [}\n")
        .unwrap_err();
    assert!(matches!(error, InvalidPolicy::NotJson { line: 3, column: 17, .. }), "{error:?}");
    let error = Policy::parse("it", Kind::IdentityBased, "{\"Version\":\"2012-10-17\",\"Version\":\"2008-10-17\"}")
        .unwrap_err();
    assert_eq!(error.to_string(), "line 1, column 33: \"Version\" occurs twice in this object");
}

#[test]
fn hostile_texts_are_refused_calmly() {
    assert_eq!(error(Kind::IdentityBased, " \n"), "there is no text");
    assert!(error(Kind::IdentityBased, &"x".repeat(6145)).contains("6145 bytes"));
    assert!(error(Kind::IdentityBased, &"[".repeat(3000)).contains("nested this deep"));
    assert!(error(Kind::IdentityBased, "[]").contains("begins with {"));
    assert!(error(Kind::IdentityBased, r#"{"Statement":[]}"#).contains("0 statements"));
    assert!(error(Kind::IdentityBased, r#"{"Version":"2012-10-18","Statement":[]}"#).contains("2012-10-17"));
}

#[test]
fn each_slip_is_named_by_statement_and_element_and_the_nearest_name_is_offered() {
    for (kind, body, said) in [
        (Kind::IdentityBased, r#""x""#, "statement 1, as a whole: must be an object, not a string"),
        (Kind::IdentityBased, r#"{"Efect":"Allow"}"#, "did you mean \"Effect\"?"),
        (Kind::IdentityBased, r#"{"effect":"Allow"}"#, "did you mean \"Effect\"?"),
        (Kind::IdentityBased, r#"{"Action":"*","Resource":"*"}"#, "statement 1, Effect: is missing"),
        (Kind::IdentityBased, r#"{"Effect":"allow","Action":"*","Resource":"*"}"#, "Effect: must be \"Allow\""),
        (Kind::IdentityBased, r#"{"Effect":"Allow","Resource":"*"}"#, "Action: is missing"),
        (Kind::IdentityBased, r#"{"Effect":"Allow","Action":"*"}"#, "Resource: is missing"),
        (Kind::IdentityBased, r#"{"Effect":"Allow","Action":[],"Resource":"*"}"#, "Action: is an empty list"),
        (
            Kind::IdentityBased,
            r#"{"Effect":"Allow","Action":"GetObject","Resource":"*"}"#,
            "\"GetObject\" is no action",
        ),
        (
            Kind::IdentityBased,
            r#"{"Effect":"Allow","Action":"s3:*","NotAction":"iam:*","Resource":"*"}"#,
            "exclude each other",
        ),
        (
            Kind::IdentityBased,
            r#"{"Effect":"Allow","Action":"s3:*","Resource":"my-bucket"}"#,
            "\"my-bucket\" is no ARN",
        ),
        (
            Kind::IdentityBased,
            r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:my-bucket"}"#,
            "incomplete ARN",
        ),
        (
            Kind::IdentityBased,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}"#,
            "an identity policy has none",
        ),
        (
            Kind::Boundary,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}"#,
            "a permissions boundary has none",
        ),
        (Kind::ResourceBased, r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#, "Principal: is missing"),
        (Kind::Trust, r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#, "it is about its own role"),
        (Kind::ResourceBased, r#"{"Effect":"Allow","NotPrincipal":"*","Action":"*","Resource":"*"}"#, "only with Deny"),
        (
            Kind::ResourceBased,
            r#"{"Effect":"Deny","Principal":"x","Action":"*","Resource":"*"}"#,
            "must stand in an object",
        ),
        (
            Kind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"Aws":"*"},"Action":"*","Resource":"*"}"#,
            "did you mean \"AWS\"?",
        ),
        (
            Kind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"AWS":"1234"},"Action":"*","Resource":"*"}"#,
            "is no principal",
        ),
        (
            Kind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:role/*"},"Action":"*","Resource":"*"}"#,
            "named in full",
        ),
        (
            Kind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:group/g"},"Action":"*","Resource":"*"}"#,
            "a group is no principal",
        ),
        (
            Kind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"Service":"lambda"},"Action":"*","Resource":"*"}"#,
            "lambda.amazonaws.com",
        ),
        (Kind::Rcp, r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#, "only denies"),
        (
            Kind::Rcp,
            r#"{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"*","Resource":"*"}"#,
            "always \"*\"",
        ),
        (
            Kind::IdentityBased,
            r#"{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"A","Effect":"Deny","Action":"*","Resource":"*"}"#,
            "statement 2, Sid",
        ),
    ] {
        let error = error(kind, &statement(body));
        assert!(error.contains(said), "{error}\n{body}");
    }
}

#[test]
fn each_slip_in_a_condition_is_named() {
    for (condition, said) in [
        (r#""x""#, "must be an object of operators"),
        (r#"{"StringEquals":"x"}"#, "must hold an object of keys"),
        (r#"{"StringEqual":{"aws:x":"y"}}"#, "did you mean StringEquals?"),
        (r#"{"ForAllValue:StringEquals":{"aws:x":"y"}}"#, "did you mean ForAllValues?"),
        (r#"{"StringEquals":{"username":"y"}}"#, "\"username\" is no key"),
        (r#"{"StringEquals":{"aws:x":[]}}"#, "has no value"),
        (r#"{"StringEquals":{"aws:x":{}}}"#, "must be a string, not an object"),
        (r#"{"NumericEquals":{"aws:x":"ten"}}"#, "is not a number"),
        (r#"{"NumericEquals":{"aws:x":"inf"}}"#, "is not a number"),
        (r#"{"DateLessThan":{"aws:CurrentTime":"soon"}}"#, "is not a date"),
        (r#"{"Bool":{"aws:x":"yes"}}"#, "is not true or false"),
        (r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/33"}}"#, "is not an address"),
        (r#"{"BinaryEquals":{"aws:x":"%"}}"#, "is not Base64"),
        (r#"{"ArnLike":{"aws:SourceArn":"topic"}}"#, "an ARN of six parts"),
        (r#"{"NullIfExists":{"aws:x":"true"}}"#, "neither IfExists"),
        (r#"{"ForAnyValue:Null":{"aws:x":"true"}}"#, "neither IfExists"),
        (r#"{"StringLike":{"aws:x":"${aws:username"}}"#, "never closed"),
    ] {
        let body = format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}"#);
        let error = error(Kind::IdentityBased, &statement(&body));
        assert!(error.starts_with("statement 1, Condition: ") && error.contains(said), "{error}\n{condition}");
    }
}

#[test]
fn a_variable_stands_only_in_the_resource_part_of_an_arn() {
    let body = r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:q"}"#;
    assert!(error(Kind::IdentityBased, &statement(body)).contains("after the fifth colon"));
}
