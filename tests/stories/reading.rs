//! Reading as a visitor without JavaScript does: from concept to concept, on paper, and as programs see the pages.

use axum::http::StatusCode;
use quizmint::config::Switch;

use crate::support::{App, Database, Reply, library, reading_library};

const TRACKER: &str = "https://example.com/org/repo/issues/new?title={title}&body={body}";

async fn app() -> App {
    App::with(Database::sqlite(), reading_library(), Switch::Off).await
}

async fn reporting() -> App {
    App::reporting(Database::sqlite(), library(), TRACKER).await
}

async fn page(app: &App, path: &str) -> Reply {
    let reply = app.visitor().get(path).await;
    assert_eq!(reply.status, StatusCode::OK, "{path}");
    reply
}

/// What stands between two parts of a page.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let rest = page.split_once(start).unwrap_or_else(|| panic!("no {start} in {page}")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} after {start}")).0
}

/// The addresses of all links to the tracker, decoded.
fn reports(page: &str) -> Vec<String> {
    let links = page.split("<a href=\"").filter(|rest| rest.split('>').next().unwrap().contains("report-link"));
    let address = |rest: &str| rest.split('"').next().unwrap().replace("&amp;", "&");
    let decoded = |address: String| {
        let query = address.strip_prefix("https://example.com/org/repo/issues/new?").expect("the tracker").to_owned();
        let pair = |pair: &str| {
            let value = pair.split_once('=').unwrap().1;
            form_urlencoded::parse(format!("v={value}").as_bytes()).next().unwrap().1.into_owned()
        };
        query.split('&').map(pair).collect::<Vec<_>>().join("\n")
    };
    links.map(address).map(decoded).collect()
}

#[tokio::test]
async fn the_end_of_a_concept_leads_to_the_ones_before_and_after_it_in_reading_order() {
    let app = app().await;
    let tea = page(&app, "/concepts/tea").await.text;
    let end = between(&tea, "class=\"neighbours\">", "</nav>");
    assert!(end.contains("rel=\"next\" href=\"/concepts/cups\"") && end.contains("Cups &amp; saucers"), "{end}");
    assert!(!end.contains("rel=\"prev\""));
    let cups = page(&app, "/concepts/cups").await.text;
    let end = between(&cups, "class=\"neighbours\">", "</nav>");
    assert!(
        end.contains("rel=\"prev\" href=\"/concepts/tea\"") && end.contains("rel=\"next\" href=\"/concepts/milk\"")
    );
    let alone = App::on_sqlite().await;
    assert!(!page(&alone, "/concepts/tea").await.text.contains("rel=\"next\""));
}

#[tokio::test]
async fn what_to_read_first_and_what_is_related_are_named_by_their_titles() {
    let cups = page(&app().await, "/concepts/cups").await.text;
    assert!(between(&cups, "Read first:", "</p>").contains("href=\"/concepts/tea\">Tea</a>"));
    let related = between(&cups, "Related:", "</p>");
    assert!(related.contains(">Tea</a>") && related.contains("href=\"/concepts/milk\">Milk</a>"), "{related}");
    let milk = page(&app().await, "/concepts/milk").await.text;
    assert!(!milk.contains("Read first:") && !milk.contains("Related:"));
}

#[tokio::test]
async fn every_heading_has_a_link_beside_it_that_says_where_it_leads() {
    let cups = page(&app().await, "/concepts/cups").await.text;
    for (id, title) in [("shapes", "Shapes"), ("a-shape-as-data", "A shape as data")] {
        let link = format!("href=\"#{id}\" aria-label=\"Link to the section “{title}”\"");
        assert!(cups.contains(&link), "{link}");
        assert!(cups.contains(&format!("id=\"{id}\">{title}</h")), "the heading holds nothing but its title");
    }
}

#[tokio::test]
async fn code_has_its_parts_named_on_the_page_and_is_plain_in_the_api() {
    let app = app().await;
    let cups = page(&app, "/concepts/cups").await.text;
    assert!(cups.contains("<span class=\"code-name\">&quot;shape&quot;</span>"));
    let api = page(&app, "/api/v1/concepts/cups").await.json();
    assert!(api["html"].as_str().unwrap().contains("<code class=\"language-json\">{\"shape\""));
}

#[tokio::test]
async fn a_mistake_in_a_section_is_reported_with_its_file_line_and_version() {
    let app = reporting().await;
    let shared = page(&app, "/concepts/tea").await.text;
    let found = reports(&shared);
    assert_eq!(found.len(), 3, "two sections and the note as a whole: {found:?}");
    let version = library().version().to_owned();
    for part in [
        "Tea: Leaves",
        "File: concepts/tea.md, line 21",
        &format!("Content version: {version}"),
        "/concepts/tea#leaves",
    ] {
        assert!(found[1].contains(part), "{part} in {}", found[1]);
    }
    assert!(found[2].contains("File: concepts/tea.md, line 1\n"));
}

#[tokio::test]
async fn a_mistake_in_a_question_is_reported_once_its_answer_is_known() {
    let app = reporting().await;
    let mut learner = app.visitor();
    learner.answers("what-spoils", 1, &["a", "c"]).await;
    let found = reports(&learner.get("/concepts/tea").await.text);
    assert_eq!(found.len(), 4, "that of the other question would be in the way: {found:?}");
    let question = found.iter().find(|report| report.contains("Question what-spoils")).expect("a report");
    assert!(
        question.contains("File: questions/tea.md, line 21\n") && question.contains("#q-what-spoils"),
        "{question}"
    );
    let mut open = app.visitor().sending("x-quizmint-fragment", "1");
    let part = open.post_form("/questions/which-water/answers", "chosen=b").await;
    assert_eq!(reports(&part.text).len(), 1, "also where an open page gets only what changed");
}

#[tokio::test]
async fn without_an_address_to_report_to_no_page_offers_it() {
    let app = App::on_sqlite().await;
    let mut learner = app.visitor();
    learner.answers("what-spoils", 1, &["a", "c"]).await;
    assert!(!learner.get("/concepts/tea").await.text.contains("Report a mistake"));
}

#[tokio::test]
async fn the_booklet_of_a_concept_has_its_answers_behind_all_questions() {
    let booklet = page(&app().await, "/concepts/tea/booklet").await.text;
    let (questions, answers) = booklet.split_once("id=\"answers\"").expect("the answers");
    for secret in ["WHY-", "EXPLAIN-", ", right", ", wrong"] {
        assert!(!questions.contains(secret), "{secret} stands before the answers");
    }
    for part in [
        "Which water suits black tea best?",
        "Fresh water on the boil",
        "several answers are right",
        "href=\"#a--what-spoils\"",
    ] {
        assert!(questions.contains(part), "{part}");
    }
    for part in [
        "Question 1</a>: B<",
        "Question 2</a>: A and C<",
        "WHY-WATER-A",
        "WHY-SPOILS-D",
        "EXPLAIN-WATER",
        "href=\"#s--tea--water\">Water</a>",
    ] {
        assert!(answers.contains(part), "{part} in {answers}");
    }
}

#[tokio::test]
async fn the_booklet_of_a_track_has_its_concepts_in_order_and_links_that_stay_in_it() {
    let app = app().await;
    let booklet = page(&app, "/tracks/kitchen/booklet").await.text;
    assert!(booklet.contains("<h1>The kitchen</h1>") && !booklet.contains("Before or after."), "milk is in no track");
    let (tea, cups) = (booklet.find("id=\"c--tea\"").expect("tea"), booklet.find("id=\"c--cups\"").expect("cups"));
    assert!(tea < cups && cups < booklet.find("id=\"answers\"").expect("the answers"));
    for part in [
        "href=\"#s--tea--water\">the water",
        "href=\"#q--which-water\"",
        "href=\"#s--cups--a-shape-as-data\">below",
        "<h3 id=\"s--cups--shapes\">",
    ] {
        assert!(booklet.contains(part), "{part}");
    }
    let ids: Vec<&str> = booklet.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    for missing in ["/tracks/nowhere/booklet", "/concepts/nowhere/booklet", "/tracks/KITCHEN/booklet"] {
        assert_eq!(app.visitor().get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn search_engines_are_kept_from_the_answers() {
    let app = app().await;
    for path in ["/concepts/tea/booklet", "/tracks/kitchen/booklet"] {
        let booklet = page(&app, path).await;
        assert_eq!(booklet.header("x-robots-tag"), "noindex");
        assert!(booklet.text.contains("<meta name=\"robots\" content=\"noindex\"") && booklet.text.contains(path));
        for map in ["/sitemap.xml", "/feed.xml"] {
            assert!(!page(&app, map).await.text.contains("booklet"), "{map}");
        }
    }
    assert!(!page(&app, "/concepts/tea").await.text.contains("content=\"noindex\""));
}

#[tokio::test]
async fn the_key_is_on_no_page_but_the_one_that_was_asked_for() {
    let app = app().await;
    for path in ["/", "/concepts", "/concepts/tea", "/concepts/cups", "/sitemap.xml", "/feed.xml", "/robots.txt"] {
        let text = page(&app, path).await.text;
        assert!(!text.contains("WHY-") && !text.contains("EXPLAIN-"), "{path}");
    }
    for (path, booklet) in [("/concepts/tea", "/concepts/tea/booklet"), ("/concepts", "/tracks/kitchen/booklet")] {
        let text = page(&app, path).await.text;
        assert!(text.contains(&format!("href=\"{booklet}\"")), "{path} says where it is");
        assert!(text.contains("at its end the answers"), "and what it holds");
    }
}

#[tokio::test]
async fn a_shared_link_has_a_title_a_description_and_one_address() {
    let app = app().await;
    let cups = page(&app, "/concepts/cups?from=mail").await.text;
    for tag in [
        "<link rel=\"canonical\" href=\"http://127.0.0.1:3000/concepts/cups\"",
        "<meta property=\"og:title\" content=\"Cups &amp; saucers\"",
        "<meta property=\"og:description\" content=\"What tea is &lt;drunk&gt; from.\"",
        "<meta property=\"og:url\" content=\"http://127.0.0.1:3000/concepts/cups\"",
        "<meta property=\"og:type\" content=\"article\"",
        "<meta name=\"description\" content=\"What tea is &lt;drunk&gt; from.\"",
    ] {
        assert!(cups.contains(tag), "{tag} in {}", cups.split("</head>").next().unwrap());
    }
    for path in ["/", "/concepts", "/sandbox", "/sandbox/judge?token=id", "/sandbox/tokens"] {
        let canonical = format!("rel=\"canonical\" href=\"http://127.0.0.1:3000{}\"", path.split('?').next().unwrap());
        assert!(page(&app, path).await.text.contains(&canonical), "{path}");
    }
}

#[tokio::test]
async fn search_engines_are_told_what_a_concept_is_in_data_that_cannot_end_early() {
    let cups = page(&app().await, "/concepts/cups").await.text;
    let data = between(&cups, "<script type=\"application/ld+json\">", "</script>");
    assert!(!data.contains('<'), "{data}");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["@type"], "LearningResource");
    assert_eq!(data["description"], "What tea is <drunk> from.");
    assert_eq!(
        (&data["url"], &data["dateModified"]),
        (&"http://127.0.0.1:3000/concepts/cups".into(), &"2026-03-04".into())
    );
}

#[tokio::test]
async fn the_site_map_lists_every_concept_with_the_day_of_its_last_check() {
    let app = app().await;
    let map = page(&app, "/sitemap.xml").await;
    assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
    for place in [
        "<loc>http://127.0.0.1:3000/</loc></url>",
        "/concepts/cups</loc><lastmod>2026-03-04</lastmod>",
        "/concepts/milk</loc></url>",
        "/sandbox/judge</loc>",
    ] {
        assert!(map.text.contains(place), "{place} in {}", map.text);
    }
    let robots = page(&app, "/robots.txt").await.text;
    assert!(robots.contains("Sitemap: http://127.0.0.1:3000/sitemap.xml") && robots.contains("Disallow: /api/"));
}

#[tokio::test]
async fn the_feed_has_the_concepts_that_were_checked_last_at_its_top() {
    let app = app().await;
    let feed = page(&app, "/feed.xml").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    let titles: Vec<&str> =
        feed.text.split("<entry>\n<title>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(titles, ["Cups &amp; saucers", "Tea"], "milk was never held against a source");
    assert_eq!(between(&feed.text, "<updated>", "<"), "2026-03-04T00:00:00Z");
    assert!(feed.text.contains("<summary>What tea is &lt;drunk&gt; from.</summary>"));
    assert!(page(&app, "/").await.text.contains("type=\"application/atom+xml\""));
    let again = app.visitor().sending("if-none-match", feed.header("etag")).get("/feed.xml").await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED, "a reader that has it is not sent it again");
}
