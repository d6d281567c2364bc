//! An exam's time, two tabs at one paper, and what cannot be taken.

use axum::http::StatusCode;

const WHOLE: &str = "paper=whole&mode=exam";

stories! {
    async fn an_exam_whose_time_is_up_counts_in_practice_although_nobody_looked_at_it(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", "paper=whole&mode=exam").await;
        learner.post_form(&format!("{exam}/1"), "chosen=b&was=&go=next").await;
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["seen"], 0);
        app.minutes_pass(13);
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["seen"], 1);
        assert!(learner.get("/practice").await.text.contains("1 question done today."));
    }

    async fn after_the_deadline_the_exam_is_over_for_whoever_looks_first(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        learner.post_form(&format!("{exam}/1"), "chosen=b&was=&go=next").await;
        app.minutes_pass(11);
        assert!(learner.get(&format!("{exam}/2")).await.text.contains("Less than 1 minute left."));
        // The battery dies, and nobody looks for three days.
        app.days_pass(3);
        let list = learner.get("/exams").await;
        assert!(!list.text.contains("Under way") && list.text.contains("Your attempts"));
        let page = learner.get(&exam).await;
        assert!(page.text.contains("The time ran out.") && page.text.contains("It took 12 min"));
        assert_eq!(learner.get(&format!("{exam}/2")).await.header("location"), exam);
        let told = learner.exam(&exam).await;
        assert_eq!((&told["places"][0]["outcome"], &told["handed_in_at"]), (&"right".into(), &told["ends_at"]));
        let due = learner.get("/api/v1/reviews/due").await.json();
        assert_eq!(due["due"][0]["due"], "2026-11-24", "the answer was given on the day of the exam, not when one looked");
    }

    async fn an_answer_after_the_deadline_is_kept_as_late_and_does_not_count(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        learner.post_form(&format!("{exam}/1"), "chosen=a&was=&go=next").await;
        app.minutes_pass(12);
        for (place, form) in [(1, "chosen=b&was=a&go=next"), (2, "chosen=b&was=&go=next"), (3, "was=&go=next")] {
            assert_eq!(learner.post_form(&format!("{exam}/{place}"), form).await.header("location"), exam);
        }
        let page = learner.get(&exam).await;
        assert!(page.text.contains("Answers to questions 1, 2 came after the end. What came late is kept, and does not count."), "{}", page.text);
        let told = learner.exam(&exam).await;
        assert_eq!((&told["places"][0]["outcome"], &told["places"][1]["outcome"]), (&"wrong".into(), &"unanswered".into()));
        assert_eq!(told["late"], serde_json::json!([1, 2]));
    }

    async fn an_open_page_is_told_that_the_time_is_over(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor().sending("x-quizmint-fragment", "1");
        let exam = learner.begins("brewing", WHOLE).await;
        let kept = learner.post_form(&format!("{exam}/1"), "chosen=b&was=").await;
        assert!(kept.text.starts_with("<div id=\"exam-kept\"") || kept.text.starts_with("<div class=\"exam-kept\""), "{}", kept.text);
        assert!(kept.text.contains("Saved.") && kept.text.contains("name=\"was\" value=\"b\"") && !kept.text.contains("<html"));
        app.minutes_pass(12);
        let over = learner.post_form(&format!("{exam}/2"), "chosen=b&was=").await;
        assert!(over.text.contains("data-over"), "{}", over.text);
    }

    async fn extra_time_is_added_told_before_the_start_and_kept(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", &format!("{WHOLE}&extra_time=50")).await;
        app.minutes_pass(17);
        assert_eq!(learner.exam(&exam).await["left_ms"], 60_000);
        let setup = learner.get("/exams/tracks/brewing").await;
        assert!(setup.text.contains("value=\"50\" selected"), "{}", setup.text);
        app.minutes_pass(1);
        assert_eq!(learner.exam(&exam).await["over"], true);
        let second = learner.begins("brewing", WHOLE).await;
        assert_eq!(learner.exam(&second).await["left_ms"], 18 * 60_000);
    }

    async fn two_tabs_that_change_the_same_question_are_told_and_neither_choice_is_lost(app: App) {
        let app = app.brewing().await;
        let mut one = app.visitor();
        let exam = one.begins("brewing", WHOLE).await;
        let mut other = one.second_tab();
        let place = format!("{exam}/1");
        one.post_form(&place, "chosen=a&was=&go=next").await;
        let untouched = other.post_form(&place, "was=&go=next").await;
        assert_eq!(untouched.status, StatusCode::SEE_OTHER, "a tab that changed nothing only goes on");
        assert_eq!(one.exam(&exam).await["places"][0]["chosen"], serde_json::json!(["a"]));
        let stale = other.post_form(&place, "chosen=c&was=&go=next").await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("In another tab you saved answer ") && stale.text.contains("value=\"c\" checked"));
        assert_eq!(one.exam(&exam).await["places"][0]["chosen"], serde_json::json!(["a"]));
        assert_eq!(other.post_form(&place, "chosen=c&was=a&go=next").await.status, StatusCode::SEE_OTHER);
        assert_eq!(one.exam(&exam).await["places"][0]["chosen"], serde_json::json!(["c"]));
    }

    async fn a_tab_that_would_have_an_older_choice_judged_is_told_what_was_saved_meanwhile(app: App) {
        let app = app.brewing().await;
        let mut one = app.visitor();
        let exam = one.begins("brewing", "paper=whole&mode=review").await;
        let place = format!("{exam}/1");
        one.post_form(&place, "chosen=a&was=&go=next").await;
        let mut other = one.second_tab();
        other.post_form(&place, "chosen=b&was=a&go=next").await;
        let stale = one.post_form(&place, "chosen=a&was=a&go=tell").await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
        let kept = one.exam(&exam).await["places"][0].clone();
        assert_eq!((&kept["chosen"], kept["correct"].as_bool()), (&serde_json::json!(["b"]), None));
        let told = other.post_form(&place, "chosen=b&was=b&go=tell").await;
        assert_eq!(told.status, StatusCode::SEE_OTHER, "what stands can be told");
    }

    async fn a_stale_tab_after_the_hand_in_is_late(app: App) {
        let app = app.brewing().await;
        let mut one = app.visitor();
        let exam = one.begins("brewing", WHOLE).await;
        let mut other = one.second_tab();
        one.post_form(&format!("{exam}/hand-in"), "").await;
        other.post_form(&format!("{exam}/1"), "chosen=b&was=&go=next").await;
        assert!(one.get(&exam).await.text.contains("An answer to question 1 came after the end."));
    }

    async fn an_attempt_of_another_learner_does_not_exist(app: App) {
        let app = app.brewing().await;
        let exam = app.visitor().begins("brewing", WHOLE).await;
        let mut other = app.visitor();
        other.answers("leaf-one", 1, &["b"]).await;
        for path in [exam.clone(), format!("{exam}/1"), format!("/api/v1{exam}")] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(app.visitor().get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in [format!("{exam}/1"), format!("{exam}/hand-in"), format!("{exam}/practise")] {
            assert_eq!(other.post_form(&path, "chosen=b&was=&go=next").await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let body = serde_json::json!({"chosen": ["b"]});
        assert_eq!(other.post(&format!("/api/v1{exam}/answers/1"), &body).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post_text(&format!("/api/v1{exam}/hand-in"), "").await.status, StatusCode::NOT_FOUND);
    }

    async fn what_cannot_be_sat_is_refused_with_a_sentence_and_keeps_nothing(app: App) {
        let app = app.brewing_without_cups().await;
        let mut visitor = app.visitor();
        for (form, status, sentence) in [
            ("track=coffee&paper=whole&mode=exam", StatusCode::NOT_FOUND, "There is no such exam here."),
            ("track=brewing&paper=whole&mode=exam", StatusCode::UNPROCESSABLE_ENTITY, "The bank holds too few questions for a paper of all domains."),
            ("track=brewing&paper=section%3Acups&mode=exam", StatusCode::UNPROCESSABLE_ENTITY, "The bank holds no question of this domain."),
            ("track=brewing&mode=exam", StatusCode::UNPROCESSABLE_ENTITY, "Choose a paper."),
            ("track=brewing&paper=covered", StatusCode::UNPROCESSABLE_ENTITY, "Choose a mode."),
            ("track=brewing&paper=covered&mode=exam&extra_time=900", StatusCode::UNPROCESSABLE_ENTITY, "from 0 to 200"),
        ] {
            let reply = visitor.post_form("/exams", form).await;
            assert_eq!(reply.status, status, "{form}");
            assert!(reply.text.contains(sentence), "{form}: {}", reply.text);
        }
        assert_eq!(visitor.get("/exams/tracks/coffee").await.status, StatusCode::NOT_FOUND);
        assert!(!visitor.has_cookie(), "nothing was kept, so nobody is remembered");
    }

    async fn a_place_out_of_range_and_a_choice_that_the_question_does_not_have_are_refused(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        for place in ["0", "7", "18446744073709551616", "x"] {
            assert_eq!(learner.get(&format!("{exam}/{place}")).await.status, StatusCode::NOT_FOUND, "{place}");
            assert_eq!(learner.post_form(&format!("{exam}/{place}"), "chosen=b").await.status, StatusCode::NOT_FOUND, "{place}");
        }
        let unknown = learner.post_form(&format!("{exam}/1"), "chosen=z&was=&go=next").await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.text.contains("This question has no option `z`."));
        let two = learner.post_form(&format!("{exam}/1"), "chosen=a&chosen=b&was=&go=next").await;
        assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(learner.exam(&exam).await["places"][0]["chosen"], serde_json::json!([]));
    }

    async fn a_question_that_is_removed_during_the_exam_does_not_count(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        for place in 1..=6 {
            learner.post_form(&format!("{exam}/{place}"), "chosen=b&was=&go=next").await;
        }
        let app = app.brewing_without_cups().await;
        let mut learner = learner.comes_back_to(&app);
        let told = learner.exam(&exam).await;
        let gone = 1 + told["places"].as_array().unwrap().iter().position(|place| place["question"].is_null()).unwrap();
        let page = learner.get(&format!("{exam}/{gone}")).await;
        assert!(page.text.contains("This question was removed while you sat the exam. It does not count"));
        learner.post_form(&format!("{exam}/hand-in"), "").await;
        let told = learner.exam(&exam).await;
        assert_eq!(told["right"], serde_json::json!({"right": 3, "asked": 3}));
        assert_eq!(learner.get(&exam).await.status, StatusCode::OK);
    }
}
