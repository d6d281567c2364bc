//! Three weeks of one learner, as weeks go: sittings, a week without any, a changed question, a mock exam, the exam.

use axum::http::StatusCode;
use serde_json::json;

use crate::{
    exam_day::answers_all_of_today,
    practice::{answers_next, queue},
    support::Visitor,
};

/// Answers a sitting of twenty questions until it or the day's share is over; returns how many.
async fn sits(learner: &mut Visitor) -> usize {
    let begun = learner.post_form("/practice/sittings", "length=twenty-questions").await;
    let sitting = begun.header("location").to_owned();
    let mut answered = 0;
    loop {
        let page = learner.get(&sitting).await;
        if page.status == StatusCode::SEE_OTHER || !page.text.contains("name=\"attempt\"") {
            return answered;
        }
        let wrong = answered % 5 == 4;
        answers_next(learner, &sitting, if wrong { "a" } else { "b" }, "&sure=yes").await;
        answered += 1;
    }
}

/// What is right in the first question was corrected from `b` to `c`.
fn corrected(questions: &str) -> String {
    let (before, rest) = questions.split_at(questions.find("## q-1-0 ").unwrap());
    let (first, after) = rest.split_at(rest.find("## q-1-1 ").unwrap());
    let first = first.replace("[x] (b)", "[ ] (b)").replace("[ ] (c)", "[x] (c)");
    [before, &first, after].concat()
}

stories! {
    async fn nothing_is_lost_and_the_numbers_agree_through_three_weeks(app: App) {
        let app = app.with_the_shipped_blueprint().await;
        let mut learner = app.visitor();
        let exam = json!({"exam": {"track": "dva-c02", "day": "2026-12-12", "minutes_per_day": 12}});
        assert_eq!(learner.post("/api/v1/preferences", &exam).await.status, StatusCode::OK);

        // The first week: a sitting each day, sixteen questions in twelve minutes.
        let mut answers = 0;
        for day in 0..7 {
            let answered = sits(&mut learner).await;
            assert_eq!(answered, 16, "day {day}");
            answers += answered;
            app.days_pass(1);
        }
        let seen = learner.get("/api/v1/progress").await.json()["totals"]["seen"].as_u64().unwrap();
        assert!(seen > 50, "{seen} of 80 were reached");

        // A week without practice: more is due, the plan goes on with what is left of the days.
        let due = queue(&mut learner, "?plain=on").await["due"].as_u64().unwrap();
        app.days_pass(7);
        let later = queue(&mut learner, "?plain=on").await["due"].as_u64().unwrap();
        assert!(later > due, "{later} after {due}");
        assert!(learner.get("/exam-day").await.text.contains("in 6 days"));
        assert_eq!(answers_all_of_today(&mut learner).await, 16);

        // A question is corrected: whoever answered it before is asked again, and told.
        let app = app.with_the_shipped_blueprint_and(corrected).await;
        let mut learner = learner.comes_back_to(&app);
        let plain = queue(&mut learner, "?plain=on").await;
        let changed = plain["queue"].as_array().unwrap().iter().find(|asked| asked["question"] == "q-1-0").unwrap();
        assert!(changed["answered_under_another_key"].is_string(), "{changed}");
        app.days_pass(1);
        assert!(queue(&mut learner, "").await["queue"].to_string().contains("q-1-0"), "the plan asks it, too");

        // A mock exam of 65 questions, handed in early.
        let address = learner.begins("dva-c02", "paper=whole&mode=exam").await;
        for place in 1..=60 {
            learner.post_form(&format!("{address}/{place}"), "chosen=b&was=&go=next").await;
        }
        learner.post_form(&format!("{address}/hand-in"), "").await;
        let result = learner.get(&address).await.text;
        assert!(result.contains("estimate") && !result.contains("NaN"), "{result}");
        assert!(learner.get("/practice").await.text.contains("Today’s share of the plan for your exam is done."), "sixty answers are more than it");
        app.days_pass(1);

        // The last days, the day itself and what follows it.
        for _ in 0..3 {
            answers_all_of_today(&mut learner).await;
            app.days_pass(1);
        }
        assert!(learner.get("/practice").await.text.contains("Exam tomorrow: "));
        app.days_pass(1);
        assert!(learner.get("/exam-day").await.text.contains("today is the day"));
        app.days_pass(1);
        assert!(learner.get("/exam-day").await.text.contains("was on 12 December 2026"));
        let asked = queue(&mut learner, "").await;
        assert_eq!(asked["due"], learner.get("/api/v1/reviews/due").await.json()["total"], "plain FSRS again");

        let progress = learner.get("/progress").await.text;
        assert!(progress.contains("80 of 80 questions answered,"), "{progress}");
        assert!(learner.get("/progress/honesty").await.text.contains("Predicted and actual"));
        assert_eq!(learner.get("/progress/export").await.status, StatusCode::OK);
        let mut differences = Vec::new();
        quizmint::store::rebuild(app.store.db(), |difference| differences.push(difference.to_string())).await.unwrap();
        assert_eq!(differences, Vec::<String>::new(), "after {answers} answers and more, cards follow from the log");
    }
}
