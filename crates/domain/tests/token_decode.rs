//! The decoder shows anything and trusts nothing.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::token::{Flaw, Form, KeySet, Role, Warning, claims::meaning, decode, looks_real};
use proptest::prelude::*;

fn encoded(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

#[test]
fn claims_keep_their_order_and_their_text() {
    let text =
        format!("{}.{}.AAAA", encoded(r#"{"alg":"RS256"}"#), encoded(r#"{ "z" : 1e3, "a" : [1,  2], "n":1.0 }"#));
    let decoded = decode(&text);
    assert_eq!((decoded.form, decoded.flaws.as_slice()), (Form::Signed, [].as_slice()));
    let shown: Vec<(&str, &str)> =
        decoded.claims().unwrap().members.iter().map(|member| (member.name.as_str(), member.raw.as_str())).collect();
    assert_eq!(shown, [("z", "1e3"), ("a", "[1,  2]"), ("n", "1.0")]);
    assert_eq!(decoded.part(Role::Signature).unwrap().bytes.as_deref(), Some([0, 0, 0].as_slice()));
}

#[test]
fn what_is_pasted_along_is_named_and_taken_off() {
    let token = format!("{}.{}.AAAA", encoded(r#"{"alg":"RS256"}"#), encoded(r#"{"sub":"a"}"#));
    let wrapped = format!("  bearer {}\n{}", &token[..10], &token[10..]);
    let decoded = decode(&wrapped);
    assert_eq!(decoded.flaws, [Flaw::BearerPrefix, Flaw::Whitespace]);
    assert_eq!(decoded.claims().unwrap().text("sub"), Some("a"));
}

#[test]
fn of_a_refresh_token_only_the_header_can_be_read() {
    let token = format!("{}.AAAA.AAAA.AAAA.AAAA", encoded(r#"{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}"#));
    let decoded = decode(&token);
    assert_eq!((decoded.form, decoded.flaws.as_slice()), (Form::Encrypted, [Flaw::Encrypted].as_slice()));
    assert_eq!(decoded.header().unwrap().text("enc"), Some("A256GCM"));
    assert!(decoded.claims().is_none());
    assert_eq!(decoded.parts[3].role, Role::Ciphertext);
}

#[test]
fn of_broken_json_the_members_before_the_break_are_shown() {
    let token = format!("{}.{}.", encoded(r#"{"alg":"none"}"#), encoded(r#"{"sub":"a","exp":12,"#));
    let decoded = decode(&token);
    assert_eq!(decoded.claims().unwrap().members.len(), 2);
    assert_eq!(decoded.part(Role::Claims).unwrap().flaws, [Flaw::NotJson]);
    assert_eq!(decoded.part(Role::Signature).unwrap().flaws, [Flaw::EmptyPart]);
}

#[test]
fn a_megabyte_of_anything_is_answered_calmly() {
    const MEGABYTE: usize = 1024 * 1024;
    let duplicates = format!("{{{}}}", vec![r#""a":1"#; 100_000].join(","));
    let nested = format!("{{\"a\":{}", "[".repeat(700_000));
    for text in [".".repeat(MEGABYTE), "A".repeat(MEGABYTE), " ".repeat(MEGABYTE), "é".repeat(MEGABYTE / 2)] {
        assert!(!decode(&text).flaws.is_empty());
    }
    for json in [duplicates, nested] {
        let decoded = decode(&format!("e30.{}.AAAA", encoded(&json)));
        let flaws = &decoded.part(Role::Claims).unwrap().flaws;
        assert!((1..20).contains(&flaws.len()), "{flaws:?}");
    }
    assert_eq!(decode(&".".repeat(10_000_000)).flaws, [Flaw::TooLong(MEGABYTE)]);
}

#[test]
fn what_looks_real_is_warned_about_and_samples_are_not() {
    let issued_by = |issuer: &str| format!("e30.{}.AAAA", encoded(&format!(r#"{{"iss":"{issuer}"}}"#)));
    let refresh = |key: &str| format!("{}.{key}.AAAA.AAAA.AAAA", encoded(r#"{"enc":"A256GCM","alg":"RSA-OAEP"}"#));
    let pool = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aB3dE6gH9";
    let cases = [
        (issued_by(pool), vec![Warning::RealIssuer]),
        (issued_by("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00"), vec![]),
        (issued_by("http://127.0.0.1:3000/sandbox/aws/us-east-1_EXAMPLE00"), vec![]),
        (refresh("AAAA"), vec![Warning::RefreshToken]),
        (refresh("SAMPLE-NOT-A-REAL-TOKEN-AAAA"), vec![]),
        (["key: AKIA", "QYLPMN5HHHFPZAM2"].concat(), vec![Warning::AccessKey]),
        ("ASIAIOSFODNN7EXAMPLE".to_owned(), vec![]),
        (["xASIA", "QYLPMN5HHHFPZAM2"].concat(), vec![]),
        (["-----BEGIN RSA PRIVATE ", "KEY-----"].concat(), vec![Warning::PrivateKey]),
        ("hello".to_owned(), vec![]),
    ];
    for (text, warnings) in cases {
        assert_eq!(looks_real(&text, &[]), warnings, "{text}");
    }
    assert_eq!(looks_real(&issued_by(pool), &[pool]), []);
}

#[test]
fn a_key_set_is_read_whole_or_refused_with_the_reason() {
    let one = r#"{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB","use":"sig","alg":"RS256","x5t":"ignored"}"#;
    let set = KeySet::parse(&format!(r#"{{"keys":[{one},{{"kty":"EC","crv":"P-256"}}]}}"#)).unwrap();
    assert_eq!(set.keys.len(), 2);
    assert_eq!(KeySet::parse(one).unwrap().keys, set.keys[..1]);
    let again = serde_json::to_string(&set).unwrap();
    assert_eq!(KeySet::parse(&again), Ok(set));
    for (bad, words) in [
        ("", "not JSON"),
        ("[]", "not an object"),
        ("{}", "list named"),
        (r#"{"keys":{}}"#, "list named"),
        (r#"{"keys":[{}]}"#, "key number 1"),
        (r#"{"keys":[{"kty":"RSA","n":5}]}"#, "\"n\""),
        (r#"{"keys":[{"kty":"RSA","kty":"EC"}]}"#, "twice"),
        (&" ".repeat(70_000), "64 KB"),
    ] {
        let sentence = KeySet::parse(bad).unwrap_err().sentence();
        assert!(sentence.contains(words), "{bad}: {sentence}");
    }
}

#[test]
fn every_claim_that_the_pool_writes_is_explained() {
    for name in ["sub", "iss", "aud", "client_id", "token_use", "cognito:groups", "origin_jti", "custom:team"] {
        assert!(meaning(Role::Claims, name).is_some(), "{name}");
    }
    assert!(meaning(Role::Header, "kid").is_some());
    assert!(meaning(Role::Claims, "kid").is_none());
}

proptest! {
    #[test]
    fn no_text_panics(text: String) {
        decode(&text);
        looks_real(&text, &[]);
        let _ = KeySet::parse(&text);
    }

    #[test]
    fn what_is_encoded_is_decoded(names in proptest::collection::btree_set("\\PC{0,8}", 0..6), number: i64) {
        let claims: serde_json::Map<_, _> = names.into_iter().map(|name| (name, number.into())).collect();
        let text = serde_json::to_string(&claims).unwrap();
        let decoded = decode(&format!("e30.{}.AAAA", encoded(&text)));
        let part = decoded.part(Role::Claims).unwrap();
        prop_assert_eq!(&part.flaws, &[]);
        let read: serde_json::Map<_, _> =
            part.object.clone().unwrap().members.into_iter().map(|member| (member.name, member.value)).collect();
        prop_assert_eq!(read, claims);
    }
}
