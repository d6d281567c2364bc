//! Pages and forms as they work without JavaScript, and what no page may give away.

use crate::support::{Reply, Visitor, reading_library};
use axum::http::StatusCode;
use domain::scene::Scene;

/// Nothing of the key of `question` may stand in what a visitor gets before the answer.
fn holds_no_key(reply: &Reply) {
    for secret in ["WHY-", "EXPLAIN-", "correct_options", "\"correct\"", "is-right", "is-wrong"] {
        assert!(!reply.text.contains(secret), "{secret} stands in the page");
    }
}

fn order_of_options(reply: &Reply, question: &str) -> Vec<String> {
    let card = reply.text.split(&format!("id=\"q-{question}\"")).nth(1).expect("the card");
    let card = card.split("</article>").next().expect("its end");
    card.split("name=\"chosen\"")
        .skip(1)
        .map(|rest| rest.split("value=\"").nth(1).expect("a value").split('"').next().expect("its end").to_owned())
        .collect()
}

async fn concept(visitor: &mut Visitor) -> Reply {
    visitor.get("/concepts/tea").await
}

stories! {
    async fn the_note_and_its_questions_stand_on_one_page(app: App) {
        let page = concept(&mut app.visitor()).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["<h1>Tea</h1>", "id=\"water\"", "Practice linked questions", "Select one answer before revealing.", "Question 1", "easy", "hard"] {
            assert!(page.text.contains(words), "{words}");
        }
    }

    async fn what_the_note_says_can_be_seen_happening_between_the_note_and_its_questions(app: App) {
        let page = concept(&mut app.visitor()).await;
        let scenes = page.text.split("id=\"scenes\"").nth(1).expect("the scenes").split("id=\"practice\"").next().unwrap();
        for words in ["See it happen", "href=\"/sandbox/judge\"", Scene::Judge.title(), Scene::Judge.summary()] {
            assert!(scenes.contains(words), "{words}");
        }
        assert!(!scenes.contains(Scene::Tokens.title()) && page.text.contains("href=\"#scenes\""));
    }

    async fn the_answer_leads_to_the_scene_as_its_author_set_it_up(app: App) {
        let mut learner = app.visitor();
        let address = "/sandbox/judge?token=id&amp;gate=userinfo";
        assert!(!concept(&mut learner).await.text.contains(address), "before the answer it would be a hint");
        learner.answers("what-spoils", 1, &["a", "c"]).await;
        assert!(concept(&mut learner).await.text.contains(&format!("href=\"{address}\"")));
        let scene = learner.get(&address.replace("&amp;", "&")).await;
        assert!(scene.text.contains("This consumer refuses its kind"));
    }

    async fn the_key_leaves_the_server_only_after_the_answer(app: App) {
        let mut visitor = app.visitor();
        for path in ["/", "/concepts", "/concepts/tea", "/api/v1/concepts", "/api/v1/concepts/tea", "/api/v1/questions/which-water", "/api/v1/openapi.json"] {
            let reply = visitor.get(path).await;
            assert_eq!(reply.status, StatusCode::OK, "{path}");
            if path != "/api/v1/openapi.json" {
                holds_no_key(&reply);
            }
            assert!(!reply.text.contains("WHY-") && !reply.text.contains("EXPLAIN-"), "{path}");
        }
        // Who answered one question learns nothing about the other.
        visitor.answers("which-water", 1, &["a"]).await;
        let page = concept(&mut visitor).await;
        assert!(page.text.contains("WHY-WATER-B") && page.text.contains("EXPLAIN-WATER"));
        assert!(!page.text.contains("WHY-SPOILS") && !page.text.contains("EXPLAIN-SPOILS"));
    }

    async fn a_visit_alone_keeps_nothing(app: App) {
        let mut visitor = app.visitor();
        for path in ["/", "/concepts", "/concepts/tea", "/exams", "/sandbox", "/api/v1/exams", "/api/v1/progress", "/api/v1/reviews/due"] {
            visitor.get(path).await;
        }
        visitor.post_form("/concepts/tea/retry", "which=all").await;
        assert!(!visitor.has_cookie());
    }

    async fn a_form_without_an_attempt_is_given_one_and_leads_back_to_the_question(app: App) {
        let mut visitor = app.visitor();
        let reply = visitor.post_form("/questions/which-water/answers", "chosen=a").await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        assert_eq!(reply.header("location"), "/concepts/tea#q-which-water");
        let page = concept(&mut visitor).await;
        assert_eq!(page.header("cache-control"), "private, no-store");
        for words in ["Not quite.", "WHY-WATER-A", "EXPLAIN-WATER", "Read again: ", "23 November 2026", " of 2 right, 1 answered"] {
            assert!(page.text.contains(words), "{words}");
        }
    }

    async fn a_form_with_nothing_chosen_shows_the_message_at_the_question_and_keeps_the_order(app: App) {
        let mut visitor = app.visitor();
        visitor.answers("which-water", 1, &["b"]).await;
        let before = concept(&mut visitor).await;
        let attempt = before.text.split("name=\"attempt\" value=\"").nth(1).expect("of the open question").split('"').next().expect("its end").to_owned();
        let order = order_of_options(&before, "what-spoils");
        let reply = visitor.post_form("/questions/what-spoils/answers", &format!("attempt={attempt}")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.text.contains("Select an answer before revealing."));
        assert_eq!(order_of_options(&reply, "what-spoils"), order);
    }

    async fn the_shared_page_has_the_authors_order_and_a_learners_page_its_own(app: App) {
        let shared = concept(&mut app.visitor()).await;
        assert_eq!(order_of_options(&shared, "what-spoils"), ["a", "b", "c", "d"]);
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        let mut orders = std::collections::BTreeSet::new();
        for _ in 0..12 {
            orders.insert(order_of_options(&concept(&mut learner).await, "what-spoils"));
        }
        assert!(orders.len() > 1, "each attempt is shuffled anew");
    }

    async fn missed_questions_are_asked_again_and_the_others_stay(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["a"]).await;
        learner.answers("what-spoils", 2, &["a", "c"]).await;
        let reply = learner.post_form("/concepts/tea/retry", "which=missed").await;
        assert_eq!(reply.header("location"), "/concepts/tea#practice");
        let page = concept(&mut learner).await;
        assert!(!page.text.contains("WHY-WATER") && page.text.contains("WHY-SPOILS"));
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["seen"], 2, "memory stays");
        learner.post_form("/concepts/tea/retry", "which=all").await;
        holds_no_key(&concept(&mut learner).await);
    }

    async fn options_stay_where_they_were_shown_when_the_answer_is_revealed(app: App) {
        let mut visitor = app.visitor();
        let shown = order_of_options(&concept(&mut visitor).await, "what-spoils");
        visitor.post_form("/questions/what-spoils/answers", "chosen=a&chosen=c").await;
        let page = concept(&mut visitor).await;
        assert_eq!(order_of_options(&page, "what-spoils"), shown);
        let attempt = page.text.split("name=\"attempt\" value=\"").nth(1).expect("of the open question").split('"').next().expect("its end").to_owned();
        let shown = order_of_options(&page, "which-water");
        visitor.post_form("/questions/which-water/answers", &format!("attempt={attempt}&chosen=a")).await;
        assert_eq!(order_of_options(&concept(&mut visitor).await, "which-water"), shown);
    }

    async fn an_open_page_gets_only_the_parts_that_changed(app: App) {
        let mut visitor = app.visitor().sending("x-quizmint-fragment", "1");
        let reply = visitor.post_form("/questions/which-water/answers", "chosen=b").await;
        assert_eq!((reply.status, reply.header("x-quizmint-fragment")), (StatusCode::OK, "1"));
        assert!(reply.text.starts_with("<article id=\"q-which-water\" class=\"question-card is-answered\">"), "{}", reply.text);
        assert!(reply.text.contains("id=\"practice-score\"") && reply.text.contains("data-focus"));
        assert!(!reply.text.contains("<html") && !reply.text.contains("<script") && !reply.text.contains("q-what-spoils\""));
        let nothing = visitor.post_form("/questions/what-spoils/answers", "").await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.text.contains("Select an answer before revealing."));
        let again = visitor.post_form("/concepts/tea/retry", "which=all").await;
        assert!(again.text.contains("id=\"q-which-water\"") && !again.text.contains("WHY-"));
    }

    async fn a_page_that_the_browser_has_is_not_sent_again(app: App) {
        let first = concept(&mut app.visitor()).await;
        let tag = first.header("etag").to_owned();
        let again = app.visitor().sending("if-none-match", &tag).get("/concepts/tea").await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    }

    async fn uncompressed_bodies_are_served_to_who_asks_for_none(app: App) {
        assert_eq!(concept(&mut app.visitor()).await.header("content-encoding"), "");
        for encoding in ["br", "gzip"] {
            let page = app.visitor().sending("accept-encoding", encoding).get("/concepts/tea").await;
            assert_eq!(page.header("content-encoding"), encoding);
        }
    }

    async fn an_unknown_page_helps_one_onward(app: App) {
        for path in ["/concepts/coffee", "/concepts/..%2Fetc", "/nowhere", "/concepts/TEA"] {
            let page = app.visitor().get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
            assert!(page.text.contains("href=\"/concepts\"") && page.text.contains("<h1>Not found</h1>"));
        }
    }

    async fn another_spelling_of_an_address_is_the_same_page(app: App) {
        let app = app.updated(reading_library()).await;
        let tag = |reply: &Reply| (reply.status, reply.header("etag").to_owned());
        for (path, spelled) in [
            ("/concepts/tea", "/concepts/%74ea"),
            ("/concepts/tea/booklet", "/concepts/te%61/booklet"),
            ("/map/kitchen", "/map/%6Bitchen"),
            ("/exams/tracks/kitchen", "/exams/tracks/kitche%6e"),
            ("/tracks/kitchen/booklet", "/tracks/%6bitchen/booklet"),
        ] {
            let page = tag(&app.visitor().get(path).await);
            assert_eq!(page.0, StatusCode::OK, "{path}");
            assert_eq!(tag(&app.visitor().get(spelled).await), page, "{spelled}");
        }
    }

    async fn a_slash_too_many_leads_to_the_page_without_it(app: App) {
        let mut visitor = app.visitor();
        for (typed, meant) in [("/concepts/tea/", "/concepts/tea"), ("/search//?q=leaf", "/search?q=leaf")] {
            let reply = visitor.get(typed).await;
            assert_eq!((reply.status, reply.header("location")), (StatusCode::PERMANENT_REDIRECT, meant));
        }
        assert_eq!(visitor.get("/").await.status, StatusCode::OK);
        assert_eq!(visitor.get("//example.com/").await.status, StatusCode::NOT_FOUND, "that would be another host");
        assert_eq!(visitor.post_form("/answers/", "").await.status, StatusCode::NOT_FOUND, "a form is not sent elsewhere");
    }

    async fn every_page_says_when_time_is_simulated(app: App) {
        assert!(concept(&mut app.visitor()).await.text.contains("Time is simulated"));
    }
}
