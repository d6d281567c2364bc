//! Finding a place by words: without JavaScript, in the box that opens from everywhere, and by the API.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{App, Reply, Visitor};

async fn found(visitor: &mut Visitor, query: &str) -> Value {
    let reply = visitor.get(&format!("/api/v1/search?q={query}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()
}

fn hrefs(found: &Value) -> Vec<&str> {
    found["hits"].as_array().unwrap().iter().map(|hit| hit["href"].as_str().unwrap()).collect()
}

/// What the result list of a page holds.
fn results(page: &Reply) -> &str {
    page.text
        .split("<ol class=\"search-results\">")
        .nth(1)
        .and_then(|rest| rest.split("</ol>").next())
        .unwrap_or_default()
}

async fn box_of(visitor: Visitor, query: &str) -> Reply {
    visitor.sending("x-quizmint-fragment", "1").get(&format!("/search?q={query}")).await
}

stories! {
    async fn a_concept_a_section_and_a_question_are_found_and_linked_at_their_place(app: App) {
        let visitor = &mut app.visitor();
        for (query, href) in [
            ("tea", "/concepts/tea"),
            ("fresh+hot", "/concepts/tea#water"),
            ("suits+black", "/concepts/tea#q-which-water"),
        ] {
            let page = visitor.get(&format!("/search?q={query}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(results(&page).contains(&format!("href=\"{href}\"")), "{query}: {}", results(&page));
            assert_eq!(hrefs(&found(visitor, query).await)[0], href, "{query}");
        }
    }

    async fn every_page_has_a_form_that_searches_without_a_script(app: App) {
        for path in ["/", "/concepts", "/concepts/tea", "/sandbox", "/nowhere", "/search"] {
            let page = app.visitor().get(path).await;
            let form = page.text.split("<form").find(|form| form.contains("site-search")).expect("the form").split("</form>").next().unwrap();
            assert!(form.contains("action=\"/search\"") && form.contains("name=\"q\"") && !form.contains("post"), "{path}");
        }
    }

    async fn what_was_looked_for_is_marked(app: App) {
        let page = app.visitor().get("/search?q=LEAVES").await;
        assert!(results(&page).contains("<mark>Leaves</mark>"), "{}", results(&page));
        let found = found(&mut app.visitor(), "leaves").await;
        assert_eq!(found["hits"][0]["title_html"], "<mark>Leaves</mark>");
    }

    async fn another_form_of_a_word_its_beginning_and_a_typing_mistake_find_it_too(app: App) {
        for query in ["leaf", "leav", "laeves", "leavse", "watre", "suit+black"] {
            let found = found(&mut app.visitor(), query).await;
            assert!(found["total"].as_u64() > Some(0), "{query}");
        }
    }

    async fn options_and_reasons_are_never_found(app: App) {
        // Words of `questions/tea.md` that stand in options, reasons and explanations alone.
        for query in ["warm+tap", "ice", "pipe", "wants", "draws", "EXPLAIN", "WHY", "pot", "burns", "bitter", "unfold"] {
            let found = found(&mut app.visitor(), query).await;
            let told = found.to_string().to_lowercase();
            let word = query.split('+').next_back().unwrap().to_lowercase();
            assert!(!told.contains(&format!("<mark>{word}</mark>")), "{query}: {told}");
        }
        assert_eq!(found(&mut app.visitor(), "unfold").await["total"], 0);
    }

    async fn the_box_gets_what_to_say_and_what_to_choose_from(app: App) {
        let parts = box_of(app.visitor(), "tea").await;
        assert_eq!((parts.status, parts.header("x-quizmint-fragment")), (StatusCode::OK, "1"));
        assert!(parts.text.starts_with("<p>") && !parts.text.contains("<html"), "{}", parts.text);
        assert!(parts.text.contains("role=\"option\" id=\"search-option-0\" href=\"/concepts/tea\""), "{}", parts.text);
        for header in ["cache-control", "vary"] {
            assert!(["no-store", "x-quizmint-fragment"].contains(&parts.header(header)), "{header}");
        }
    }

    async fn who_asks_for_nothing_is_told_what_can_be_asked(app: App) {
        for path in ["/search", "/search?q=", "/search?q=%20", "/search?other=1"] {
            let page = app.visitor().get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text.contains("<h1>Search</h1>") && page.text.contains("spelling need not be exact"), "{path}");
        }
    }

    async fn who_finds_nothing_is_helped_onward(app: App) {
        let page = app.visitor().get("/search?q=zeppelin").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Nothing was found.") && page.text.contains("Ways on"));
        assert!(page.text.contains("value=\"zeppelin\""), "the words stay, to be changed");
    }

    async fn words_that_stand_together_nowhere_find_places_with_some_of_them(app: App) {
        let found = found(&mut app.visitor(), "zeppelin+leaves").await;
        assert_eq!((found["only_some_words"].as_bool(), hrefs(&found)[0]), (Some(true), "/concepts/tea#leaves"));
    }

    async fn hostile_input_is_text_like_any_other(app: App) {
        for query in [
            "%3Cscript%3Ealert(1)%3C/script%3E", "%22%20onfocus=%22alert(1)", "%00%01", "%ff%fe", "title:tea+AND+(", "*", "~2^1e9",
            "%F0%9F%8D%B5", "a&q=b", "q%25", "..%2F..", "%E2%80%AE%E2%80%8B",
        ] {
            let page = app.visitor().get(&format!("/search?q={query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            assert!(!page.text.contains("<script>") && !page.text.contains("value=\"\" onfocus"), "{query}");
            let reply = app.visitor().get(&format!("/api/v1/search?q={query}")).await;
            assert!([StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY].contains(&reply.status), "{query}");
        }
    }

    async fn more_than_200_characters_are_refused_with_a_sentence(app: App) {
        let long = "tea%20".repeat(51);
        let page = app.visitor().get(&format!("/search?q={long}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("200 characters at most"));
        let reply = app.visitor().get(&format!("/api/v1/search?q={long}")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(reply.json()["type"], "urn:quizmint:problem:invalid-query");
        let reply = app.visitor().get("/api/v1/search").await;
        assert_eq!(reply.json()["detail"], "Name the words to look for in `q`.");
    }

    async fn searching_leaves_no_cookie(app: App) {
        let mut visitor = app.visitor();
        visitor.get("/search?q=tea").await;
        assert!(!visitor.has_cookie());
    }
}

#[tokio::test]
async fn until_the_library_is_indexed_who_searches_is_told_to_come_back() {
    let app = App::not_yet_indexed().await;
    let page = app.visitor().get("/search?q=tea").await;
    assert_eq!((page.status, page.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "1"));
    assert!(page.text.contains("still being prepared") && page.text.contains("<h1>Search</h1>"));
    let reply = app.visitor().get("/api/v1/search?q=tea").await;
    assert_eq!(
        (reply.status, &reply.json()["type"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"urn:quizmint:problem:not-ready".into())
    );
    assert_eq!(app.visitor().get("/concepts/tea").await.status, StatusCode::OK, "all else works");
}
