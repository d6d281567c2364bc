//! The command `quizmint new`, as an author uses it.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

use std::{collections::BTreeSet, fs, path::Path};

use domain::content::Slug;
use quizmint::content::{Files, Library, check, new_concept, new_question};

const TODAY: &str = "2026-11-28";

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn rules(folder: &Path) -> BTreeSet<&'static str> {
    let report = check(&Files::read(folder).unwrap(), TODAY);
    report.findings.iter().map(|finding| finding.rule.name()).collect()
}

#[test]
fn what_was_started_can_be_served_and_the_check_says_what_to_write() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("tls");
    let note = new_concept(&folder, &slug("certificate-chains"), TODAY).unwrap();
    assert!(note.ends_with("concepts/certificate-chains.md"));
    assert!(fs::read_to_string(&note).unwrap().contains(&format!("# checked = {TODAY}\n")));
    assert_eq!(rules(&folder), BTreeSet::from(["missing-source", "unwritten"]));
    for id in ["missing-link", "root-sent"] {
        let file = new_question(&folder, &slug("certificate-chains"), &slug(id), TODAY).unwrap();
        assert!(file.ends_with("questions/certificate-chains.md"));
    }
    assert_eq!(rules(&folder), BTreeSet::from(["missing-source", "unwritten"]));
    let library = Library::parse(&Files::read(&folder).unwrap()).unwrap();
    assert_eq!(library.concepts()[0].title, "Certificate chains");
    let ids: Vec<_> = library.questions().iter().map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["missing-link", "root-sent"]);
}

#[test]
fn nothing_is_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let path = new_concept(dir.path(), &slug("a"), TODAY).unwrap();
    fs::write(&path, "mine").unwrap();
    let refused = new_concept(dir.path(), &slug("a"), TODAY).unwrap_err().to_string();
    assert!(refused.contains("is there already, and nothing is overwritten"), "{refused}");
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
}

#[test]
fn a_question_is_added_behind_what_is_there() {
    let dir = tempfile::tempdir().unwrap();
    new_concept(dir.path(), &slug("a"), TODAY).unwrap();
    let path = new_question(dir.path(), &slug("a"), &slug("first"), TODAY).unwrap();
    let before = fs::read_to_string(&path).unwrap();
    new_question(dir.path(), &slug("a"), &slug("second"), TODAY).unwrap();
    assert!(fs::read_to_string(&path).unwrap().starts_with(&before));
}

#[test]
fn a_question_needs_its_concept_and_an_id_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    new_concept(dir.path(), &slug("chains"), TODAY).unwrap();
    new_concept(dir.path(), &slug("keys"), TODAY).unwrap();
    let refused = |concept: &str, id: &str| {
        new_question(dir.path(), &slug(concept), &slug(id), TODAY).map_err(|error| error.to_string())
    };
    let error = refused("chain", "one").unwrap_err();
    assert!(error.contains("there is no concept `chain` in") && error.ends_with("did you mean `chains`?"), "{error}");
    let error = refused("something-else", "one").unwrap_err();
    let command = format!("start it with `quizmint new concept something-else --content {}`", dir.path().display());
    assert!(error.ends_with(&command), "{error}");
    refused("chains", "one").unwrap();
    let error = refused("keys", "one").unwrap_err();
    assert!(error.starts_with("the id `one` is already that of a question in"), "{error}");
    assert!(error.ends_with("questions/chains.md:3"), "{error}");
}

#[test]
fn the_command_that_is_named_can_be_typed_as_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("my notes");
    fs::create_dir(&folder).unwrap();
    let error = new_question(&folder, &slug("tls"), &slug("one"), TODAY).unwrap_err().to_string();
    assert!(error.contains("`quizmint new concept tls --content '") && error.ends_with("/my notes'`"), "{error}");
}
