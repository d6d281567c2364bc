//! Sitting an exam by its pages, from the choice of a paper to the practice of what was missed.

use axum::http::StatusCode;

use crate::support::Reply;

const WHOLE: &str = "paper=whole&mode=exam";

/// Nothing of any key may stand in what a learner gets before the end.
fn holds_no_key(reply: &Reply) {
    for secret in ["WHY-", "EXPLAIN-", "is-right", "is-wrong", "verdict", "\"correct_options\"", "\"correct\":true"] {
        assert!(!reply.text.contains(secret), "{secret} stands in {}", reply.text);
    }
}

stories! {
    async fn the_format_and_what_the_bank_allows_are_told_before_the_start(app: App) {
        let app = app.brewing().await;
        let mut visitor = app.visitor();
        let list = visitor.get("/exams").await;
        for words in ["Brewing", "6 questions, of which 5 count · 12 minutes · pass mark 720 on a scale from 100 to 1000", "7 questions in the bank"] {
            assert!(list.text.contains(words), "{words}");
        }
        let setup = visitor.get("/exams/tracks/brewing").await;
        for words in ["The bank can fill the whole exam of 6 questions.", "Whole exam", "One domain: Leaves", "value=\"section:cups\"", "Extra time"] {
            assert!(setup.text.contains(words), "{words}");
        }
        assert!(!setup.text.contains("too few") && !visitor.has_cookie());
    }

    async fn a_bank_that_is_too_small_is_said_so_and_offers_what_it_holds(app: App) {
        let app = app.brewing_without_cups().await;
        let setup = app.visitor().get("/exams/tracks/brewing").await;
        for words in ["0 · too few", "The bank is too small for the whole exam of 6 questions: the domains that it can fill make up 60 % of the blueprint.", "Covered domains only", "Leaves; 60 % of the blueprint"] {
            assert!(setup.text.contains(words), "{words}");
        }
        assert!(!setup.text.contains("value=\"whole\""));
    }

    async fn a_choice_is_saved_with_every_step_and_is_there_after_a_reload_in_another_tab_and_after_a_restart(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        let saved = learner.post_form(&format!("{exam}/1"), "chosen=b&was=&go=next").await;
        assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, format!("{exam}/2#question").as_str()));
        learner.post_form(&format!("{exam}/2"), "was=&go=flag").await;
        app.minutes_pass(5);
        let app = app.brewing().await;
        let mut learner = learner.comes_back_to(&app);
        let page = learner.second_tab().get(&format!("{exam}/1")).await;
        assert!(page.text.contains("1 answered, 5 not answered, 1 flagged"), "{}", page.text);
        assert!(page.text.contains("value=\"b\" checked") && page.text.contains("7:00"));
        let overview = learner.get(&exam).await;
        for words in ["Not answered: ", "Flagged: ", "5 unanswered questions would count as wrong.", "Back to question 2"] {
            assert!(overview.text.contains(words), "{words}");
        }
    }

    async fn the_key_is_on_no_page_before_the_end(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        for place in 1..=6 {
            learner.post_form(&format!("{exam}/{place}"), "chosen=b&was=&go=next").await;
            holds_no_key(&learner.get(&format!("{exam}/{place}")).await);
        }
        for path in [exam.clone(), format!("/api/v1{exam}"), "/exams".into(), "/exams/tracks/brewing".into(), "/api/v1/exams".into(), "/concepts/leaves".into()] {
            let reply = learner.get(&path).await;
            assert_eq!(reply.status, StatusCode::OK, "{path}");
            holds_no_key(&reply);
        }
        let told = learner.post_form(&format!("{exam}/1"), "chosen=b&was=b&go=tell").await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("In exam mode nothing is told before the end."));
        holds_no_key(&told);
        learner.post_form(&format!("{exam}/hand-in"), "").await;
        assert!(learner.get(&format!("/api/v1{exam}")).await.text.contains("WHY-"));
    }

    async fn the_result_tells_each_domain_the_estimate_and_every_miss_with_its_reasons(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        for (place, chosen) in [(1, "chosen=b"), (2, "chosen=a"), (3, "chosen=b"), (4, "")] {
            app.minutes_pass(1);
            learner.post_form(&format!("{exam}/{place}"), &format!("{chosen}&was=&go=next&since={}", app.clock.now_ms() - 60_000)).await;
        }
        let handed_in = learner.post_form(&format!("{exam}/hand-in"), "").await;
        assert_eq!((handed_in.status, handed_in.header("location")), (StatusCode::SEE_OTHER, exam.as_str()));
        let page = learner.get(&exam).await;
        for words in ["estimated", "Below the pass mark of 720", "How this is estimated", "not the examining body", "By domain", "Leaves", "Questions that did not count", "Read again: ", "It took 4 min", "not answered"] {
            assert!(page.text.contains(words), "{words}");
        }
        let told = learner.exam(&exam).await;
        assert_eq!(told["over"], true);
        assert_eq!((&told["places"][0]["outcome"], &told["places"][1]["outcome"], &told["places"][3]["outcome"]), (&"right".into(), &"wrong".into(), &"unanswered".into()));
        assert_eq!(told["places"][1]["ms"], 60_000);
        assert_eq!(told["right"]["asked"], 5, "unanswered questions are asked, the one beside is not");
        let list = learner.get("/exams").await;
        assert!(list.text.contains("Your attempts") && list.text.contains(&format!("href=\"{exam}\"")));
    }

    async fn answers_enter_the_log_with_the_hand_in_and_never_twice(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        for place in 1..=4 {
            learner.post_form(&format!("{exam}/{place}"), "chosen=b&was=&go=next").await;
        }
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["seen"], 0, "nothing is told, and nothing learnt, before the end");
        let mut other = learner.second_tab();
        let path = format!("{exam}/hand-in");
        let (one, two) = tokio::join!(learner.post_form(&path, ""), other.post_form(&path, ""));
        assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        let totals = learner.get("/api/v1/progress").await.json()["totals"].clone();
        assert_eq!((&totals["seen"], &totals["correct"]), (&4.into(), &4.into()));
        let mut differences = Vec::new();
        quizmint::store::rebuild(app.store.db(), |difference| differences.push(difference.to_string())).await.unwrap();
        assert_eq!(differences, Vec::<String>::new());
        for _ in 0..4 {
            assert_eq!(learner.post_text("/api/v1/undo", "").await.status, StatusCode::OK);
        }
        assert_eq!(learner.post_text("/api/v1/undo", "").await.status, StatusCode::CONFLICT, "four answers, once each");
    }

    async fn what_was_missed_is_due_at_once_when_it_is_asked_for(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", WHOLE).await;
        learner.post_form(&format!("{exam}/1"), "chosen=a&was=&go=next").await;
        assert_eq!(learner.post_form(&format!("{exam}/practise"), "").await.status, StatusCode::CONFLICT);
        learner.post_form(&format!("{exam}/hand-in"), "").await;
        assert_eq!(learner.get("/api/v1/reviews/due").await.json()["total"], 0);
        let reply = learner.post_form(&format!("{exam}/practise"), "").await;
        assert_eq!(reply.header("location"), format!("{exam}#practise"));
        assert_eq!(learner.get("/api/v1/reviews/due").await.json()["total"], 6, "one was wrong and five were not answered");
        learner.post_form(&format!("{exam}/practise"), "").await;
        let page = learner.get(&exam).await;
        assert!(page.text.contains("Due now: 6 questions of this exam.") && !page.text.contains("Ask them again now"));
        let missed = learner.exam(&exam).await["places"][0]["question"]["id"].as_str().unwrap().to_owned();
        learner.answers(&missed, 9, &["b"]).await;
        assert_eq!(learner.get("/api/v1/reviews/due").await.json()["total"], 5, "an answer settles it");
    }

    async fn only_what_was_answered_wrong_last_is_in_a_paper_of_the_missed(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let refused = learner.post_form("/exams", "track=brewing&paper=missed&mode=exam").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        learner.answers("leaf-one", 1, &["a"]).await;
        learner.answers("cup-two", 2, &["a"]).await;
        learner.answers("cup-one", 3, &["b"]).await;
        let exam = learner.begins("brewing", "paper=missed&mode=exam").await;
        let places = learner.exam(&exam).await["places"].as_array().unwrap().clone();
        let mut asked: Vec<&str> = places.iter().map(|place| place["question"]["id"].as_str().unwrap()).collect();
        asked.sort_unstable();
        assert_eq!(asked, ["cup-two", "leaf-one"]);
    }

    async fn review_mode_tells_each_answer_at_once_and_has_no_deadline(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let exam = learner.begins("brewing", "paper=whole&mode=review").await;
        let page = learner.get(&format!("{exam}/1")).await;
        assert!(page.text.contains("Reveal the answer") && !page.text.contains("Time left"));
        holds_no_key(&page);
        let nothing = learner.post_form(&format!("{exam}/1"), "was=&go=tell").await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.text.contains("Select an answer before revealing."));
        let told = learner.post_form(&format!("{exam}/1"), "chosen=a&was=&go=tell").await;
        assert_eq!(told.header("location"), format!("{exam}/1#verdict"));
        let page = learner.get(&format!("{exam}/1")).await;
        assert!(page.text.contains("Not quite.") && page.text.contains("EXPLAIN-") && page.text.contains("Read again: "));
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["seen"], 1);
        learner.post_form(&format!("{exam}/1"), "chosen=b&was=a&go=tell").await;
        app.days_pass(3);
        assert!(!learner.get(&format!("{exam}/2")).await.text.contains("WHY-"), "the next is told when it is answered");
        learner.post_form(&format!("{exam}/2"), "chosen=b&was=&go=next").await;
        learner.post_form(&format!("{exam}/hand-in"), "").await;
        let told = learner.exam(&exam).await;
        assert_eq!((&told["places"][0]["outcome"], &told["places"][1]["outcome"]), (&"wrong".into(), &"right".into()), "what was told stands");
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["seen"], 2);
    }

    async fn the_shipped_blueprint_is_asked_in_full_from_a_bank_that_fills_it(app: App) {
        let app = app.with_the_shipped_blueprint().await;
        let mut learner = app.visitor();
        let exam = learner.begins("dva-c02", WHOLE).await;
        let page = learner.get(&format!("{exam}/65")).await;
        assert!(page.text.contains("Save and look it over") && page.text.contains("2:10:00"));
        for place in 1..=65 {
            learner.post_form(&format!("{exam}/{place}"), "chosen=b&was=&go=next").await;
        }
        learner.post_form(&format!("{exam}/hand-in"), "").await;
        let told = learner.exam(&exam).await;
        let asked: Vec<i64> = told["domains"].as_array().unwrap().iter().map(|domain| domain["right"]["asked"].as_i64().unwrap()).collect();
        assert_eq!(asked, [16, 13, 12, 9]);
        assert_eq!((&told["right"]["right"], &told["estimate"]["score"]), (&50.into(), &1000.into()));
        assert_eq!(told["places"].as_array().unwrap().iter().filter(|place| place["scored"] == false).count(), 15);
        assert!(learner.get(&exam).await.text.contains("Above the pass mark of 720"));
    }
}
