//! Settings: by a plain form and by the API, each checked, and nothing that was typed is lost.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::bank;

const FORM: &str = "time_zone=Europe%2FVienna&day_begins=05%3A30&retention=92.5&new_per_day=7&reviews_per_day=70\
                    &extra_time=25&exam_track=&exam_day=&minutes_per_day=";

stories! {
    async fn what_is_chosen_is_kept_and_shown_again(app: App) {
        let mut learner = app.visitor();
        let reply = learner.post_form("/settings", FORM).await;
        assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, "/settings?saved"));
        let page = learner.get("/settings?saved").await.text;
        for shown in ["value=\"Europe/Vienna\"", "value=\"05:30\"", "value=\"92.5\"", "value=\"70\"", "Kept."] {
            assert!(page.contains(shown), "{shown}");
        }
        let told = learner.get("/api/v1/preferences").await.json();
        assert_eq!(told["retention"].as_f64().map(|share| (share * 1000.0).round()), Some(925.0));
        assert_eq!((&told["shortcuts"], &told["exam"], &told["extra_time"]), (&json!(false), &json!(null), &json!(25)));
        assert!(!learner.get("/practice").await.text.contains("keys-dialog"), "the keys are off");
    }

    async fn what_cannot_be_is_said_beside_its_field_and_everything_typed_is_still_there(app: App) {
        let mut visitor = app.visitor();
        for (field, value, sentence) in [
            ("time_zone", "Europe%2FAtlantis", "There is no time zone “Europe/Atlantis”."),
            ("day_begins", "13%3A00", "A day begins between 00:00 and 12:00"),
            ("retention", "98", "Choose between 70 and 97 percent."),
            ("new_per_day", "1001", "New questions a day: a whole number from 0 to 1000."),
            ("reviews_per_day", "-5", "Reviews a day: a whole number from 0 to 10000."),
            ("exam_day", "2026-11-21", "This day has passed."),
            ("exam_day", "9999-12-31", "more than five years away"),
            ("exam_day", "soon", "Give the day of the exam"),
            ("exam_day", "2027-01-14", "Choose the exam that the day is for."),
            ("exam_track", "nope", "Choose the exam that the day is for."),
            ("extra_time", "a+lot", "Extra time in percent: a whole number from 0 to 200."),
        ] {
            let others = FORM.split('&').filter(|pair| !pair.starts_with(field)).collect::<Vec<_>>().join("&");
            let page = visitor.post_form("/settings", &format!("{others}&{field}={value}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(page.text.contains(sentence), "{field}: {}", page.text);
            assert!(page.text.contains("aria-invalid=\"true\"") && page.text.contains("-problem\""));
            let typed = if field == "new_per_day" { "value=\"1001\"" } else { "value=\"7\"" };
            assert!(page.text.contains(typed), "{field}: what was typed is lost");
        }
        assert!(!visitor.has_cookie(), "nothing was kept, so nobody is remembered");
    }

    async fn the_api_changes_what_it_is_told_and_explains_what_it_cannot_take(app: App) {
        let mut learner = app.visitor();
        let preferences = "/api/v1/preferences";
        assert_eq!(learner.get(preferences).await.json()["day_begins"], "04:00");
        let changed = learner.post(preferences, &json!({"time_zone": "Asia/Tokyo", "retention": 0.8})).await.json();
        assert_eq!((&changed["time_zone"], &changed["new_per_day"]), (&json!("Asia/Tokyo"), &json!(20)));
        let cleared = learner.post(preferences, &json!({"time_zone": null})).await.json();
        assert_eq!((&cleared["time_zone"], &cleared["today"]), (&json!(null), &json!("2026-11-22")));
        let wrong = learner.post(preferences, &json!({"retention": 0.5, "new_per_day": -1})).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let detail = wrong.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("70 and 97 percent") && detail.contains("0 to 1000"), "{detail}");
        let exam = json!({"exam": {"track": "nope", "day": "2027-01-14"}});
        assert_eq!(learner.post(preferences, &exam).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(learner.post(preferences, &json!({"colour": "blue"})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!((learner.get(preferences).await.json()["retention"].as_f64().unwrap() - 0.8).abs() < 1e-6);
    }

    async fn the_retention_that_is_wanted_decides_when_a_question_comes_back(app: App) {
        let app = app.updated(bank(&[2]).library()).await;
        let mut learner = app.visitor();
        learner.post("/api/v1/preferences", &json!({"retention": 0.7})).await;
        let late = learner.answers("c1-q1", 1, &["b"]).await.json();
        learner.post("/api/v1/preferences", &json!({"retention": 0.97})).await;
        let soon = learner.answers("c1-q2", 2, &["b"]).await.json();
        assert!(late["review"]["interval_days"].as_f64() > soon["review"]["interval_days"].as_f64());
        assert!((late["review"]["recall"].as_f64().unwrap() - 0.7).abs() < 0.02, "{late}");
    }

    async fn the_zone_of_the_browser_is_offered_until_one_is_set(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        assert!(learner.get("/practice").await.text.contains("data-zone-offer"));
        let reply = learner.post_form("/settings/time-zone", "time_zone=Asia%2FTokyo&from=concept%3Dtea").await;
        assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, "/practice?concept=tea"));
        assert!(!learner.get("/practice").await.text.contains("data-zone-offer"));
        let reply = learner.post_form("/settings/time-zone", "time_zone=Moon%2FBase").await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
