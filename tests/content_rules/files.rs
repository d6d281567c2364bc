//! What is read of a folder, and what is not.

use std::{fs, path::Path};

use quizmint::content::Files;

use crate::support::{NOTE, QUESTION, findings};

fn folder(write: impl FnOnce(&Path)) -> (tempfile::TempDir, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("concepts")).unwrap();
    fs::write(dir.path().join("concepts/a.md"), NOTE).unwrap();
    write(dir.path());
    let prefix = format!("{}/", dir.path().display());
    let found = findings(&Files::read(dir.path()).unwrap());
    (dir, found.into_iter().map(|finding| finding.replace(&prefix, "")).collect())
}

#[test]
fn there_is_something_to_read() {
    let files = Files::from_texts([("README.md", "Hello.")]);
    assert_eq!(findings(&files), ["concepts:1:1 no-content"]);
}

#[test]
fn files_are_where_they_belong() {
    let files = [("concepts/a.md", NOTE), ("concepts/A b.md", NOTE), ("questions/x/a.md", QUESTION)];
    assert_eq!(
        findings(&Files::from_texts(files)),
        ["concepts/A b.md:1:1 file-place", "questions/x/a.md:1:1 file-place"]
    );
}

#[test]
fn a_file_is_utf8() {
    let (_dir, found) =
        folder(|dir| fs::write(dir.join("concepts/b.md"), [NOTE.as_bytes(), b"\xff"].concat()).unwrap());
    assert_eq!(found, ["concepts/b.md:17:1 encoding"]);
}

#[test]
fn a_file_is_not_larger_than_a_megabyte() {
    let (_dir, found) = folder(|dir| fs::write(dir.join("concepts/b.md"), vec![b'a'; 1024 * 1024 + 1]).unwrap());
    assert_eq!(found, ["concepts/b.md:1:1 file-size"]);
}

#[test]
fn folders_are_not_nested_without_end() {
    let (_dir, found) = folder(|dir| fs::create_dir_all(dir.join("1/2/3/4/5/6/7/8/9/10")).unwrap());
    assert_eq!(found, ["1/2/3/4/5/6/7/8/9:1:1 file-count"]);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::NamedTempFile::new().unwrap();
    let (_dir, found) = folder(|dir| {
        symlink(outside.path(), dir.join("concepts/b.md")).unwrap();
        symlink(dir.join("concepts"), dir.join("again")).unwrap();
        symlink("/nowhere-at-all", dir.join("concepts/c.md")).unwrap();
    });
    assert_eq!(found, ["again:1:1 symlink", "concepts/b.md:1:1 symlink", "concepts/c.md:1:1 unreadable"]);
}

#[test]
fn hidden_files_and_other_kinds_are_left_alone() {
    let (_dir, found) = folder(|dir| {
        fs::create_dir(dir.join(".git")).unwrap();
        fs::write(dir.join(".git/x.md"), b"\xff").unwrap();
        fs::write(dir.join("concepts/.a.md.swp"), b"\xff").unwrap();
        fs::write(dir.join("concepts/notes.txt"), b"\xff").unwrap();
    });
    assert_eq!(found, Vec::<String>::new());
}
