//! What decides a learner's day is found by indexes, however many others there are.

stories! {
    async fn no_query_of_practice_reads_all_answers_from_end_to_end(app: App) {
        let plans = quizmint::store::plans(app.store.db()).await.unwrap();
        assert!(plans.len() >= 9);
        for plan in &plans {
            // SQLite writes `SCAN answer` for a walk without an index, PostgreSQL `Seq Scan on answer`.
            let walks = |line: &&String| {
                (line.contains("SCAN answer") && !line.contains("INDEX")) || line.contains("Seq Scan on answer")
            };
            let walk = plan.lines.iter().find(walks);
            assert_eq!(walk, None, "{}: {:#?}", plan.query, plan.lines);
        }
    }

    async fn each_query_uses_the_index_that_was_made_for_it_where_that_does_not_depend_on_the_rows(app: App) {
        if !app.database.is_sqlite() {
            // PostgreSQL chooses among indexes by what the tables hold, and these are empty.
            return;
        }
        let plans = quizmint::store::plans(app.store.db()).await.unwrap();
        for (query, index) in [
            ("due", "card_by_due"),
            ("due", "card_missed_often"),
            ("done today", "answer_by_day"),
            ("missed since", "answer_by_day"),
            ("missed in the sandbox", "answer_by_question"),
            ("rebuild", "answer_by_question"),
        ] {
            let plan = plans.iter().find(|plan| plan.query == query).unwrap();
            assert!(plan.lines.iter().any(|line| line.contains(index)), "{query}: {:#?}", plan.lines);
        }
    }
}
