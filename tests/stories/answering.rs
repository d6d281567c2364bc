//! Answering questions, as a learner meets it.

use crate::support::NOON;
use axum::http::StatusCode;
use serde_json::json;

stories! {
    async fn the_right_option_is_told_with_the_reason_of_every_option_once_it_was_chosen(app: App) {
        let mut learner = app.visitor();
        let reply = learner.answers("which-water", 1, &["b"]).await;
        assert_eq!(reply.status, StatusCode::OK);
        let told = reply.json();
        assert_eq!(told["correct"], true);
        assert_eq!(told["correct_options"], json!(["b"]));
        assert_eq!(told["options"].as_array().unwrap().len(), 3);
        assert!(told["options"].as_array().unwrap().iter().all(|option| option["why_html"].as_str().unwrap().contains("WHY-WATER")));
        assert!(told["explanation_html"].as_str().unwrap().contains("EXPLAIN-WATER"));
        assert_eq!(told["reread"], json!({"concept": "tea", "section": "water", "title": "Water"}));
        assert_eq!((&told["scene"], &told["scene_address"]), (&json!("judge"), &json!("/sandbox/judge")));
    }

    async fn a_right_answer_comes_back_in_two_days_and_a_wrong_one_tomorrow(app: App) {
        let mut learner = app.visitor();
        let right = learner.answers("which-water", 1, &["b"]).await.json();
        assert_eq!(right["review"]["due"], "2026-11-24");
        assert!((right["review"]["stability"].as_f64().unwrap() - 2.3065).abs() < 1e-4);
        assert!((right["review"]["interval_days"].as_f64().unwrap() - 2.3065).abs() < 1e-4);
        let wrong = learner.answers("what-spoils", 2, &["a", "b"]).await.json();
        assert_eq!(wrong["correct"], false);
        assert_eq!(wrong["review"]["due"], "2026-11-23");
    }

    async fn right_answers_at_their_due_days_spread_out_as_fsrs_has_it(app: App) {
        let mut learner = app.visitor();
        let mut due_after = Vec::new();
        for (attempt, wait) in [(1, 0), (2, 2), (3, 11), (4, 46)] {
            app.days_pass(wait);
            let told = learner.answers("which-water", attempt, &["b"]).await.json();
            due_after.push(told["review"]["due"].as_str().unwrap().to_owned());
        }
        assert_eq!(due_after, ["2026-11-24", "2026-12-05", "2027-01-20", "2027-07-02"]);
    }

    async fn the_same_attempt_sent_twice_counts_once_and_is_told_the_same(app: App) {
        let mut learner = app.visitor();
        let first = learner.answers("which-water", 1, &["a"]).await;
        app.days_pass(1);
        let second = learner.answers("which-water", 1, &["a"]).await;
        assert_eq!((second.status, second.text), (first.status, first.text));
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["seen"], 1);
        let undone = learner.post_text("/api/v1/undo", "").await;
        assert_eq!(undone.status, StatusCode::OK);
        assert_eq!(learner.post_text("/api/v1/undo", "").await.status, StatusCode::CONFLICT);
    }

    async fn another_answer_under_the_same_attempt_is_a_conflict(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["a"]).await;
        let reply = learner.answers("which-water", 1, &["b"]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        assert_eq!(reply.header("content-type"), "application/problem+json");
        assert_eq!(reply.json()["type"], "urn:quizmint:problem:other-answer");
    }

    async fn an_attempt_of_another_learner_does_not_exist(app: App) {
        app.visitor().answers("which-water", 1, &["a"]).await;
        let mut other = app.visitor();
        assert_eq!(other.answers("which-water", 1, &["a"]).await.status, StatusCode::NOT_FOUND);
        let form = format!("attempt={}&chosen=a", crate::support::attempt_id(1));
        assert_eq!(other.post_form("/questions/which-water/answers", &form).await.status, StatusCode::NOT_FOUND);
        assert!(!other.has_cookie(), "nothing was kept, so nobody is remembered");
    }

    async fn several_right_options_must_all_be_chosen_and_no_other(app: App) {
        let mut learner = app.visitor();
        for (attempt, chosen, correct) in
            [(1, &["a", "c"][..], true), (2, &["c", "a"], true), (3, &["a"], false), (4, &["a", "b", "c"], false)]
        {
            let told = learner.answers("what-spoils", attempt, chosen).await.json();
            assert_eq!(told["correct"], correct, "{chosen:?}");
        }
    }

    async fn what_cannot_be_an_answer_is_refused_with_a_sentence_and_keeps_nothing(app: App) {
        let mut visitor = app.visitor();
        for (question, chosen, sentence) in [
            ("which-water", json!([]), "Select an answer before revealing."),
            ("which-water", json!(["a", "b"]), "This question has one right answer: select exactly one."),
            ("which-water", json!(["z"]), "This question has no option `z`. It may have been changed; reload the page."),
        ] {
            let body = json!({"attempt": crate::support::attempt_id(1), "chosen": chosen});
            let reply = visitor.post(&format!("/api/v1/questions/{question}/answers"), &body).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(reply.json()["detail"], sentence);
        }
        assert_eq!(visitor.answers("no-such-question", 1, &["a"]).await.status, StatusCode::NOT_FOUND);
        assert!(!visitor.has_cookie(), "nothing was kept, so nobody is remembered");
    }

    async fn undo_makes_everything_as_it_was_before(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        app.days_pass(2);
        let before = learner.get("/api/v1/reviews/due").await.text;
        learner.answers("which-water", 2, &["a"]).await;
        assert_ne!(learner.get("/api/v1/reviews/due").await.text, before);
        let reply = learner.post_text("/api/v1/undo", "").await;
        assert_eq!(reply.json(), json!({"undone": crate::support::attempt_id(2)}));
        assert_eq!(learner.get("/api/v1/reviews/due").await.text, before);
    }

    async fn due_questions_are_listed_with_the_least_remembered_first(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        learner.answers("what-spoils", 2, &["b"]).await;
        assert_eq!(learner.get("/api/v1/reviews/due").await.json(), json!({"due": [], "total": 0}));
        app.days_pass(2);
        let due = learner.get("/api/v1/reviews/due").await.json();
        assert_eq!(due["total"], 2);
        assert_eq!((&due["due"][0]["question"], &due["due"][1]["question"]), (&json!("what-spoils"), &json!("which-water")));
        assert!((due["due"][1]["recall"].as_f64().unwrap() - 0.911).abs() < 0.01);
    }

    async fn progress_counts_what_was_seen_and_right_per_concept_and_domain(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        learner.answers("what-spoils", 2, &["b"]).await;
        let progress = learner.get("/api/v1/progress").await.json();
        assert_eq!((&progress["totals"]["seen"], &progress["totals"]["correct"]), (&json!(2), &json!(1)));
        assert_eq!(progress["concepts"][0]["concept"], "tea");
        assert_eq!(progress["domains"][0]["domain"], "2");
        assert_eq!(app.visitor().get("/api/v1/progress").await.json()["totals"]["seen"], 0);
    }

    async fn two_tabs_answer_one_after_the_other_and_both_count(app: App) {
        let mut one = app.visitor();
        one.answers("which-water", 1, &["b"]).await;
        let mut other = one.second_tab();
        app.days_pass(2);
        let (first, second) = tokio::join!(one.answers("which-water", 2, &["b"]), other.answers("which-water", 3, &["a"]));
        assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
        let mut differences = 0;
        quizmint::store::rebuild(app.store.db(), |_| differences += 1).await.unwrap();
        assert_eq!(differences, 0, "what both left behind is what the log leads to");
    }

    async fn rebuilding_finds_nothing_to_change_and_repairs_what_was_changed_by_hand(app: App) {
        let mut learner = app.visitor();
        for attempt in 1..=6 {
            learner.answers("which-water", attempt, if attempt % 3 == 0 { &["a"] } else { &["b"] }).await;
            app.days_pass(i64::from(attempt));
        }
        learner.post_text("/api/v1/undo", "").await;
        let rebuilt = || async {
            let mut differences = Vec::new();
            quizmint::store::rebuild(app.store.db(), |difference| differences.push(difference.to_string())).await.unwrap();
            differences
        };
        assert_eq!(rebuilt().await, Vec::<String>::new());
        app.database.run("update card set stability = 99").await;
        assert_eq!(rebuilt().await.len(), 1);
        assert_eq!(rebuilt().await, Vec::<String>::new());
    }

    async fn a_clock_that_is_set_back_neither_fails_nor_lengthens_the_interval(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        app.clock.advance(-40 * 24 * 60 * 60 * 1000);
        let told = learner.answers("which-water", 2, &["b"]).await.json();
        assert!(told["review"]["interval_days"].as_f64().unwrap() < 10.0);
        assert!(app.clock.now_ms() < NOON);
    }
}
