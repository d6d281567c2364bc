//! Sittings: ten minutes or twenty questions, with an end and a summary.

use axum::http::StatusCode;

use crate::{
    practice::answers_next,
    support::{Visitor, bank},
};

async fn begins(learner: &mut Visitor, form: &str) -> String {
    let reply = learner.post_form("/practice/sittings", form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text);
    reply.header("location").to_owned()
}

fn summary_of(sitting: &str) -> String {
    sitting.replace("/practice?sitting=", "/practice/sittings/")
}

stories! {
    async fn a_sitting_promises_no_more_than_the_day_has_left_and_ends_with_what_can_be_done_then(app: App) {
        let app = app.updated(bank(&[2]).library()).await;
        let mut learner = app.visitor();
        let sitting = begins(&mut learner, "length=twenty-questions").await;
        let page = learner.get(&sitting).await.text;
        assert!(page.contains("A sitting of 2 questions") && page.contains("of 2"), "{page}");
        answers_next(&mut learner, &sitting, "a", "").await;
        answers_next(&mut learner, &sitting, "b", "").await;
        assert_eq!(learner.get(&sitting).await.header("location"), summary_of(&sitting));
        let summary = learner.get(&summary_of(&sitting)).await.text;
        assert!(!summary.contains("Go on practising"), "there is nothing to go on with: {summary}");
        let again = "/practice?missed=on&early=on";
        assert!(summary.contains(&format!("href=\"{}\"", again.replace('&', "&amp;"))), "{summary}");
        assert!(learner.get(again).await.text.contains("action=\"/questions/c1-q1/answers\""));
    }

    async fn twenty_questions_end_with_what_was_right_what_to_read_again_and_what_comes_next(app: App) {
        let app = app.updated(bank(&[15, 15]).library()).await;
        let mut learner = app.visitor();
        learner.post("/api/v1/preferences", &serde_json::json!({"new_per_day": 25})).await;
        let sitting = begins(&mut learner, "length=twenty-questions").await;
        assert!(sitting.starts_with("/practice?sitting="), "{sitting}");
        for number in 0..20 {
            let page = learner.get(&sitting).await;
            assert!(page.text.contains(&format!("Question {}", number + 1)) && page.text.contains("of 20"), "{}", page.text);
            let (_, told) = answers_next(&mut learner, &sitting, if number < 3 { "a" } else { "b" }, "").await;
            let page = learner.get(told.split('#').next().unwrap()).await;
            assert!(page.text.contains("Next question"), "the last answer is shown, too: {}", page.text);
        }
        assert_eq!(learner.get(&sitting).await.header("location"), summary_of(&sitting));
        let summary = learner.get(&summary_of(&sitting)).await.text;
        assert!(summary.contains("<strong>17</strong> of 20 right"), "{summary}");
        assert!(summary.contains("href=\"/concepts/c1#part\"") && summary.contains("3 misses"), "{summary}");
        assert!(summary.contains("href=\"/concepts/c1#q-c1-q1\"") && summary.contains("5 more questions are left for today."));
        answers_next(&mut learner, "/practice", "b", "").await;
        let later = learner.get(&summary_of(&sitting)).await.text;
        assert!(later.contains("of 20 right"), "what was answered after it is not part of it");
    }

    async fn ten_minutes_end_by_the_clock_and_the_question_on_the_screen_still_counts(app: App) {
        let app = app.updated(bank(&[5]).library()).await;
        let mut learner = app.visitor();
        let sitting = begins(&mut learner, "length=ten-minutes&concept=c1").await;
        assert!(learner.get(&sitting).await.text.contains("10 left, 0 answered"));
        app.clock.advance(9 * 60_000);
        assert!(learner.get(&sitting).await.text.contains("1 left, 0 answered"));
        let page = learner.get(&sitting).await.text;
        app.clock.advance(2 * 60_000);
        let attempt = page.split("name=\"attempt\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let from = sitting.split_once('?').unwrap().1.replace('=', "%3D");
        learner.post_form("/questions/c1-q1/answers", &format!("attempt={attempt}&chosen=b&from={from}")).await;
        assert_eq!(learner.get(&sitting).await.header("location"), summary_of(&sitting));
        assert!(learner.get(&summary_of(&sitting)).await.text.contains("<strong>1</strong> of 1 right"));
    }

    async fn ten_minutes_that_nobody_ended_hold_what_was_answered_in_them_and_the_question_on_the_screen(app: App) {
        let app = app.updated(bank(&[9]).library()).await;
        let mut learner = app.visitor();
        let sitting = begins(&mut learner, "length=ten-minutes").await;
        answers_next(&mut learner, &sitting, "b", "").await;
        app.days_pass(2);
        for _ in 0..3 {
            answers_next(&mut learner, "/practice", "a", "").await;
        }
        for _ in 0..2 {
            let summary = learner.get(&summary_of(&sitting)).await.text;
            assert!(summary.contains("<strong>1</strong> of 2 right"), "{summary}");
            answers_next(&mut learner, "/practice", "a", "").await;
        }
    }

    async fn twenty_questions_that_nobody_ended_are_the_first_twenty(app: App) {
        let app = app.updated(bank(&[25]).library()).await;
        let mut learner = app.visitor();
        learner.post("/api/v1/preferences", &serde_json::json!({"new_per_day": 25})).await;
        let sitting = begins(&mut learner, "length=twenty-questions").await;
        for _ in 0..24 {
            answers_next(&mut learner, "/practice", "b", "").await;
        }
        assert!(learner.get(&summary_of(&sitting)).await.text.contains("<strong>20</strong> of 20 right"));
    }

    async fn the_summary_goes_on_with_what_the_sitting_was_about(app: App) {
        let app = app.updated(bank(&[3, 5]).library()).await;
        let mut learner = app.visitor();
        let sitting = begins(&mut learner, "length=ten-minutes&concept=c1").await;
        answers_next(&mut learner, &sitting, "b", "").await;
        let summary = summary_of(&sitting);
        learner.post_form(&format!("{summary}/end"), "").await;
        let page = learner.get(&summary).await.text;
        assert!(page.contains("2 more questions of this choice are left for today."), "{page}");
        assert!(page.contains("href=\"/practice?concept=c1\""), "{page}");
    }

    async fn a_sitting_that_has_nothing_more_to_ask_ends_with_its_summary(app: App) {
        let app = app.updated(bank(&[2]).library()).await;
        let mut learner = app.visitor();
        let sitting = begins(&mut learner, "length=twenty-questions").await;
        for _ in 0..2 {
            let (_, told) = answers_next(&mut learner, &sitting, "b", "").await;
            assert_eq!(learner.get(told.split('#').next().unwrap()).await.status, StatusCode::OK, "the answer is shown");
        }
        assert_eq!(learner.get(&sitting).await.header("location"), summary_of(&sitting));
        assert!(learner.get(&summary_of(&sitting)).await.text.contains("<strong>2</strong> of 2 right"));
        assert!(!learner.get("/practice").await.text.contains("Twenty questions"), "there is nothing to begin with");
    }

    async fn a_sitting_can_be_ended_at_once_and_a_clock_set_back_does_not_revive_it(app: App) {
        let mut learner = app.visitor();
        let sitting = begins(&mut learner, "length=ten-minutes").await;
        assert_eq!(learner.get(&summary_of(&sitting)).await.header("location"), sitting, "it goes on");
        let reply = learner.post_form(&format!("{}/end", summary_of(&sitting)), "").await;
        assert_eq!(reply.header("location"), summary_of(&sitting));
        app.clock.advance(-24 * 60 * 60_000);
        assert!(learner.get(&summary_of(&sitting)).await.text.contains("Nothing was answered in it"));
    }

    async fn an_answer_that_is_taken_back_in_a_sitting_is_asked_for_again(app: App) {
        let app = app.updated(bank(&[30]).library()).await;
        let mut learner = app.visitor();
        let sitting = begins(&mut learner, "length=twenty-questions").await;
        answers_next(&mut learner, &sitting, "b", "").await;
        assert!(learner.get(&sitting).await.text.contains("1 answered"));
        learner.post_form("/undo", &format!("from={}", sitting.split_once('?').unwrap().1.replace('=', "%3D"))).await;
        assert!(learner.get(&sitting).await.text.contains("0 answered"));
    }

    async fn a_sitting_of_another_learner_does_not_exist(app: App) {
        let mut learner = app.visitor();
        let sitting = begins(&mut learner, "length=ten-minutes").await;
        let mut other = app.visitor();
        other.answers("which-water", 1, &["b"]).await;
        for path in [&sitting, &summary_of(&sitting)] {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(app.visitor().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(other.post_form(&format!("{}/end", summary_of(&sitting)), "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(learner.get("/practice/sittings/nonsense").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_length_or_a_filter_that_means_nothing_begins_nothing(app: App) {
        let mut visitor = app.visitor();
        for form in ["", "length=for-ever", "length=ten-minutes&difficulty=brutal"] {
            assert_eq!(visitor.post_form("/practice/sittings", form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        }
        assert!(!visitor.has_cookie());
    }
}
