//! An author looks at questions with their answers; nobody else does.

use quizmint::content::Live;

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
