//! Flags, notes, and questions that are set aside with a way back.

use axum::http::StatusCode;
use serde_json::json;

use crate::{
    practice::queue,
    support::{Visitor, bank},
};

async fn misses(learner: &mut Visitor, question: &str, attempts: std::ops::Range<u8>) {
    for attempt in attempts {
        learner.answers(question, attempt, &["a"]).await;
    }
}

stories! {
    async fn a_question_missed_eight_times_is_set_aside_with_a_way_back(app: App) {
        let app = app.updated(bank(&[2]).library()).await;
        let mut learner = app.visitor();
        misses(&mut learner, "c1-q1", 0..7).await;
        app.days_pass(1);
        assert_eq!(queue(&mut learner, "").await["due"], 1);
        let (_, told) = crate::practice::answers_next(&mut learner, "/practice", "a", "").await;
        let page = learner.get(told.split('#').next().unwrap()).await.text;
        assert!(page.contains("You have missed this question 8 times, so it is set aside"), "{page}");
        assert!(page.contains("href=\"/concepts/c1#part\"") && page.contains("value=\"bring-back\""));
        assert_eq!(queue(&mut learner, "").await["set_aside"], 1, "at once, not only when it would be due");
        app.days_pass(1);
        let aside = queue(&mut learner, "").await;
        assert_eq!((&aside["due"], &aside["set_aside"]), (&json!(0), &json!(1)));
        assert_eq!(learner.get("/api/v1/reviews/due").await.json()["total"], 0);
        let list = learner.get("/practice/marks").await.text;
        assert!(list.contains("Set aside after 8 misses.") && list.contains("Read the section again"), "{list}");
        learner.post_form("/questions/c1-q1/mark", "do=bring-back&from=marks").await;
        assert_eq!(queue(&mut learner, "").await["due"], 1);
        misses(&mut learner, "c1-q1", 20..28).await;
        app.days_pass(1);
        assert_eq!(queue(&mut learner, "").await["set_aside"], 1, "and again after eight more");
        learner.post_text("/api/v1/undo", "").await;
        assert_eq!(queue(&mut learner, "").await["set_aside"], 0, "a miss that was taken back does not count");
    }

    async fn the_scene_that_shows_the_answer_is_named_beside_a_question_that_is_set_aside(app: App) {
        let mut learner = app.visitor();
        misses(&mut learner, "which-water", 0..8).await;
        assert!(learner.get("/practice/marks").await.text.contains("href=\"/sandbox/judge\""));
    }

    async fn a_question_is_flagged_set_aside_and_brought_back_by_forms_that_come_back_to_where_they_were(app: App) {
        let mut learner = app.visitor();
        let reply = learner.post_form("/questions/which-water/mark", "do=flag&from=concept%3Dtea").await;
        assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, "/practice?concept=tea"));
        assert!(learner.get("/practice/marks").await.text.contains("Flagged"));
        assert!(learner.get("/practice").await.text.contains("Remove the flag"));
        learner.post_form("/questions/which-water/mark", "do=set-aside&from=").await;
        assert_eq!(queue(&mut learner, "").await["new"], 1);
        let reply = learner.post_form("/questions/which-water/mark", "do=bring-back&from=marks").await;
        assert_eq!(reply.header("location"), "/practice/marks");
        assert_eq!(queue(&mut learner, "").await["new"], 2);
        learner.post_form("/questions/which-water/mark", "do=unflag&from=https://example.com/").await;
        assert!(learner.get("/practice/marks").await.text.contains("Nothing yet."));
    }

    async fn a_note_is_kept_as_it_was_written_for_its_learner_alone(app: App) {
        let mut learner = app.visitor();
        let form = "do=note&from=&note=%3C%2Ftextarea%3E%0D%0Asoft+water";
        assert_eq!(learner.post_form("/questions/which-water/mark", form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(learner.get("/api/v1/marks").await.json()["marks"][0]["note"], "</textarea>\nsoft water");
        let page = learner.get("/practice").await.text;
        assert!(page.contains("&lt;/textarea>\nsoft water") && page.contains("Your note"), "{page}");
        assert!(!app.visitor().get("/practice").await.text.contains("soft water"));
        assert_eq!(app.visitor().get("/api/v1/marks").await.json(), json!({"marks": []}));
    }

    async fn a_note_that_is_too_long_comes_back_with_a_sentence_and_every_letter(app: App) {
        let mut visitor = app.visitor();
        let (longest, longer) = ("é".repeat(2_000), "é".repeat(2_001));
        let page = visitor.post_form("/questions/which-water/mark", &format!("do=note&from=&note={longer}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("A note has at most 2,000 characters.") && page.text.contains(&longer));
        assert!(!visitor.has_cookie(), "nothing was kept");
        let reply = visitor.post("/api/v1/questions/which-water/mark", &json!({"flagged": true, "note": longer})).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(visitor.get("/api/v1/marks").await.json(), json!({"marks": []}), "nor was the half of it");
        let reply = visitor.post("/api/v1/questions/which-water/mark", &json!({"note": longest})).await;
        assert_eq!(reply.json()["note"], longest);
    }

    async fn what_the_api_is_told_at_once_is_kept_at_once_or_not_at_all(app: App) {
        if !app.database.is_sqlite() {
            // The trigger is SQLite's; what sends the change is the same.
            return;
        }
        let refuse = "create trigger refuse before insert on mark when new.note <> '' begin select raise(abort, 'no'); end";
        app.database.run(refuse).await;
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        let told = json!({"flagged": true, "note": "steam"});
        let reply = learner.post("/api/v1/questions/what-spoils/mark", &told).await;
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(learner.get("/api/v1/marks").await.json(), json!({"marks": []}));
    }

    async fn the_api_changes_what_it_is_told_and_leaves_the_rest(app: App) {
        let mut learner = app.visitor();
        let mark = "/api/v1/questions/what-spoils/mark";
        learner.post(mark, &json!({"flagged": true, "note": "steam"})).await;
        let told = learner.post(mark, &json!({"set_aside": true})).await.json();
        assert_eq!(told, json!({"question": "what-spoils", "flagged": true, "set_aside": true, "misses": 0, "note": "steam"}));
        assert_eq!(learner.post(mark, &json!({"set_aside": false, "note": ""})).await.json()["set_aside"], false);
        assert_eq!(learner.post(mark, &json!({"star": true})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unknown = learner.post("/api/v1/questions/no-such/mark", &json!({"flagged": true})).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(learner.post_form("/questions/which-water/mark", "do=burn").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
