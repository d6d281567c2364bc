//! Signature Version 4 against the values that AWS publishes, and what is refused.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use quizmint::sandbox::sigv4::{SignRefusal, SignRequest, SignedRequest, sign};
use serde_json::{Value, json};

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn signed(request: Value) -> Result<SignedRequest, SignRefusal> {
    sign(&serde_json::from_value::<SignRequest>(request).unwrap())
}

fn with(mut request: Value, fields: &Value) -> Value {
    request.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    request
}

fn headers(pairs: &[(&str, &str)]) -> Value {
    pairs.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
}

/// The examples of the Amazon S3 API Reference.
fn s3(fields: &Value) -> Value {
    let request = json!({
        "method": "GET",
        "url": "https://examplebucket.s3.amazonaws.com/test.txt",
        "service": "s3",
        "region": "us-east-1",
        "time": "20130524T000000Z",
        "credentials": {
            "access_key": "AKIAIOSFODNN7EXAMPLE",
            "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
        }
    });
    with(request, fields)
}

/// The test suite of Signature Version 4 (`aws-sig-v4-test-suite`).
fn suite(fields: &Value) -> Value {
    let request = json!({
        "method": "GET",
        "url": "https://example.amazonaws.com/",
        "service": "service",
        "region": "us-east-1",
        "time": "20150830T123600Z",
        "credentials": {"access_key": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
    });
    with(request, fields)
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>
#[test]
fn the_four_header_examples_of_s3_come_out_as_published() {
    let root = "https://examplebucket.s3.amazonaws.com/";
    let put = headers(&[("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")]);
    for (fields, signature) in [
        (
            json!({"headers": headers(&[("Range", "bytes=0-9")])}),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            json!({"method": "PUT", "url": format!("{root}test$file.text"), "headers": put, "body": "Welcome to Amazon S3."}),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
        (
            json!({"url": format!("{root}?lifecycle")}),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        (
            json!({"url": format!("{root}?max-keys=2&prefix=J")}),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ] {
        let signed = signed(s3(&fields)).unwrap();
        assert_eq!(signed.signature, signature, "{}", signed.canonical_request);
    }
}

#[test]
fn the_string_to_sign_and_the_header_of_s3_come_out_as_published() {
    let signed = signed(s3(&json!({"headers": headers(&[("Range", "bytes=0-9")])}))).unwrap();
    assert_eq!(
        signed.string_to_sign,
        "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n\
         7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972"
    );
    assert_eq!(
        signed.authorization.unwrap(),
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
         SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, \
         Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    );
    assert_eq!(signed.presigned_url, None);
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
#[test]
fn the_presigned_address_of_s3_comes_out_as_published() {
    let signed = signed(s3(&json!({"presign_seconds": 86400}))).unwrap();
    assert_eq!(
        signed.presigned_url.unwrap(),
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z\
         &X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
         &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    );
    assert!(signed.canonical_request.ends_with("\nUNSIGNED-PAYLOAD"));
    assert_eq!(signed.authorization, None);
}

#[test]
fn the_test_suite_comes_out_as_published() {
    let root = "https://example.amazonaws.com/";
    let form = headers(&[("Content-Type", "application/x-www-form-urlencoded")]);
    for (name, fields, signature) in [
        ("get-vanilla", json!({}), "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        (
            "get-vanilla-query-order-key-case",
            json!({"url": format!("{root}?Param2=value2&Param1=value1")}),
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            "get-vanilla-utf8-query",
            json!({"url": format!("{root}?%E1%88%B4=bar")}),
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
        ),
        (
            "get-header-value-trim",
            json!({"headers": headers(&[("My-Header1", " value1"), ("My-Header2", " \"a   b   c\"")])}),
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        ),
        (
            "get-header-value-order",
            json!({"headers": headers(&[
                ("My-Header1", "value4"), ("My-Header1", "value1"), ("My-Header1", "value3"), ("My-Header1", "value2"),
            ])}),
            "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
        ),
        (
            "get-slashes",
            json!({"url": format!("{root}/example//")}),
            "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
        ),
        (
            "get-relative-relative",
            json!({"url": format!("{root}example1/example2/../..")}),
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        ("post-vanilla", json!({"method": "POST"}), "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        (
            "post-x-www-form-urlencoded",
            json!({"method": "POST", "headers": form, "body": "Param1=value1"}),
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
    ] {
        let signed = signed(suite(&fields)).unwrap();
        assert_eq!(signed.signature, signature, "{name}\n{}", signed.canonical_request);
    }
}

/// The worked example of "Create a signed AWS API request", as it stood in the AWS General Reference.
#[test]
fn the_request_to_iam_comes_out_as_published() {
    let request = suite(&json!({
        "url": "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
        "service": "iam",
        "headers": headers(&[("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")])
    }));
    let signed = signed(request).unwrap();
    assert_eq!(signed.signature, "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
}

#[test]
fn a_session_token_is_signed_wherever_the_signature_goes() {
    let credentials = json!({
        "access_key": "ASIAIOSFODNN7EXAMPLE",
        "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "session_token": "SAMPLE-NOT-A-REAL-TOKEN/+="
    });
    let header = signed(s3(&json!({"credentials": credentials}))).unwrap();
    assert!(header.canonical_request.contains("\nx-amz-security-token:SAMPLE-NOT-A-REAL-TOKEN/+=\n"));
    let address = signed(s3(&json!({"credentials": credentials, "presign_seconds": 60}))).unwrap();
    assert!(address.canonical_request.contains("&X-Amz-Security-Token=SAMPLE-NOT-A-REAL-TOKEN%2F%2B%3D&"));
}

#[test]
fn the_payload_of_s3_may_stay_unsigned_and_that_is_signed() {
    let signed_one = signed(s3(&json!({"unsigned_payload": true, "body": "x"}))).unwrap();
    assert!(signed_one.canonical_request.contains("\nx-amz-content-sha256:UNSIGNED-PAYLOAD\n"));
    assert!(signed_one.canonical_request.ends_with("\nUNSIGNED-PAYLOAD"));
    assert!(signed(s3(&json!({}))).unwrap().canonical_request.ends_with(EMPTY));
    assert_eq!(signed(suite(&json!({"unsigned_payload": true}))).unwrap_err(), SignRefusal::UnsignedPayload);
}

#[test]
fn headers_that_proxies_rewrite_are_left_out_of_the_signature() {
    let sent = headers(&[("User-Agent", "x"), ("X-Amzn-Trace-Id", "y"), ("Expect", "100-continue"), ("X-Mine", "z")]);
    let signed = signed(s3(&json!({"headers": sent}))).unwrap();
    assert!(signed.authorization.unwrap().contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-mine,"));
}

#[test]
fn credentials_that_are_not_plainly_samples_are_refused() {
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let unlike = "AKIA".to_owned() + "IOSFODNN7ABCDEFG";
    for (credentials, refusal) in [
        (json!({"access_key": unlike, "secret": secret}), SignRefusal::Credentials),
        (json!({"access_key": "AKIAIOSFODNN7EXAMPLE", "secret": "a".repeat(40)}), SignRefusal::Credentials),
        (
            json!({"access_key": "ASIAIOSFODNN7EXAMPLE", "secret": secret, "session_token": "IQoJb3JpZ2luX2Vj"}),
            SignRefusal::SessionToken,
        ),
    ] {
        assert_eq!(signed(s3(&json!({"credentials": credentials}))).unwrap_err(), refusal);
    }
}

#[test]
fn what_cannot_be_signed_is_told_why() {
    for (fields, refusal) in [
        (json!({"method": "GET /"}), SignRefusal::Method("GET /".to_owned())),
        (json!({"method": ""}), SignRefusal::Method(String::new())),
        (json!({"time": "2013-05-24"}), SignRefusal::Time("2013-05-24".to_owned())),
        (json!({"presign_seconds": 0}), SignRefusal::Expiry),
        (json!({"presign_seconds": 604_801}), SignRefusal::Expiry),
        (json!({"region": "US East"}), SignRefusal::Name { field: "region", given: "US East".to_owned() }),
        (json!({"service": ""}), SignRefusal::Name { field: "service", given: String::new() }),
        (json!({"headers": headers(&[("Host", "x")])}), SignRefusal::HeaderOfOurs("Host".to_owned())),
        (json!({"headers": headers(&[("a b", "x")])}), SignRefusal::HeaderName("a b".to_owned())),
        (json!({"headers": headers(&[("a", "x\ny")])}), SignRefusal::HeaderValue("a".to_owned())),
        (
            json!({"url": "https://example.com/?x-amz-date=1&X-Amz-Date=1"}),
            SignRefusal::ParameterOfOurs("X-Amz-Date".to_owned()),
        ),
        (json!({"body": "x".repeat(16 * 1024)}), SignRefusal::TooLong),
    ] {
        assert_eq!(signed(s3(&fields)).unwrap_err(), refusal);
    }
}
