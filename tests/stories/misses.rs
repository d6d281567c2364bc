//! Predicting wrongly in a scene of the sandbox, and being asked the linked question for it.

use axum::http::StatusCode;
use domain::scene::Scene;
use quizmint::practice::{self, PracticeError};
use serde_json::{Value, json};

use crate::support::{App, Database, Visitor, library};

/// The only learner there is takes the verdict on a case for another one than it is.
async fn mispredicts(app: &App, question: &str, case: &str) -> Result<(), PracticeError> {
    let (learner, now_ms, question) =
        (app.database.only_learner().await, app.clock.now_ms(), question.parse().unwrap());
    practice::miss(&library(), &app.store, learner, now_ms, &question, Scene::Judge, case).await
}

async fn due(learner: &mut Visitor) -> Value {
    learner.get("/api/v1/reviews/due").await.json()
}

async fn rebuilt(app: &App) -> Vec<String> {
    let mut differences = Vec::new();
    quizmint::store::rebuild(app.store.db(), |difference| differences.push(difference.to_string())).await.unwrap();
    differences
}

stories! {
    async fn a_wrong_prediction_makes_the_question_that_links_to_the_case_due_and_a_right_one_keeps_nothing(app: App) {
        let mut learner = app.visitor();
        let predicts = |case: &str, ending: &str| format!("case={case}&predicted={}", ending.replace(' ', "+"));
        let right = predicts("id-at-userinfo", "This consumer refuses its kind");
        assert!(learner.post_form("/sandbox/judge/check", &right).await.text.contains("Right."));
        assert!(!learner.has_cookie(), "nothing was kept, so nobody is remembered");
        let wrong = predicts("id-at-userinfo", "This consumer accepts it");
        let told = learner.post_form("/sandbox/judge/check", &wrong).await;
        assert!(told.text.contains("/concepts/tea#q-what-spoils"), "{}", told.text);
        assert_eq!(due(&mut learner).await["due"][0]["question"], "what-spoils");
        learner.post_form("/sandbox/judge/check", &predicts("access-at-rest", "Everyone refuses its claims")).await;
        assert_eq!(due(&mut learner).await["due"][1]["question"], "which-water", "no question links to that case");
    }

    async fn an_answered_question_that_is_missed_in_the_sandbox_is_due_the_same_day_and_open_on_its_page(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        app.days_pass(1);
        assert_eq!(due(&mut learner).await["total"], 0);
        mispredicts(&app, "which-water", "expired").await.unwrap();
        let asked = due(&mut learner).await;
        assert_eq!((&asked["total"], &asked["due"][0]["question"]), (&json!(1), &json!("which-water")));
        assert_eq!((&asked["due"][0]["concept"], &asked["due"][0]["due"]), (&json!("tea"), &json!("2026-11-23")));
        assert!(asked["due"][0]["recall"].as_f64().unwrap() > 0.9, "what is remembered stays");
        let page = learner.get("/concepts/tea").await;
        assert!(!page.text.contains("WHY-WATER"), "it can be answered again");
    }

    async fn practice_and_the_due_list_say_the_same_of_a_question_that_is_missed_on_the_day_of_its_answer(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        mispredicts(&app, "which-water", "expired").await.unwrap();
        let due = due(&mut learner).await["due"][0]["recall"].clone();
        let queue = learner.get("/api/v1/practice").await.json();
        let asked = queue["queue"].as_array().unwrap().iter().find(|asked| asked["question"] == "which-water").unwrap();
        assert_eq!(asked["recall"], due);
        assert!(due.as_f64().unwrap() < 1.0, "what was only just told is not remembered for certain");
    }

    async fn a_question_that_was_never_answered_is_due_after_a_miss_and_comes_first(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        app.days_pass(2);
        mispredicts(&app, "what-spoils", "expired").await.unwrap();
        let asked = due(&mut learner).await;
        assert_eq!(asked["total"], 2);
        assert_eq!(asked["due"][0], json!({"question": "what-spoils", "concept": "tea", "due": "2026-11-24", "recall": 0.0}));
        assert_eq!(asked["due"][1]["question"], "which-water");
    }

    async fn an_answer_settles_all_misses_before_it_and_spaces_as_always(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        app.days_pass(2);
        mispredicts(&app, "which-water", "expired").await.unwrap();
        mispredicts(&app, "which-water", "id-at-rest").await.unwrap();
        let told = learner.answers("which-water", 2, &["b"]).await;
        assert_eq!((told.status, &told.json()["review"]["due"]), (StatusCode::OK, &json!("2026-12-05")));
        assert_eq!(due(&mut learner).await["total"], 0);
        assert!(learner.get("/concepts/tea").await.text.contains("WHY-WATER"));
    }

    async fn taking_that_answer_back_makes_the_question_due_again(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        mispredicts(&app, "which-water", "expired").await.unwrap();
        mispredicts(&app, "what-spoils", "expired").await.unwrap();
        let before = (due(&mut learner).await, learner.get("/api/v1/progress").await.text);
        for (attempt, question, chosen) in [(2, "which-water", &["b"][..]), (3, "what-spoils", &["a", "c"])] {
            learner.answers(question, attempt, chosen).await;
            assert_eq!(due(&mut learner).await["total"], 3 - attempt);
        }
        for _ in 0..2 {
            assert_eq!(learner.post_text("/api/v1/undo", "").await.status, StatusCode::OK);
        }
        assert_eq!((due(&mut learner).await, learner.get("/api/v1/progress").await.text), before);
        assert!(!learner.get("/concepts/tea").await.text.contains("WHY-WATER"));
    }

    async fn a_miss_never_puts_a_question_off(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        app.days_pass(5);
        let before = due(&mut learner).await;
        mispredicts(&app, "which-water", "expired").await.unwrap();
        assert_eq!(due(&mut learner).await, before);
        mispredicts(&app, "what-spoils", "expired").await.unwrap();
        app.days_pass(1);
        mispredicts(&app, "what-spoils", "expired").await.unwrap();
        assert_eq!(due(&mut learner).await["due"][0]["due"], "2026-11-27", "the day of the first miss");
    }

    async fn a_missed_question_counts_as_due_in_the_progress_and_as_seen_only_once_it_is_answered(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        mispredicts(&app, "what-spoils", "expired").await.unwrap();
        let progress = learner.get("/api/v1/progress").await.json();
        assert_eq!((&progress["totals"]["seen"], &progress["totals"]["due"]), (&json!(1), &json!(1)));
    }

    async fn a_miss_of_something_that_does_not_exist_keeps_nothing(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        let unknown = mispredicts(&app, "which-coffee", "expired").await;
        assert!(matches!(unknown, Err(PracticeError::UnknownQuestion)), "{unknown:?}");
        for case in ["", "No case", &"x".repeat(81)] {
            let unknown = mispredicts(&app, "which-water", case).await;
            assert!(matches!(unknown, Err(PracticeError::UnknownCase)), "{unknown:?}");
        }
        assert_eq!(due(&mut learner).await["total"], 0);
    }

    async fn the_misses_of_one_learner_are_nobody_elses(app: App) {
        app.visitor().answers("which-water", 1, &["b"]).await;
        mispredicts(&app, "which-water", "expired").await.unwrap();
        let mut other = app.visitor();
        other.answers("which-water", 2, &["b"]).await;
        assert_eq!(due(&mut other).await["total"], 0);
    }

    async fn rebuilding_after_misses_finds_nothing_to_change(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        mispredicts(&app, "which-water", "expired").await.unwrap();
        mispredicts(&app, "what-spoils", "expired").await.unwrap();
        assert_eq!(rebuilt(&app).await, Vec::<String>::new());
        learner.answers("which-water", 2, &["a"]).await;
        learner.post_text("/api/v1/undo", "").await;
        assert_eq!(rebuilt(&app).await, Vec::<String>::new());
    }

    async fn a_backup_holds_the_misses(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        mispredicts(&app, "which-water", "expired").await.unwrap();
        let asked = due(&mut learner).await;
        let (folder, other) = (tempfile::tempdir().unwrap(), Database::sqlite());
        let file = folder.path().join("backup.db");
        quizmint::store::backup(&app.database.url, &file).await.unwrap();
        quizmint::store::restore(&other.url, &file).await.unwrap();
        let id = other.only_learner().await;
        let moved = App::on(other).await;
        let due = practice::due(&library(), &moved.store, id, app.clock.now_ms()).await.unwrap();
        assert_eq!((due.len(), due[0].question.as_str()), (1, "which-water"));
        assert_eq!(due[0].due.to_string(), asked["due"][0]["due"].as_str().unwrap());
    }
}
