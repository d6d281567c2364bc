//! The content that is served while its folder changes.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up should stop it")]

use std::{fs, path::Path, time::Duration};

use domain::content::Slug;
use quizmint::content::{Live, Rule};

fn note(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndifficulty = \"easy\"\nsummary = \"One.\"\n+++\n\nSome text.\n")
}

fn write(dir: &Path, text: &str) {
    fs::create_dir_all(dir.join("concepts")).unwrap();
    fs::write(dir.join("concepts/a.md"), text).unwrap();
}

fn titles(live: &Live) -> Vec<String> {
    live.current().concepts().iter().map(|concept| concept.title.clone()).collect()
}

/// Waits for changes until `done`, which a change makes true.
fn wait(live: &Live, done: impl Fn(&Live) -> bool) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let mut changes = live.changes();
    let waiting = async {
        while !done(live) {
            changes.changed().await.unwrap();
        }
    };
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(20), waiting).await }).unwrap();
}

#[test]
fn the_binary_serves_its_own_content() {
    let live = Live::start(None).unwrap();
    assert!(!titles(&live).is_empty());
    assert!(live.problem().is_none());
}

#[test]
fn a_changed_file_is_served_anew() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &note("Before"));
    let live = Live::start(Some(dir.path().to_owned())).unwrap();
    assert_eq!(titles(&live), ["Before"]);
    let (before, version) = (live.current(), live.current().version().to_owned());

    write(dir.path(), &note("After"));
    wait(&live, |live| titles(live) == ["After"]);
    assert_ne!(live.current().version(), version);
    assert_eq!(before.concepts()[0].title, "Before", "who reads meanwhile keeps a whole library");
}

#[test]
fn a_broken_folder_keeps_the_last_good_content_and_says_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &note("Good"));
    let live = Live::start(Some(dir.path().to_owned())).unwrap();

    write(dir.path(), &note("Bad").replace("easy", "eazy"));
    wait(&live, |live| live.problem().is_some());
    assert_eq!(titles(&live), ["Good"]);
    let problem = live.problem().unwrap();
    let mut places = problem.findings.iter().map(|finding| (finding.rule, finding.line, finding.column));
    assert_eq!(places.next_back(), Some((Rule::Difficulty, 3, 14)));

    write(dir.path(), &note("Good again"));
    wait(&live, |live| live.problem().is_none());
    assert_eq!(titles(&live), ["Good again"]);
}

#[test]
fn a_folder_that_vanishes_keeps_the_last_good_content() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &note("Good"));
    let live = Live::start(Some(dir.path().to_owned())).unwrap();
    dir.close().unwrap();
    wait(&live, |live| live.problem().is_some());
    assert_eq!(titles(&live), ["Good"]);
}

#[test]
fn a_folder_that_is_broken_at_the_start_is_replaced_by_the_embedded_content_until_it_is_repaired() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "no front matter");
    let live = Live::start(Some(dir.path().to_owned())).unwrap();
    assert!(live.problem().is_some());
    assert!(live.current().concept(&"a".parse::<Slug>().unwrap()).is_none());
    assert!(!titles(&live).is_empty());

    write(dir.path(), &note("Repaired"));
    wait(&live, |live| titles(live) == ["Repaired"]);
    assert!(live.problem().is_none());
}

#[test]
fn a_folder_that_is_not_there_stops_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let report = Live::start(Some(dir.path().join("nowhere"))).err().unwrap();
    assert!(report.findings[0].message.contains("cannot be read"), "{}", report.findings[0].message);
}
