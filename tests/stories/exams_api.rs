//! The same by the JSON API.

use axum::http::StatusCode;
use serde_json::json;

stories! {
    async fn a_script_can_sit_a_whole_exam(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let list = learner.get("/api/v1/exams").await.json();
        assert_eq!(list["exams"][0]["papers"][0], json!({"paper": "whole", "full": true, "scored": 5, "unscored": 1, "minutes": 12}));
        let begun = learner.post("/api/v1/exams", &json!({"track": "brewing", "paper": "whole", "mode": "exam"})).await;
        assert_eq!(begun.status, StatusCode::CREATED);
        let exam = format!("/api/v1/exams/{}", begun.json()["id"].as_str().unwrap());
        for place in 1..=6 {
            let saved = learner.post(&format!("{exam}/answers/{place}"), &json!({"chosen": ["b"], "ms": 100, "flagged": true})).await;
            assert_eq!(saved.json(), json!({"place": place, "late": false, "chosen": ["b"], "flagged": true, "correct": null, "told": null}));
        }
        let stale = learner.post(&format!("{exam}/answers/1"), &json!({"chosen": ["a"], "was": []})).await;
        assert_eq!((stale.status, &stale.json()["type"]), (StatusCode::CONFLICT, &json!("urn:quizmint:problem:saved-elsewhere")));
        let flag = learner.post(&format!("{exam}/answers/1"), &json!({"flagged": false})).await.json();
        assert_eq!((&flag["flagged"], &flag["chosen"]), (&json!(false), &json!(["b"])));
        let under_way = learner.get(&exam).await.json();
        assert!(under_way["places"][0]["scored"].is_null() && under_way["places"][0]["domain"].is_null());
        let over = learner.post_text(&format!("{exam}/hand-in"), "").await;
        assert_eq!(over.json()["estimate"], json!({"score": 1000, "low": 684, "high": 1000, "pass": 720}));
        assert_eq!(learner.post_text(&format!("{exam}/hand-in"), "").await.text, over.text, "once is enough");
        let late = learner.post(&format!("{exam}/answers/1"), &json!({"chosen": ["a"]})).await.json();
        assert_eq!(late["late"], true);
        assert_eq!(learner.get("/api/v1/exams").await.json()["attempts"][0]["right"], json!({"right": 5, "asked": 5}));
    }

    async fn in_review_mode_the_reply_tells_the_answer(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        let id = learner.post("/api/v1/exams", &json!({"track": "brewing", "paper": "section:cups", "mode": "review"})).await.json()["id"].as_str().unwrap().to_owned();
        let place = format!("/api/v1/exams/{id}/answers/1");
        let told = learner.post(&place, &json!({"chosen": ["a"], "tell": true})).await.json();
        assert_eq!((&told["correct"], &told["told"]["correct_options"]), (&json!(false), &json!(["b"])));
        let again = learner.post(&place, &json!({"chosen": ["b"], "tell": true})).await.json();
        assert_eq!((&again["correct"], &again["chosen"]), (&json!(false), &json!(["a"])), "what was told stands");
    }

    async fn what_cannot_be_taken_is_a_problem_with_a_sentence(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        for (body, status) in [
            (json!({"track": "coffee", "paper": "whole", "mode": "exam"}), StatusCode::NOT_FOUND),
            (json!({"track": "brewing", "paper": "half", "mode": "exam"}), StatusCode::UNPROCESSABLE_ENTITY),
            (json!({"track": "brewing", "paper": "missed", "mode": "exam"}), StatusCode::UNPROCESSABLE_ENTITY),
            (json!({"track": "brewing", "paper": "whole", "mode": "party"}), StatusCode::UNPROCESSABLE_ENTITY),
            (json!({"track": "brewing", "paper": "whole", "mode": "exam", "extra_time": 201}), StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let reply = learner.post("/api/v1/exams", &body).await;
            assert_eq!((reply.status, reply.header("content-type")), (status, "application/problem+json"), "{body}");
        }
        assert!(!learner.has_cookie());
        assert_eq!(learner.get("/api/v1/exams/not-an-id").await.status, StatusCode::NOT_FOUND);
    }
}
