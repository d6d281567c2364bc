//! The map of a track and what comes next, for a visitor and for someone who learns.

use axum::http::StatusCode;
use quizmint::{
    config::Switch,
    content::{Files, Library},
};

use crate::support::{App, Database, Reply, Visitor};

const TRACK: &str = r#"title = "Hot drinks"
summary = "From the leaf to the cup."
concepts = ["tea", "milk", "biscuit"]
scored = 1
minutes = 10
scale = [0, 100]
pass = 50
[[sources]]
title = "A book on tea"
url = "https://example.com/tea"
checked = 2026-01-02
[[domains]]
id = "drinks"
title = "Drinks"
weight = 60
concepts = ["tea", "milk"]
[[domains]]
id = "beside"
title = "Beside them"
weight = 40
concepts = ["biscuit"]
"#;

fn note(title: &str, prerequisites: &str) -> String {
    let tea = include_str!("../content/stories/concepts/tea.md");
    tea.replace("title = \"Tea\"", &format!("title = \"{title}\""))
        .replace("related = []", &format!("related = []\nprerequisites = [{prerequisites}]"))
}

fn questions(concept: &str) -> String {
    let changes = [
        ("which-water", format!("which-{concept}")),
        ("what-spoils", format!("what-{concept}")),
        ("tea.md", format!("{concept}.md")),
        ("suits black tea", format!("suits the {concept}")),
        ("spoils a green tea", format!("spoils the {concept}")),
    ];
    let tea = include_str!("../content/stories/questions/tea.md").to_owned();
    changes.iter().fold(tea, |text, (tea, other)| text.replace(tea, other))
}

/// Three concepts in a row: tea, then milk, then a biscuit.
fn track() -> Library {
    let (milk, biscuit) = (note("Milk", "\"tea\""), note("Biscuit", "\"tea\", \"milk\""));
    let (of_milk, of_biscuit) = (questions("milk"), questions("biscuit"));
    let files = Files::from_texts([
        ("concepts/tea.md", include_str!("../content/stories/concepts/tea.md")),
        ("questions/tea.md", include_str!("../content/stories/questions/tea.md")),
        ("concepts/milk.md", &milk),
        ("questions/milk.md", &of_milk),
        ("concepts/biscuit.md", &biscuit),
        ("questions/biscuit.md", &of_biscuit),
        ("tracks/drinks.toml", TRACK),
    ]);
    Library::parse(&files).unwrap_or_else(|report| panic!("{:?}", report.findings))
}

async fn with_track() -> App {
    App::with(Database::sqlite(), track(), Switch::Off).await
}

fn next_step(page: &Reply) -> &str {
    page.text.split("id=\"next\"").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap_or_default()
}

async fn sees(learner: &mut Visitor, concept: &str, attempt: u8) {
    for (at, (question, chosen)) in [("which", &["b"][..]), ("what", &["a", "c"])].into_iter().enumerate() {
        let question = match concept {
            "tea" => {
                if at == 0 {
                    "which-water".to_owned()
                } else {
                    "what-spoils".to_owned()
                }
            }
            concept => format!("{question}-{concept}"),
        };
        let reply = learner.answers(&question, attempt + u8::try_from(at).unwrap(), chosen).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    }
}

#[tokio::test]
async fn every_visitor_gets_the_same_map_and_is_told_where_to_begin() {
    let app = with_track().await;
    let (first, second) = (app.visitor().get("/map").await, app.visitor().get("/map").await);
    assert_eq!((first.status, &first.text), (StatusCode::OK, &second.text));
    assert!(!first.header("etag").is_empty() && first.header("vary").contains("cookie"));
    assert!(first.text.contains("<h1>Hot drinks</h1>") && !first.text.contains("is-new"));
    assert!(next_step(&first).contains("Begin here") && next_step(&first).contains("href=\"/concepts/tea\""));
    assert_eq!(app.visitor().get("/map/drinks").await.status, StatusCode::OK);
    assert_eq!(app.visitor().get("/map/food").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_concept_is_a_link_in_the_picture_and_in_the_list_below_those_it_needs() {
    let app = with_track().await;
    let page = app.visitor().get("/map").await.text;
    let picture = page.split("<svg").nth(1).unwrap().split("</svg>").next().unwrap();
    let list = page.split("map-list\"").nth(1).unwrap();
    for concept in ["tea", "milk", "biscuit"] {
        assert!(
            picture.contains(&format!("href=\"/concepts/{concept}\""))
                && list.contains(&format!("href=\"/concepts/{concept}\""))
        );
    }
    let top = |concept: &str| -> u32 {
        let node = picture.split(&format!("href=\"/concepts/{concept}\"")).nth(1).unwrap();
        node.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    assert!(top("tea") < top("milk") && top("milk") < top("biscuit"));
    assert_eq!(picture.matches("map-line").count(), 2, "the way from tea to the biscuit leads through milk");
    let biscuit = list.split("href=\"/concepts/biscuit\"").nth(1).unwrap();
    assert!(biscuit.contains("Read first:") && biscuit.contains("href=\"/concepts/milk\""));
}

#[tokio::test]
async fn what_is_next_follows_what_was_seen_and_what_is_due_comes_first() {
    let app = with_track().await;
    let mut learner = app.visitor();
    sees(&mut learner, "tea", 1).await;
    let map = learner.get("/map").await;
    assert_eq!(map.header("cache-control"), "private, no-store");
    assert!(next_step(&map).contains("href=\"/concepts/milk\""), "{}", next_step(&map));
    assert!(map.text.contains("● 95 %") && map.text.contains("○ new") && map.text.contains("Recall 95 %, nothing due"));
    learner.answers("which-milk", 5, &["b"]).await;
    let map = learner.get("/map").await;
    assert!(map.text.contains("1 of 2") && next_step(&map).contains("/concepts/milk"), "a concept is finished first");
    app.days_pass(60);
    let map = learner.get("/map").await;
    assert!(
        next_step(&map).contains("3 questions are due") && next_step(&map).contains("href=\"/practice\""),
        "{}",
        next_step(&map)
    );
    assert!(map.text.contains("is-fading"));
}

#[tokio::test]
async fn when_everything_was_seen_nothing_is_left_to_do_today() {
    let app = with_track().await;
    let mut learner = app.visitor();
    for (concept, attempt) in [("tea", 1), ("milk", 3), ("biscuit", 5)] {
        sees(&mut learner, concept, attempt).await;
    }
    assert!(next_step(&learner.get("/map").await).contains("Everything was seen, and nothing is due"));
}

#[tokio::test]
async fn concepts_are_listed_by_domain_in_reading_order_and_each_leads_to_the_next() {
    let app = with_track().await;
    let list = app.visitor().get("/concepts").await.text;
    let at = |text: &str| list.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at(">Drinks<") < at("/concepts/tea\"") && at("/concepts/tea\"") < at("/concepts/milk\""));
    assert!(at("/concepts/milk\"") < at(">Beside them<") && at(">Beside them<") < at("/concepts/biscuit\""));
    let tea = app.visitor().get("/concepts/tea").await.text;
    assert!(
        tea.contains("rel=\"next\" href=\"/concepts/milk\"") || tea.contains("href=\"/concepts/milk\" rel=\"next\"")
    );
    assert!(!app.visitor().get("/concepts/biscuit").await.text.contains("rel=\"next\""));
}

stories! {
    async fn content_without_a_track_has_a_map_of_all_its_concepts(app: App) {
        let page = app.visitor().get("/map").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("<h1>All concepts</h1>") && page.text.contains("href=\"/concepts/tea\""));
    }
}
