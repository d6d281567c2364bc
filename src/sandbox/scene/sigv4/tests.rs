use std::sync::LazyLock;

use super::*;
use crate::sandbox::{Sandbox, scene::Verdict};

const NOW_MS: i64 = 1_795_392_000_000;

fn played(choices: &[(&str, &str)]) -> View {
    static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://localhost", [0; 32]));
    play(Stage { sandbox: &SANDBOX, now_ms: NOW_MS }, &Choices::of(choices))
}

fn outcome(choices: &[(&str, &str)]) -> (bool, String) {
    let outcome = played(choices).outcome;
    (outcome.accepted, outcome.label)
}

fn refused(label: &str) -> (bool, String) {
    (false, label.to_owned())
}

fn accepted() -> (bool, String) {
    (true, "200 OK".to_owned())
}

fn shown(view: &View) -> String {
    format!("{:?}", view.blocks)
}

#[test]
fn every_case_ends_as_s3_answers() {
    let endings = [
        ("as-is", accepted()),
        ("body", refused("400 XAmzContentSHA256Mismatch")),
        ("header", refused("403 SignatureDoesNotMatch")),
        ("added", accepted()),
        ("clock", refused("403 RequestTimeTooSkewed")),
        ("region", refused("400 AuthorizationHeaderMalformed")),
        ("token", refused("403 InvalidAccessKeyId")),
        ("expired", refused("403 AccessDenied: Request has expired")),
        ("credentials", refused("400 ExpiredToken")),
    ];
    assert_eq!(SCRIPT.cases.len(), endings.len());
    for (case, (id, ending)) in SCRIPT.cases.iter().zip(endings) {
        assert_eq!((case.id, outcome(case.choices)), (id, ending));
    }
}

#[test]
fn the_body_behind_a_presigned_address_can_change_and_s3_takes_it() {
    assert_eq!(outcome(&[("mode", "presigned"), ("change", "body")]), accepted());
}

#[test]
fn other_services_see_a_changed_body_by_the_signature() {
    for (service, ending) in [
        ("dynamodb", "400 InvalidSignatureException"),
        ("execute-api", "403 InvalidSignatureException"),
        ("sts", "403 SignatureDoesNotMatch"),
    ] {
        assert_eq!(outcome(&[("service", service), ("change", "body")]), refused(ending));
        assert_eq!(outcome(&[("service", service)]), accepted());
    }
}

#[test]
fn a_missing_token_has_a_name_of_its_own_at_each_service() {
    for (service, ending) in [
        ("dynamodb", "400 UnrecognizedClientException"),
        ("execute-api", "403 UnrecognizedClientException"),
        ("sts", "403 InvalidClientTokenId"),
    ] {
        assert_eq!(outcome(&[("service", service), ("token", "left-out")]), refused(ending));
    }
    assert_eq!(outcome(&[("token", "none")]), accepted());
}

#[test]
fn each_service_has_its_minutes_both_ways() {
    for (service, clock, ending) in [
        ("s3", "15", accepted()),
        ("s3", "-15", accepted()),
        ("s3", "16", refused("403 RequestTimeTooSkewed")),
        ("sts", "-16", refused("403 SignatureDoesNotMatch")),
        ("dynamodb", "5", accepted()),
        ("dynamodb", "-6", refused("400 InvalidSignatureException")),
        ("execute-api", "6", refused("403 InvalidSignatureException")),
    ] {
        assert_eq!(outcome(&[("service", service), ("clock", clock)]), ending, "{service} {clock}");
    }
    let late = shown(&played(&[("service", "sts"), ("clock", "-16")]));
    assert!(late.contains(
        "Signature expired: 20261122T234400Z is now earlier than 20261122T234500Z (20261123T000000Z - 15 min.)"
    ));
}

#[test]
fn a_recorded_request_cannot_be_sent_again_later() {
    assert_eq!(outcome(&[("sent", "5400"), ("token", "none")]), refused("403 RequestTimeTooSkewed"));
}

#[test]
fn an_address_lives_to_its_last_second_and_seven_days_at_most() {
    let presigned =
        |expires| outcome(&[("mode", "presigned"), ("token", "none"), ("sent", "600"), ("expires", expires)]);
    assert_eq!(presigned("600"), accepted());
    assert_eq!(presigned("599"), refused("403 AccessDenied: Request has expired"));
    for wrong in ["0", "604801", "-1", "soon", ""] {
        assert_eq!(presigned(wrong), refused("Nothing is signed"), "{wrong}");
    }
    let long = [("mode", "presigned"), ("token", "none"), ("sent", "691200"), ("expires", "604800")];
    assert_eq!(outcome(&long), refused("403 AccessDenied: Request has expired"));
}

#[test]
fn a_presigned_address_for_the_wrong_region_is_told_so() {
    assert_eq!(
        outcome(&[("mode", "presigned"), ("region", "us-west-2")]),
        refused("400 AuthorizationQueryParametersError")
    );
}

#[test]
fn s3_takes_no_header_of_aws_without_a_signature() {
    let ending = refused("403 AccessDenied: There were headers present in the request which were not signed");
    assert_eq!(outcome(&[("change", "added-amz")]), ending);
    assert_eq!(outcome(&[("service", "sts"), ("change", "added-amz")]), accepted());
}

#[test]
fn another_path_and_another_host_change_the_signature() {
    assert_eq!(outcome(&[("change", "path")]), refused("403 SignatureDoesNotMatch"));
    assert_eq!(outcome(&[("headers", ""), ("change", "header")]), refused("403 SignatureDoesNotMatch"));
    assert!(shown(&played(&[("change", "path")])).contains("arrived: /private/salaries.txt"));
}

#[test]
fn the_path_is_encoded_once_for_s3_and_twice_for_others() {
    assert!(shown(&played(&[])).contains("\\n/notes/first%20note.txt\\n"));
    assert!(shown(&played(&[("service", "execute-api")])).contains("\\n/notes/first%2520note.txt\\n"));
}

#[test]
fn the_checks_after_a_refusal_are_not_reached() {
    let view = played(&[("region", "us-west-2")]);
    let Some(Block::Steps(checks)) = view.blocks.last() else { panic!("the checks come last") };
    let verdicts: Vec<Verdict> = checks.iter().map(|step| step.verdict).collect();
    assert_eq!(verdicts[..2], [Verdict::Done, Verdict::Refused]);
    assert!(verdicts[2..].iter().all(|&verdict| verdict == Verdict::Skipped));
}

#[test]
fn an_address_is_taken_apart_with_the_credential_in_five_parts() {
    let view = played(&[("mode", "presigned")]);
    let table = view.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.caption.contains("taken apart") => Some(table),
        _ => None,
    });
    let column = |at: usize| -> Vec<&str> { table.unwrap().rows.iter().map(|row| row[at].text.as_str()).collect() };
    assert_eq!(column(0).iter().filter(|name| name.starts_with("X-Amz-Credential")).count(), 5);
    assert_eq!(
        &column(1)[..6],
        ["AWS4-HMAC-SHA256", "ASIAIOSFODNN7EXAMPLE", "20261123", "us-east-1", "s3", "aws4_request"]
    );
    assert!(column(0).contains(&"X-Amz-Security-Token") && column(0).contains(&"X-Amz-Signature"));
}

#[test]
fn what_cannot_be_signed_is_said_and_stays_in_the_form() {
    for (choices, reason) in [
        (("headers", "Content-Type text"), "Line 1 of the headers has no colon between name and value."),
        (("headers", "X-Amz-Date: 1"), "The header \"X-Amz-Date\" follows from the rest of the request; leave it out."),
        (
            ("query", "X-Amz-Signature=1"),
            "The parameter \"X-Amz-Signature\" follows from the rest of the request; leave it out.",
        ),
        (("host", "a b"), "The address has visible ASCII characters only; percent-encode the others."),
    ] {
        let view = played(&[choices]);
        assert_eq!((view.outcome.accepted, view.outcome.reason.as_str()), (false, reason));
        assert!(format!("{:?}", view.controls).contains(&format!("{:?}", choices.1)));
        assert!(view.blocks.is_empty());
    }
}

#[test]
fn odd_choices_never_fail() {
    for text in ["", "\u{0}", "ñ/../%", "a=b&&=&%zz", "😀\r\n:", &"x/".repeat(2000)] {
        for field in ["method", "service", "host", "path", "query", "headers", "body", "expires", "clock", "change"] {
            for mode in ["header", "presigned"] {
                assert_eq!(played(&[(field, text), ("mode", mode)]).controls.len(), 15);
            }
        }
    }
}
