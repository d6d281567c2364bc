use std::sync::LazyLock;

use super::*;
use crate::sandbox::{
    Sandbox,
    scene::{Body, Step, Table, Verdict},
};

fn played(choices: &[(&str, &str)]) -> View {
    static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::start("http://localhost", [0; 32]));
    play(Stage { sandbox: &SANDBOX, now_ms: 1_795_392_000_000 }, &Choices::of(choices)).unwrap()
}

fn label(choices: &[(&str, &str)]) -> String {
    played(choices).outcome.label
}

fn steps(view: &View) -> Vec<&Step> {
    let lists = view.blocks.iter().filter_map(|block| if let Block::Steps(steps) = block { Some(steps) } else { None });
    lists.flatten().collect()
}

fn tables(view: &View) -> Vec<&Table> {
    view.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

fn exhibit(step: &Step, caption: &str) -> String {
    let found = step.exhibits.iter().find(|exhibit| exhibit.caption == caption).unwrap();
    match &found.body {
        Body::Json(value) => value.to_string(),
        Body::Text(text) | Body::Token(text) => text.clone(),
    }
}

#[test]
fn every_case_ends_as_kms_and_the_cipher_have_it() {
    let endings = [
        ("as-is", "The document comes back"),
        ("context", "KMS answers InvalidCiphertextException"),
        ("key", "KMS answers IncorrectKeyException"),
        ("caller", "KMS answers AccessDeniedException"),
        ("disabled", "KMS answers DisabledException"),
        ("document", "The program finds a wrong tag"),
        ("data-key", "KMS answers InvalidCiphertextException"),
        ("direct", "KMS answers ValidationException"),
        ("many", "The document comes back"),
    ];
    assert_eq!(SCRIPT.cases.len(), endings.len());
    for (case, (id, ending)) in SCRIPT.cases.iter().zip(endings) {
        let outcome = played(case.choices).outcome;
        assert_eq!((case.id, outcome.label.as_str()), (id, ending));
        assert_eq!(outcome.accepted, ending == "The document comes back");
    }
}

#[test]
fn the_document_that_comes_back_is_the_one_that_was_written() {
    let view = played(&[("document", "Zwölf Euro.\r\nDanke!")]);
    assert_eq!(exhibit(steps(&view).last().unwrap(), "Document"), "Zwölf Euro.\nDanke!");
}

#[test]
fn kms_and_its_trail_never_see_the_document() {
    let view = played(&[("document", "visible only to the program")]);
    for step in steps(&view).iter().filter(|step| step.to == "AWS KMS") {
        let seen = format!("{:?}", step.exhibits);
        assert!(!seen.contains("visible") && !seen.contains("dmlzaWJsZS"), "{seen}");
        assert!(exhibit(step, "CloudTrail records").contains(r#""encryptionContext":{"tenant":"blue"}"#));
    }
}

#[test]
fn the_trail_records_a_refusal_and_neither_key_nor_ciphertext() {
    let view = played(&[("given", "tenant=green")]);
    let asked = steps(&view).into_iter().find(|step| step.verdict == Verdict::Refused).unwrap();
    let trail = exhibit(asked, "CloudTrail records");
    assert!(trail.contains(r#""errorCode":"InvalidCiphertextException""#) && trail.contains(r#"{"tenant":"green"}"#));
    assert!(!trail.contains("CiphertextBlob") && !trail.contains("Plaintext"));
    let denied = played(&[("caller", "denied")]);
    let asked = steps(&denied).into_iter().find(|step| step.verdict == Verdict::Refused).unwrap();
    assert!(exhibit(asked, "CloudTrail records").contains(r#""errorCode":"AccessDenied""#));
}

#[test]
fn a_changed_document_is_found_after_kms_has_agreed() {
    let view = played(&[("tampered", "document")]);
    let verdicts: Vec<Verdict> = steps(&view).iter().rev().take(2).map(|step| step.verdict).collect();
    assert_eq!(verdicts, [Verdict::Refused, Verdict::Done]);
}

#[test]
fn the_context_is_compared_letter_by_letter_and_in_any_order() {
    assert_eq!(label(&[("context", "a=1,b=2"), ("given", "b=2, a=1")]), "The document comes back");
    for given in ["Tenant=blue", "tenant=Blue", "tenant=blue,x=1", ""] {
        assert_eq!(label(&[("given", given)]), "KMS answers InvalidCiphertextException", "{given}");
    }
    assert_eq!(label(&[("context", ""), ("given", "")]), "The document comes back");
}

#[test]
fn naming_the_right_key_changes_nothing() {
    assert_eq!(label(&[("key", "same")]), "The document comes back");
    assert_eq!(label(&[("state", "deleted")]), "KMS answers KMSInvalidStateException");
}

#[test]
fn four_kilobytes_are_the_border_of_encrypt_and_not_of_data_keys() {
    assert_eq!(label(&[("way", "direct"), ("size", "4096")]), "The document comes back");
    assert_eq!(label(&[("way", "direct"), ("size", "1000000")]), "KMS answers ValidationException");
    assert_eq!(label(&[("size", "1000000")]), "The document comes back");
    assert_eq!(label(&[("way", "direct"), ("tampered", "document")]), "KMS answers InvalidCiphertextException");
}

#[test]
fn the_numbers_are_those_of_what_was_encrypted() {
    let view = played(&[("size", "4097"), ("objects", "1000")]);
    let [seen, calls] = tables(&view)[..] else { panic!("two tables") };
    let cell = |table: &Table, row: usize, column: usize| table.rows[row][column].text.clone();
    assert_eq!([cell(seen, 0, 1), cell(seen, 3, 1)], ["4,097", "4,113"]);
    // Which key, nonce, 32 bytes, tag.
    assert_eq!(cell(seen, 2, 1), (16 + 12 + 32 + 16).to_string());
    assert_eq!([cell(calls, 0, 1), cell(calls, 0, 2)], ["1", "1,000"]);
    assert_eq!([cell(calls, 3, 1), cell(calls, 3, 2)], ["1,000", "1"]);
    assert!(cell(calls, 0, 3).starts_with("not possible"));
    let small = played(&[("size", "4096"), ("objects", "1000")]);
    assert_eq!(cell(tables(&small)[1], 2, 3), "4,096,000");
}

#[test]
fn two_plays_share_no_key() {
    let [one, other] = [(); 2].map(|()| played(&[]));
    assert_ne!(exhibit(steps(&one)[0], "KMS answers"), exhibit(steps(&other)[0], "KMS answers"));
}

#[test]
fn a_context_that_cannot_be_read_is_told_so_and_stays_in_the_form() {
    let view = played(&[("given", "tenant")]);
    assert_eq!(view.outcome.label, "Nothing is encrypted");
    assert_eq!(view.outcome.reason, "The context at decryption: \"tenant\" has no = between name and value.");
    assert!(format!("{:?}", view.controls).contains("\"tenant\""));
}

#[test]
fn odd_choices_never_fail() {
    for text in ["", "\u{0}", "=", "a=\u{202e}", "😀", &"x=".repeat(2000)] {
        for field in ["document", "size", "way", "context", "given", "key", "state", "caller", "tampered", "objects"] {
            assert_eq!(played(&[(field, text)]).controls.len(), 10);
        }
    }
}
