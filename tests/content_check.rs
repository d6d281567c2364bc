//! The command `quizmint check`, as its user sees it.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

use std::{fs, path::Path};

use quizmint::content::{Format, Outcome, run_check};

const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/content/good");

/// A copy of the good content that a test may change.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for kind in ["concepts", "questions"] {
        fs::create_dir(dir.path().join(kind)).unwrap();
        for entry in fs::read_dir(Path::new(GOOD).join(kind)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), dir.path().join(kind).join(entry.file_name())).unwrap();
        }
    }
    dir
}

fn change(dir: &Path, file: &str, good: &str, bad: &str) {
    let text = fs::read_to_string(dir.join(file)).unwrap();
    assert!(text.contains(good), "{good}");
    fs::write(dir.join(file), text.replacen(good, bad, 1)).unwrap();
}

fn run(dir: &Path, format: Format, fix: bool) -> (u8, String) {
    let mut out = Vec::new();
    let outcome = run_check(Some(dir), format, fix, "2026-11-23", &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    (outcome.exit_code(), out.replace(&format!("{}/", dir.display()), ""))
}

#[test]
fn the_content_we_ship_is_clean() {
    let mut out = Vec::new();
    // Content that is written later than this test must not fail it, and that it grows old is a warning.
    let outcome = run_check(None, Format::Human, false, "9999-12-31", &mut out).unwrap();
    assert_eq!(outcome, Outcome::Clean, "{}", String::from_utf8_lossy(&out));
}

#[test]
fn clean_content_is_counted() {
    assert_eq!(
        run(Path::new(GOOD), Format::Human, false),
        (0, "2 concepts, 2 questions: 0 errors, 0 warnings\n".to_owned())
    );
}

#[test]
fn a_person_reads_the_place_the_line_and_a_hint() {
    let dir = folder();
    change(dir.path(), "concepts/gatehouse.md", "token-pool.md#holds", "token-pool.md#hold");
    let (code, out) = run(dir.path(), Format::Human, false);
    assert_eq!(code, 1);
    assert!(out.starts_with("concepts/gatehouse.md:13:20: the concept `token-pool` has no section `hold`\n"), "{out}");
    for part in
        ["dead-link", "A gate lets in who [holds a token](token-pool.md#hold)", "did you mean `holds`?", ": 1 error, 0"]
    {
        assert!(out.contains(part), "{part}: {out}");
    }
}

#[test]
fn a_program_reads_json() {
    let dir = folder();
    change(dir.path(), "concepts/gatehouse.md", "\"easy\"", "\"eazy\"");
    let (code, out) = run(dir.path(), Format::Json, false);
    assert_eq!(code, 1);
    insta::assert_snapshot!(out, @r#"
    {
      "findings": [
        {
          "file": "concepts/gatehouse.md",
          "line": 3,
          "column": 14,
          "rule": "difficulty",
          "severity": "error",
          "message": "`eazy` is no difficulty",
          "hint": "a difficulty is easy, medium or hard"
        }
      ],
      "concepts": 2,
      "questions": 2
    }
    "#);
}

#[test]
fn github_shows_annotations() {
    let dir = folder();
    change(dir.path(), "concepts/gatehouse.md", "\"easy\"", "\"50%, really\"");
    let (code, out) = run(dir.path(), Format::Github, false);
    assert_eq!(code, 1);
    assert!(out.contains("concepts/gatehouse.md,line=3,col=14::`50%25, really` is no difficulty"), "{out}");
    assert!(out.starts_with("::error file="), "{out}");
}

#[test]
fn a_warning_does_not_fail_the_check() {
    let dir = folder();
    change(dir.path(), "questions/token-pool.md", "(a) The gate", "The gate");
    let (code, out) = run(dir.path(), Format::Github, false);
    assert_eq!(code, 0);
    assert!(out.starts_with("::warning file="), "{out}");
}

#[test]
fn a_folder_that_is_not_there_is_an_error_of_usage() {
    let dir = tempfile::tempdir().unwrap();
    let (code, out) = run(&dir.path().join("nowhere"), Format::Human, false);
    assert_eq!((code, out.as_str()), (2, ""));
}

#[test]
fn nothing_can_be_fixed_in_the_content_of_the_binary() {
    let outcome = run_check(None, Format::Human, true, "2026-11-23", &mut Vec::new()).unwrap();
    assert_eq!(outcome.exit_code(), 2);
}

#[test]
fn fix_writes_the_missing_ids_of_options_and_nothing_else() {
    let dir = folder();
    let file = dir.path().join("questions/token-pool.md");
    let good = fs::read_to_string(&file).unwrap();
    let mut bad = good.clone();
    for id in ["(a) ", "(b) ", "(c) "] {
        bad = bad.replace(id, "");
    }
    fs::write(&file, format!("\u{feff}{}", bad.replace('\n', "\r\n"))).unwrap();
    let (code, out) = run(dir.path(), Format::Human, true);
    assert_eq!(code, 0);
    assert!(out.starts_with("wrote 6 ids into questions/token-pool.md\n"), "{out}");
    assert!(!run(dir.path(), Format::Human, true).1.contains("wrote"), "there is nothing left to write");
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("\u{feff}{}", good.replace('\n', "\r\n")));
    assert_eq!(fs::read_dir(dir.path().join("questions")).unwrap().count(), 1);
}

#[test]
fn programs_are_told_of_findings_alone_also_after_a_fix() {
    for format in [Format::Json, Format::Github] {
        let dir = folder();
        change(dir.path(), "questions/token-pool.md", "(a) The gate", "The gate");
        assert!(!run(dir.path(), format, true).1.contains("wrote"));
    }
}

#[test]
fn fix_leaves_written_ids_where_they_are() {
    let dir = folder();
    change(dir.path(), "questions/token-pool.md", "(a) The gate", "The gate");
    change(dir.path(), "questions/token-pool.md", "(b) The pool", "(a) The pool");
    run(dir.path(), Format::Human, true);
    let text = fs::read_to_string(dir.path().join("questions/token-pool.md")).unwrap();
    assert!(text.contains("- [ ] (b) The gate\n") && text.contains("- [x] (a) The pool\n"), "{text}");
}
