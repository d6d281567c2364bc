//! An author looks at questions with their answers, and sees in the browser what a change does; nobody else does.

use std::{fs, time::Duration};

use axum::body::Body;
use http_body_util::BodyExt;
use quizmint::content::Live;
use tokio::time::timeout;

use crate::support::{App, Database};

const PREVIEW: &str = "/concepts/tea?preview=answers";
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/content/stories");

async fn page(live: Live, dev_reload: bool) -> String {
    let app = App::serving(Database::sqlite(), live, dev_reload).await;
    let reply = app.visitor().get(PREVIEW).await;
    assert_eq!(reply.status, 200);
    reply.text
}

#[tokio::test]
async fn an_author_sees_every_answer_with_its_reason() {
    let html = page(Live::start(Some(FOLDER.into())).unwrap(), true).await;
    for told in ["WHY-WATER-A", "WHY-WATER-B", "EXPLAIN-SPOILS", "is-right"] {
        assert!(html.contains(told), "{told}");
    }
}

#[tokio::test]
async fn nobody_else_sees_an_answer() {
    let without_flag = page(Live::start(Some(FOLDER.into())).unwrap(), false).await;
    let library = quizmint::content::Library::parse(&crate::support::files()).unwrap();
    let without_folder = page(Live::fixed(library), true).await;
    for html in [without_flag, without_folder] {
        assert!(html.contains("Which water suits black tea best?"));
        for secret in ["WHY-", "EXPLAIN-", "is-right"] {
            assert!(!html.contains(secret), "{secret}");
        }
    }
}

#[tokio::test]
async fn a_preview_is_not_kept_for_others() {
    let app = App::serving(Database::sqlite(), Live::start(Some(FOLDER.into())).unwrap(), true).await;
    let reply = app.visitor().get(PREVIEW).await;
    assert_eq!(reply.header("cache-control"), "private, no-store");
    assert!(!app.visitor().get("/concepts/tea").await.text.contains("WHY-"));
}

async fn event(events: &mut Body) -> String {
    let frame = timeout(Duration::from_secs(20), events.frame()).await.expect("an event").unwrap().unwrap();
    String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn a_broken_save_is_told_to_open_pages_until_it_is_repaired() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("concepts")).unwrap();
    let note = "+++\ntitle = \"A\"\ndifficulty = \"easy\"\nsummary = \"One.\"\n+++\n\nSome text.\n";
    let save = |text: &str| fs::write(dir.path().join("concepts/a.md"), text).unwrap();
    save(note);
    let app = App::serving(Database::sqlite(), Live::start(Some(dir.path().to_owned())).unwrap(), true).await;
    let mut open = app.visitor().listen("/dev/reload").await;

    save(&note.replace("easy", "eazy"));
    let told = event(&mut open).await;
    assert!(told.starts_with("event: broken\n") && told.contains("a.md:3: `eazy` is no difficulty (a diff"), "{told}");
    let mut opened_later = app.visitor().listen("/dev/reload").await;
    assert_eq!(event(&mut opened_later).await, told);

    save(&note.replace("Some", "More"));
    // A slow machine may look at the broken file twice.
    while event(&mut open).await == told {}
    let mut reloaded = app.visitor().listen("/dev/reload").await;
    let again = timeout(Duration::from_millis(300), reloaded.frame()).await;
    assert!(again.is_err(), "a page that has just been loaded is told to load again");
}
