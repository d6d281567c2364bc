//! A folder of another subject: pages say and offer only what its authors put into it.

use quizmint::{
    config::Switch,
    content::{Files, Library},
};

use crate::support::{App, Database};

const NOTE: &str = "+++\ntitle = \"Knots\"\ndifficulty = \"easy\"\nsummary = \"One.\"\n+++\n\nA rope holds itself.\n";

async fn app(more: &[(&str, &str)]) -> App {
    let files = Files::from_texts([("concepts/knots.md", NOTE)].iter().chain(more).copied());
    App::with(Database::sqlite(), Library::parse(&files).unwrap(), Switch::Off).await
}

async fn page(app: &App, path: &str) -> String {
    app.visitor().get(path).await.text
}

#[tokio::test]
async fn the_foot_says_what_the_authors_of_the_folder_say_and_nothing_else() {
    let silent = page(&app(&[]).await, "/").await;
    assert!(!silent.contains("CC BY-SA") && !silent.contains("Amazon"));
    let app = app(&[("style.toml", "notice = \"Knots are <free>.\"\n")]).await;
    assert!(page(&app, "/concepts").await.contains("<p>Knots are &lt;free&gt;.</p>"));
    let broken = self::app(&[("style.toml", "notice = 3\n")]).await;
    assert!(page(&broken, "/").await.contains("site-footer"), "a mistake in the style is for `check` to tell");
}

#[tokio::test]
async fn without_a_scene_no_page_promises_the_sandbox() {
    let without = app(&[]).await;
    for path in ["/", "/concepts", "/map", "/nowhere"] {
        let html = page(&without, path).await;
        assert!(!html.contains("href=\"/sandbox") && !html.contains("sandbox"), "{path}");
    }
    assert!(page(&without, "/sandbox").await.contains("href=\"/sandbox/tokens\""), "its pages stay");
    let scene = NOTE.replace("+++\n\n", "scenes = [\"judge\"]\n+++\n\n");
    let with = app(&[("concepts/bends.md", &scene)]).await;
    for path in ["/", "/concepts", "/nowhere"] {
        assert!(page(&with, path).await.contains("<li><a href=\"/sandbox\">Sandbox</a></li>"), "{path}");
    }
}

#[tokio::test]
async fn without_a_track_nothing_asks_for_one() {
    let app = app(&[]).await;
    assert!(page(&app, "/exams").await.contains("No exam is described here. An author adds one in content/tracks/."));
    let practice = page(&app, "/practice").await;
    assert!(!practice.contains("All tracks") && !practice.contains("All domains"));
    assert!(practice.contains("All concepts"));
}
