//! A learner looks at the record, takes it along, and has it removed.

use std::{
    io::{Cursor, Read},
    time::Duration,
};

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::Executor;

use crate::support::{App, Visitor};

/// Every kind of row that there is of a learner.
async fn someone_who_did_everything(app: &App) -> Visitor {
    let mut learner = app.visitor();
    learner.answers("which-water", 1, &["b"]).await;
    learner.answers("what-spoils", 2, &["b"]).await;
    app.days_pass(3);
    learner.answers("which-water", 3, &["a"]).await;
    learner.answers("which-water", 4, &["b"]).await;
    learner.post_text("/api/v1/undo", "").await;
    learner.post("/api/v1/concepts/tea/retry", &json!({"which": "missed"})).await;
    let id = app.database.only_learner().await;
    let now = app.clock.now_ms();
    app.store.set_preferences(id, &domain::practice::Preferences::default(), now).await.unwrap();
    app.store.adopt(id, None, now).await.unwrap();
    for sql in [
        "insert into miss (learner_id, entry, question_id, scene, scene_case, missed_at, day) select learner_id, 90, 'which-water', 'judge', 'expired', 1, 1 from learner",
        "insert into mark (learner_id, question_id, flagged, set_aside, forgiven, note) select learner_id, 'which-water', 1=1, 1=0, 0, 'soft' from learner",
        "insert into sitting (sitting_id, learner_id, begun_at, begun_entry, minutes, questions, filter, ended_at) select 's', learner_id, 1, 1, 10, null, '{}', null from learner",
        "insert into exam (exam_id, learner_id, track, mode, terms, paper, begun_at, ends_at, handed_in_at) select 'e', learner_id, 'leaves', 'exam', '{}', '{}', 1, 2, null from learner",
        "insert into exam_answer (exam_id, place, late, chosen, flagged, ms, saved_at) values ('e', 1, 1=0, 'b', 1=1, 4, 5)",
    ] {
        app.database.run(sql).await;
    }
    learner
}

/// The files of a zip, by name.
fn unzipped(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

stories! {
    async fn the_page_says_what_is_remembered_and_where_to_read_again(app: App) {
        let mut learner = app.visitor();
        assert!(learner.get("/progress").await.text.contains("Nothing has been answered yet"));
        learner.answers("which-water", 1, &["a"]).await;
        learner.answers("what-spoils", 2, &["a", "c"]).await;
        app.days_pass(9);
        let page = learner.get("/progress").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("2 of "), "{}", page.text);
        assert!(page.text.contains("Worth reading again") && page.text.contains("/concepts/tea#water"));
        assert!(page.text.contains("2 answers on 1 day of the past year"));
        assert!(page.text.contains("2 due today"));
    }

    async fn recall_stands_on_the_list_of_concepts_and_on_the_page_of_each_with_its_weakest_section(app: App) {
        let mut learner = app.visitor();
        assert!(!learner.get("/concepts").await.text.contains("remembered"));
        learner.answers("which-water", 1, &["a"]).await;
        learner.answers("what-spoils", 2, &["a", "c"]).await;
        app.days_pass(9);
        let list = learner.get("/concepts").await;
        assert_eq!(list.header("cache-control"), "private, no-store");
        assert!(list.text.contains("2 answered, ") && list.text.contains("% remembered, 2 due"), "{}", list.text);
        let page = learner.get("/concepts/tea").await.text;
        assert!(page.contains("You are likely to remember ") && page.contains("Worth reading again: <a href=\"#water\">"), "{page}");
        assert!(!app.visitor().get("/concepts/tea").await.text.contains("likely to remember"));
    }

    async fn what_is_set_aside_is_due_nowhere(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["a"]).await;
        learner.answers("what-spoils", 2, &["a", "c"]).await;
        app.days_pass(9);
        learner.post("/api/v1/questions/which-water/mark", &json!({"set_aside": true})).await;
        assert_eq!(learner.get("/api/v1/reviews/due").await.json()["total"], 1);
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["due"], 1);
        assert!(learner.get("/progress").await.text.contains("1 due today"));
    }

    async fn the_honest_page_compares_once_there_is_something_to_compare(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        assert!(learner.get("/progress/honesty").await.text.contains("Nothing can be compared yet"));
        app.days_pass(2);
        learner.answers("which-water", 2, &["b"]).await;
        let page = learner.get("/progress/honesty").await.text;
        assert!(page.contains("over 1 answers") && page.contains("0.0949"), "{page}");
    }

    async fn parameters_of_ones_own_are_not_offered_from_a_few_answers(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        let page = learner.post_form("/progress/parameters", "use=own").await;
        assert!(page.text.contains("It takes 500 answers"), "{}", page.text);
        assert!(page.text.contains("The published parameters are in force."));
        assert_eq!(learner.post_form("/progress/parameters", "use=else").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn who_never_answered_anything_is_not_kept_for_choosing_parameters(app: App) {
        let mut visitor = app.visitor();
        for choice in ["published", "try", "own"] {
            visitor.post_form("/progress/parameters", &format!("use={choice}")).await;
        }
        assert!(!visitor.has_cookie());
        assert_eq!(app.database.learners().await, 0);
    }

    async fn cards_follow_parameters_that_are_adopted_and_come_back_with_the_published_ones(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        app.days_pass(2);
        learner.answers("which-water", 2, &["b"]).await;
        let id = app.database.only_learner().await;
        let before = app.store.cards(id).await.unwrap();
        let mut weights = *domain::practice::schedule::Parameters::published().weights();
        weights[2] = 5.0;
        app.store.adopt(id, Some(&weights), app.clock.now_ms()).await.unwrap();
        let own = app.store.cards(id).await.unwrap();
        assert!(own[0].1.memory.stability > before[0].1.memory.stability);
        let mut differences = 0;
        quizmint::store::rebuild(app.store.db(), |_| differences += 1).await.unwrap();
        assert_eq!(differences, 0);
        learner.post_text("/api/v1/undo", "").await;
        assert!((app.store.cards(id).await.unwrap()[0].1.memory.stability - 5.0).abs() < 1e-6);
        app.store.adopt(id, None, app.clock.now_ms()).await.unwrap();
        learner.answers("which-water", 3, &["b"]).await;
        assert_eq!(app.store.cards(id).await.unwrap()[0].1.memory, before[0].1.memory);
    }

    async fn everything_about_a_learner_is_exported_and_of_nobody_else(app: App) {
        let mut learner = someone_who_did_everything(&app).await;
        let mut other = app.visitor();
        other.answers("which-water", 9, &["b"]).await;
        let reply = learner.get("/progress/export").await;
        assert_eq!((reply.status, reply.header("content-type")), (StatusCode::OK, "application/zip"));
        let files = unzipped(&reply.bytes);
        let explained = &files.iter().find(|(name, _)| name == "README.md").unwrap().1;
        let mut tables = 0;
        for (name, text) in files.iter().filter(|(name, _)| name != "README.md") {
            let rows: Vec<Value> = serde_json::from_str(text).unwrap();
            assert!(!rows.is_empty(), "{name} holds nothing");
            assert!(explained.contains(&format!("`{name}`")), "{name} is not explained");
            assert!(!text.contains(&crate::support::attempt_id(9)), "{name} holds what is another's");
            tables += 1;
        }
        assert_eq!(tables, app.database.tables_of_learners().await);
    }

    async fn an_export_does_not_wait_for_whoever_writes(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        let writing = app.database.locked_for_writing().await;
        let reply = tokio::time::timeout(Duration::from_secs(5), learner.get("/progress/export")).await;
        assert_eq!(reply.expect("it is there at once").status, StatusCode::OK);
        drop(writing);
    }

    async fn a_deletion_waits_for_an_answer_that_is_being_kept_and_neither_fails(app: App) {
        if app.database.is_sqlite() {
            // There is one writer at a time.
            return;
        }
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        let id = app.database.only_learner().await;
        let pool = sqlx::PgPool::connect(&app.database.url).await.unwrap();
        let mut answer = pool.begin().await.unwrap();
        answer.execute("update learner set entries = entries + 1").await.unwrap();
        let store = app.store.clone();
        let deletion = tokio::spawn(async move { store.remove_learner(id).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        answer.execute("update card set answers = answers + 1").await.unwrap();
        answer.commit().await.unwrap();
        deletion.await.unwrap().unwrap();
        assert_eq!(app.store.cards(id).await.unwrap(), []);
    }

    async fn everything_about_a_learner_is_deleted_and_of_nobody_else(app: App) {
        let mut learner = someone_who_did_everything(&app).await;
        let id = app.database.only_learner().await;
        // As it is for a moment after the id of the session was changed.
        let sessions = app.database.sessions();
        app.database.run(&format!("insert into {sessions} select 'old', data, expiry_date from {sessions}")).await;
        let mut other = app.visitor();
        other.answers("which-water", 9, &["b"]).await;
        let mut tab = learner.second_tab();
        let refused = learner.post_form("/progress/delete", "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let deleted = learner.post_form("/progress/delete", "confirmed=yes").await;
        assert!(deleted.text.contains("Everything was deleted"), "{}", deleted.text);
        assert!(!learner.has_cookie(), "the browser forgets, too");
        for rows in app.store.everything_of(id).await.unwrap() {
            assert_eq!(rows.rows, Vec::<Value>::new(), "{}", rows.table);
        }
        assert_ne!(app.database.only_learner().await, id, "the other one stays, alone");
        assert_eq!(app.database.count(sessions).await, 1, "and so does the other's session");
        tab.answers("which-water", 10, &["b"]).await;
        assert_eq!(app.store.cards(id).await.unwrap(), [], "the old cookie leads to nobody");
        assert!(learner.get("/progress").await.text.contains("Nothing has been answered yet"));
    }
}
