//! Content changes and databases restart while somebody learns: what they know of a question stays with it.

use serde_json::json;

use crate::{practice::queue, support::bank};

stories! {
    async fn another_wording_keeps_what_is_remembered(app: App) {
        let app = app.updated(bank(&[2]).library()).await;
        let mut learner = app.visitor();
        learner.answers("c1-q1", 1, &["b"]).await;
        let id = app.database.only_learner().await;
        let before = app.store.cards(id).await.unwrap();
        let app = app.updated(bank(&[2]).with_wording("Which, said better,").library()).await;
        learner.meets(&app);
        assert_eq!(app.store.cards(id).await.unwrap(), before);
        let queue = queue(&mut learner, "").await;
        assert_eq!((&queue["due"], &queue["new"]), (&json!(0), &json!(1)));
        assert!(learner.get("/concepts/c1").await.text.contains("WHY-A"), "it is still shown as answered");
    }

    async fn a_changed_key_asks_again_and_tells_who_had_answered_it(app: App) {
        let app = app.updated(bank(&[2]).library()).await;
        let mut learner = app.visitor();
        learner.answers("c1-q1", 1, &["b"]).await;
        let id = app.database.only_learner().await;
        let before = app.store.cards(id).await.unwrap();
        let app = app.updated(bank(&[2]).with_key("a").library()).await;
        learner.meets(&app);
        let asked = queue(&mut learner, "").await;
        assert_eq!((&asked["due"], &asked["queue"][0]["question"]), (&json!(1), &json!("c1-q1")), "on the same day");
        assert_eq!(asked["queue"][0]["answered_under_another_key"], "2026-11-22");
        assert!(asked["queue"][0]["recall"].as_f64().unwrap() > 0.9 && app.store.cards(id).await.unwrap() == before);
        assert_eq!(learner.get("/api/v1/reviews/due").await.json()["due"][0]["question"], "c1-q1");
        for path in ["/practice", "/concepts/c1"] {
            let page = learner.get(path).await.text;
            assert!(page.contains("The answer key of this question was changed after you answered it on"), "{page}");
            assert!(!page.contains("WHY-A"), "{path}: nothing is told before it is answered anew");
        }
        assert!(!app.visitor().get("/concepts/c1").await.text.contains("was changed"), "who had not is told nothing");
        learner.answers("c1-q1", 2, &["a"]).await;
        assert_eq!(queue(&mut learner, "").await["due"], 0);
        learner.post_text("/api/v1/undo", "").await;
        assert_eq!(queue(&mut learner, "").await["due"], 1, "taken back, it is asked again");
    }

    async fn a_removed_question_keeps_its_history_and_is_not_asked(app: App) {
        let app = app.updated(bank(&[2]).library()).await;
        let mut learner = app.visitor();
        learner.answers("c1-q2", 1, &["a"]).await;
        learner.post_form("/questions/c1-q2/mark", "do=note&note=mine").await;
        let id = app.database.only_learner().await;
        let before = app.store.cards(id).await.unwrap();
        let app = app.updated(bank(&[1]).library()).await;
        learner.meets(&app);
        app.days_pass(3);
        let shorter = queue(&mut learner, "").await;
        assert_eq!((&shorter["due"], &shorter["matching"]), (&json!(0), &json!(1)));
        assert_eq!(app.store.cards(id).await.unwrap(), before);
        let list = learner.get("/practice/marks").await.text;
        assert!(list.contains("This question is no longer asked.") && list.contains("mine"), "{list}");
        let app = app.updated(bank(&[2]).library()).await;
        learner.meets(&app);
        app.days_pass(0);
        assert_eq!(queue(&mut learner, "").await["due"], 1, "it came back, and so did its history");
    }

    async fn a_database_that_is_restarted_in_the_middle_loses_nothing_and_is_found_again(app: App) {
        let app = app.updated(bank(&[3]).library()).await;
        let mut learner = app.visitor();
        learner.answers("c1-q1", 1, &["b"]).await;
        let before = queue(&mut learner, "").await;
        let app = if app.database.is_sqlite() {
            app.updated(bank(&[3]).library()).await
        } else {
            app.database
                .run("select pg_terminate_backend(pid) from pg_stat_activity \
                      where datname = current_database() and pid <> pg_backend_pid()")
                .await;
            app
        };
        learner.meets(&app);
        assert_eq!(queue(&mut learner, "").await, before);
        learner.answers("c1-q2", 2, &["b"]).await;
        let id = app.database.only_learner().await;
        assert_eq!(app.store.cards(id).await.unwrap().len(), 2);
    }
}
