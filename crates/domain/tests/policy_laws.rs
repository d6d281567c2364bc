//! Laws that hold for every policy and every request.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use domain::policy::{Decision, Kind, Layer, Outcome, Policies, Policy, Principal, Request, evaluate};
use proptest::prelude::*;

const CALLERS: [&str; 7] = [
    "arn:aws:iam::111122223333:user/alice",
    "arn:aws:sts::111122223333:assumed-role/sample/alice",
    "arn:aws:sts::111122223333:federated-user/alice",
    "arn:aws:iam::111122223333:root",
    "lambda.amazonaws.com",
    "cognito-identity.amazonaws.com",
    "anonymous",
];
const PRINCIPALS: [&str; 6] = [
    r#""*""#,
    r#"{"AWS":"111122223333"}"#,
    r#"{"AWS":"arn:aws:iam::111122223333:user/alice"}"#,
    r#"{"AWS":"arn:aws:iam::111122223333:role/sample"}"#,
    r#"{"AWS":"arn:aws:sts::111122223333:assumed-role/sample/alice"}"#,
    r#"{"Service":"lambda.amazonaws.com"}"#,
];
const CONDITIONS: [&str; 6] = [
    "{}",
    r#"{"StringEquals":{"x:a":"1"}}"#,
    r#"{"StringNotEquals":{"x:a":"${x:b}"}}"#,
    r#"{"ForAllValues:StringLike":{"x:a":["1","2*"]}}"#,
    r#"{"ForAnyValue:StringEquals":{"x:a":"2"}}"#,
    r#"{"Null":{"x:b":"true"}}"#,
];

fn statement(kind: Kind, effect: &'static str) -> impl Strategy<Value = String> {
    let action = prop_oneof![Just("*"), Just("s3:GetObject"), Just("s3:Put*")];
    let resource = prop_oneof![Just("*"), Just("arn:aws:s3:::b/*"), Just("arn:aws:s3:::b/${x:b}")];
    let principal = proptest::sample::select(&PRINCIPALS);
    let condition = proptest::sample::select(&CONDITIONS);
    (action, resource, principal, condition).prop_map(move |(action, resource, principal, condition)| {
        let principal = match kind {
            Kind::ResourceBased => format!(r#""Principal":{principal},"#),
            _ => String::new(),
        };
        format!(
            r#"{{"Effect":"{effect}",{principal}"Action":"{action}","Resource":"{resource}","Condition":{condition}}}"#
        )
    })
}

fn statements(kind: Kind) -> impl Strategy<Value = Vec<String>> {
    let any = prop_oneof![4 => statement(kind, "Allow"), 1 => statement(kind, "Deny")];
    proptest::collection::vec(any, 0..4)
}

/// The statements of the five layers that one writes freely; an empty layer has no policy.
type Layers = [Vec<String>; 5];
const KINDS: [Kind; 5] = [Kind::Scp, Kind::ResourceBased, Kind::IdentityBased, Kind::Boundary, Kind::Session];

fn layers() -> impl Strategy<Value = Layers> {
    KINDS.map(statements)
}

fn request() -> impl Strategy<Value = Request> {
    let caller = proptest::sample::select(&CALLERS);
    let values = |values: &'static [&'static str]| proptest::sample::subsequence(values, 0..=values.len());
    let account = prop_oneof![Just("111122223333"), Just("444455556666")];
    (caller, values(&["1", "2", "23"]), values(&["1", "x"]), account).prop_map(|(caller, a, b, account)| {
        Request::new(Principal::parse(caller).unwrap(), "s3:GetObject", "arn:aws:s3:::b/x")
            .owned_by(account)
            .with_all("x:a", a)
            .with_all("x:b", b)
    })
}

fn decide(layers: &Layers, request: &Request) -> Decision {
    let mut read = layers.iter().zip(KINDS).map(|(statements, kind)| {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, statements.join(","));
        (!statements.is_empty()).then(|| Policy::parse(kind.what(), kind, &text).expect(&text))
    });
    let mut next = || read.next().flatten();
    let policies = Policies {
        rcps: vec![],
        scps: next().into_iter().collect(),
        resource: next(),
        identity: next().into_iter().collect(),
        boundary: next(),
        session: next().into_iter().collect(),
    };
    evaluate(&policies, request)
}

fn with(layers: &Layers, at: usize, statement: String) -> Layers {
    let mut layers = layers.clone();
    layers[at].push(statement);
    layers
}

fn an_allow() -> impl Strategy<Value = (usize, String)> {
    (0..KINDS.len()).prop_flat_map(|at| (Just(at), statement(KINDS[at], "Allow")))
}

proptest! {
    #[test]
    fn an_allow_added_to_a_policy_never_takes_anything_away(layers in layers(), request in request(), (at, allow) in an_allow()) {
        // A first statement attaches a cap that was not there, which is another thing.
        prop_assume!(!layers[at].is_empty() || matches!(KINDS[at], Kind::IdentityBased | Kind::ResourceBased));
        if decide(&layers, &request).allowed() {
            prop_assert!(decide(&with(&layers, at, allow), &request).allowed());
        }
    }

    #[test]
    fn a_deny_that_matches_always_wins(layers in layers(), request in request()) {
        let deny = r#"{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"#;
        prop_assert!(!decide(&with(&layers, 1, deny.to_owned()), &request).allowed());
    }

    #[test]
    fn a_matching_deny_in_a_layer_that_applies_is_the_outcome(layers in layers(), request in request()) {
        let decision = decide(&layers, &request);
        let denied = decision.layers.iter().any(|layer| layer.denies().is_some());
        prop_assert_eq!(denied, matches!(decision.outcome, Outcome::Denied(_)));
    }

    #[test]
    fn the_order_of_statements_changes_no_decision(layers in layers(), request in request(), turn in 0_usize..4) {
        let turned = layers.clone().map(|mut statements| {
            statements.reverse();
            let by = turn.min(statements.len());
            statements.rotate_left(by);
            statements
        });
        prop_assert_eq!(decide(&layers, &request).allowed(), decide(&turned, &request).allowed());
    }

    #[test]
    fn what_is_allowed_is_allowed_by_somebody_and_what_is_not_lacks_a_layer(layers in layers(), request in request()) {
        let is_root = matches!(request.principal, Principal::Root { .. });
        match decide(&layers, &request).outcome {
            Outcome::Allowed(by) => prop_assert!(is_root || !by.is_empty()),
            Outcome::NotAllowed(missing) => prop_assert!(!missing.is_empty() && !missing.contains(&Layer::Rcp)),
            Outcome::Denied(_) => {}
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in r#"[\[\]{}",:a-zA-Z$*?0-9 \\é-]{0,200}"#) {
        for kind in KINDS {
            prop_assert!(Policy::parse("it", kind, &text).is_err());
        }
    }

    #[test]
    fn no_value_makes_reader_or_decision_panic(
        operator in "(ForAnyValue:|ForAllValues:)?(String(Not)?(Equals|Like)|Date(Equals|LessThan)|NumericEquals|Bool|IpAddress|ArnLike|BinaryEquals)(IfExists)?",
        wanted in r"[$\{\}'*?:/.,0-9TZ+a-cé-]{0,24}",
        present in ".{0,24}",
        resource in r"arn:[$\{\}'*?:/.,a-cé-]{0,24}",
    ) {
        let text = serde_json::json!({
            "Version": "2012-10-17",
            "Statement": {"Effect": "Allow", "Action": "*", "Resource": ["*", resource], "Condition": {operator: {"x:a": wanted}}},
        });
        let user = Principal::parse(CALLERS[0]).unwrap();
        let request = Request::new(user, &present, &present).with("x:a", &present);
        if let Ok(policy) = Policy::parse("it", Kind::IdentityBased, &text.to_string()) {
            let decision = evaluate(&Policies { identity: vec![policy], ..Policies::default() }, &request);
            let told: Vec<String> =
                decision.layers[3].statements.iter().filter_map(|one| one.matched.as_ref().err()).map(ToString::to_string).collect();
            prop_assert_eq!(told.is_empty(), decision.allowed());
        }
    }
}
