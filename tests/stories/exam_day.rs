//! The day of an exam: what practice asks until then, what one is told to expect, and that it ends with the day.

use axum::http::StatusCode;
use serde_json::json;

use crate::{
    practice::{answers_next, queue},
    support::Visitor,
};

/// The exam is two weeks away; today is 2026-11-22.
async fn names_the_day(learner: &mut Visitor, track: &str, minutes: u16) {
    let exam = json!({"exam": {"track": track, "day": "2026-12-06", "minutes_per_day": minutes}});
    let told = learner.post("/api/v1/preferences", &exam).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
}

pub async fn answers_all_of_today(learner: &mut Visitor) -> usize {
    let mut answered = 0;
    while learner.get("/practice").await.text.contains("name=\"attempt\"") {
        answers_next(learner, "/practice", "b", "").await;
        answered += 1;
    }
    answered
}

stories! {
    async fn without_a_day_there_is_no_plan_and_a_way_to_one(app: App) {
        let mut visitor = app.visitor();
        let page = visitor.get("/exam-day").await;
        assert_eq!(page.header("cache-control"), "private, no-store");
        assert!(page.text.contains("Set the day") && page.text.contains("href=\"/settings#exam-day\""), "{}", page.text);
        assert!(!visitor.has_cookie(), "looking keeps nothing");
        assert!(!visitor.get("/practice").await.text.contains("Exam in"));
    }

    async fn practice_follows_the_plan_and_the_minutes_are_its_limit(app: App) {
        let app = app.with_the_shipped_blueprint().await;
        let mut learner = app.visitor();
        learner.post("/api/v1/preferences", &json!({"new_per_day": 3})).await;
        assert_eq!(queue(&mut learner, "").await["new"], 3);
        names_the_day(&mut learner, "dva-c02", 9).await;
        assert_eq!(queue(&mut learner, "").await["new"], 12, "nine minutes at forty-five seconds");
        let page = learner.get("/practice").await.text;
        assert!(page.contains("Exam in 14 days: this is today’s share of <a href=\"/exam-day\">your plan</a>"), "{page}");
        for path in ["/", "/map"] {
            assert!(learner.get(path).await.text.contains("Today’s share of your plan: 12 questions"), "{path}");
        }
        let plan = learner.get("/exam-day").await.text;
        assert!(plan.contains("on 6 December 2026: in 14 days.") && plan.contains("12 questions, about 9 minutes: all new."), "{plan}");
    }

    async fn what_is_due_can_be_practised_without_the_plan_and_within_the_limits_of_a_day(app: App) {
        let app = app.with_the_shipped_blueprint().await;
        let mut learner = app.visitor();
        learner.post("/api/v1/preferences", &json!({"new_per_day": 3})).await;
        names_the_day(&mut learner, "dva-c02", 9).await;
        assert_eq!(queue(&mut learner, "?plain=on").await["new"], 3);
        let page = learner.get("/practice?plain=on").await.text;
        assert!(page.contains("this is what is due, not <a href=\"/practice\">today’s share of your plan</a>"), "{page}");
        assert!(page.contains("Without the plan for the exam"), "{page}");
    }

    async fn each_answer_takes_of_todays_time_until_the_share_is_done(app: App) {
        let app = app.with_the_shipped_blueprint().await;
        let mut learner = app.visitor();
        names_the_day(&mut learner, "dva-c02", 3).await;
        assert_eq!(answers_all_of_today(&mut learner).await, 4, "three minutes");
        let page = learner.get("/practice").await.text;
        assert!(page.contains("Today’s share of the plan for your exam is done.") && page.contains("href=\"/practice?plain=on\""), "{page}");
        assert!(learner.get("/exam-day").await.text.contains("Today’s share is done."));
        learner.post_text("/api/v1/undo", "").await;
        assert_eq!(queue(&mut learner, "").await["new"], 1, "what was taken back took no time");
        app.days_pass(1);
        assert_eq!(answers_all_of_today(&mut learner).await, 4, "a new day, new minutes");
    }

    async fn the_domain_that_weighs_most_is_learned_first(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        names_the_day(&mut learner, "brewing", 1).await;
        let told = queue(&mut learner, "").await;
        let asked: Vec<&str> = told["queue"].as_array().unwrap().iter().map(|asked| asked["concept"].as_str().unwrap()).collect();
        // Of leaves there are four for sixty per cent, of cups three for forty.
        assert_eq!(asked, ["leaves", "leaves"]);
    }

    async fn readiness_is_held_back_until_every_domain_has_twenty_answers_of_a_later_day(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        names_the_day(&mut learner, "brewing", 30).await;
        let page = learner.get("/exam-day").await.text;
        assert!(page.contains("How ready you are cannot be said yet.") && page.contains("Leaves: 20 more"), "{page}");
        for day in 0..8 {
            assert!(!learner.get("/exam-day").await.text.contains("If the exam were today: between"), "day {day}");
            for question in ["leaf-one", "leaf-two", "leaf-three", "leaf-four", "cup-one", "cup-two", "cup-three"] {
                learner.post(&format!("/api/v1/questions/{question}/answers"), &json!({"attempt": uuid(day, question), "chosen": ["b"]})).await;
            }
            app.days_pass(1);
        }
        let page = learner.get("/exam-day").await.text;
        assert!(page.contains("If the exam were today: between") && page.contains("four times in five"), "{page}");
        assert!(!page.contains("How ready you are cannot be said yet."));
    }

    async fn a_domain_without_questions_is_named_and_holds_readiness_back(app: App) {
        let app = app.brewing_without_cups().await;
        let mut learner = app.visitor();
        names_the_day(&mut learner, "brewing", 30).await;
        let page = learner.get("/exam-day").await.text;
        assert!(page.contains("40 % of the exam is about domains that have no questions here."), "{page}");
        assert!(page.contains("Cups: there are no questions on it here") && page.contains("no questions</td>"), "{page}");
    }

    async fn what_is_set_aside_is_not_planned(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        names_the_day(&mut learner, "brewing", 30).await;
        assert_eq!(queue(&mut learner, "").await["new"], 7);
        learner.post("/api/v1/questions/leaf-one/mark", &json!({"set_aside": true})).await;
        let told = queue(&mut learner, "").await;
        assert_eq!((&told["new"], &told["set_aside"]), (&json!(6), &json!(1)));
        assert!(!told["queue"].to_string().contains("leaf-one"));
    }

    async fn on_the_day_and_after_it_practice_goes_by_what_is_due(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        learner.post("/api/v1/preferences", &json!({"new_per_day": 2})).await;
        names_the_day(&mut learner, "brewing", 30).await;
        app.days_pass(13);
        assert!(learner.get("/practice").await.text.contains("Exam tomorrow: "));
        assert_eq!(queue(&mut learner, "").await["new"], 7, "the eve still has its share");
        app.days_pass(1);
        assert_eq!(queue(&mut learner, "").await["new"], 2);
        assert!(!learner.get("/practice").await.text.contains("your plan"));
        assert!(learner.get("/exam-day").await.text.contains("Brewing: today is the day."));
        app.days_pass(1);
        let page = learner.get("/exam-day").await.text;
        assert!(page.contains("Brewing was on 6 December 2026.") && page.contains("Set another day"), "{page}");
    }

    async fn an_exam_that_was_taken_out_of_the_content_has_no_plan_and_comes_back_with_it(app: App) {
        let app = app.brewing().await;
        let mut learner = app.visitor();
        names_the_day(&mut learner, "brewing", 30).await;
        let app = app.updated(crate::support::bank(&[2]).library()).await;
        let mut learner = learner.comes_back_to(&app);
        assert!(learner.get("/exam-day").await.text.contains("Set the day"));
        assert_eq!(queue(&mut learner, "").await["new"], 2);
        let app = app.brewing().await;
        let mut learner = learner.comes_back_to(&app);
        assert!(learner.get("/exam-day").await.text.contains("in 14 days"));
    }
}

fn uuid(day: u32, question: &str) -> String {
    let sum: u32 = question.bytes().map(u32::from).sum();
    format!("00000000-0000-4000-8000-{day:04}{sum:08}")
}
