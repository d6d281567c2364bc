//! Holds pages and comments to the width of the code: rustfmt leaves both alone.
#![expect(clippy::unwrap_used, reason = "a test helper that cannot go on fails the test")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// As `rustfmt.toml` has it.
const COLUMNS: usize = 120;
/// What is made or fetched, not written.
const NOT_OURS: [&str; 4] = ["target", "node_modules", "test-results", ".git"];

#[test]
fn no_line_of_a_page_is_wider_than_the_code() {
    // Notes and questions are their authors' own.
    let pages = files(Path::new("."), "md").into_iter();
    for page in pages.filter(|page| !page.starts_with("./content") || page.ends_with("README.md")) {
        let mut in_block = false;
        expect_narrow(&page, |line| {
            in_block ^= line.trim_start().starts_with("```");
            in_block || line.starts_with('|')
        });
    }
}

#[test]
fn no_comment_is_wider_than_the_code() {
    for folder in ["src", "crates", "xtask", "tests", "benches", "fuzz"] {
        for source in files(Path::new(folder), "rs") {
            expect_narrow(&source, |line| !line.trim_start().starts_with("//"));
        }
    }
}

/// Asks about all lines, in order; those that are `free` may be as wide as they like.
fn expect_narrow(file: &Path, mut free: impl FnMut(&str) -> bool) {
    for (at, line) in fs::read_to_string(file).unwrap().lines().enumerate() {
        assert!(free(line) || line.chars().count() <= COLUMNS, "{}:{}: wrap it", file.display(), at + 1);
    }
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let ours = entries.filter(|path| !NOT_OURS.iter().any(|name| path.ends_with(name)));
    ours.flat_map(|path| match path.extension() {
        _ if path.is_dir() => files(&path, ending),
        Some(found) if found == ending => vec![path],
        _ => Vec::new(),
    })
    .collect()
}
