//! Where a learner's day ends: at four in the morning where they are, whatever the clocks do.

use serde_json::json;

use crate::{
    practice::queue,
    support::{App, NOON, Visitor, bank},
};

/// Moves the clock to an instant.
fn at(app: &App, instant: &str) {
    let target = instant.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    app.clock.advance(target - app.clock.now_ms());
}

async fn lives_in(learner: &mut Visitor, zone: &str) {
    let told = learner.post("/api/v1/preferences", &json!({"time_zone": zone})).await;
    assert_eq!(told.status, axum::http::StatusCode::OK, "{}", told.text);
}

async fn today(learner: &mut Visitor) -> String {
    learner.get("/api/v1/preferences").await.json()["today"].as_str().unwrap().to_owned()
}

/// A zone, the last instant of a day, and the first of the next with its date.
const NIGHTS: [(&str, &str, &str, &str); 10] = [
    ("UTC", "2026-11-23T03:59:59Z", "2026-11-23T04:00:00Z", "2026-11-23"),
    ("Europe/Vienna", "2026-11-23T02:59:59Z", "2026-11-23T03:00:00Z", "2026-11-23"),
    // Clocks are put forward, and back.
    ("Europe/Vienna", "2027-03-28T01:59:59Z", "2027-03-28T02:00:00Z", "2027-03-28"),
    ("Europe/Vienna", "2027-10-31T02:59:59Z", "2027-10-31T03:00:00Z", "2027-10-31"),
    ("America/New_York", "2027-03-14T07:59:59Z", "2027-03-14T08:00:00Z", "2027-03-14"),
    ("America/New_York", "2027-11-07T08:59:59Z", "2027-11-07T09:00:00Z", "2027-11-07"),
    ("Australia/Lord_Howe", "2027-10-02T16:59:59Z", "2027-10-02T17:00:00Z", "2027-10-03"),
    // The first and the last on earth.
    ("Pacific/Kiritimati", "2026-11-23T13:59:59Z", "2026-11-23T14:00:00Z", "2026-11-24"),
    ("Etc/GMT-14", "2026-11-23T13:59:59Z", "2026-11-23T14:00:00Z", "2026-11-24"),
    ("Etc/GMT+12", "2026-11-23T15:59:59Z", "2026-11-23T16:00:00Z", "2026-11-23"),
];

stories! {
    async fn new_questions_are_counted_until_four_in_the_morning_and_anew_from_then_on(app: App) {
        let app = app.updated(bank(&[9]).library()).await;
        for (number, (zone, before, after, date)) in (0_u8..).zip(NIGHTS) {
            let mut learner = app.visitor();
            at(&app, before);
            lives_in(&mut learner, zone).await;
            learner.post("/api/v1/preferences", &json!({"new_per_day": 2})).await;
            learner.answers("c1-q1", number * 3, &["b"]).await;
            assert_ne!(today(&mut learner).await, date, "{zone} {before}");
            assert_eq!(queue(&mut learner, "").await["new"], 1, "{zone} {before}");
            at(&app, after);
            assert_eq!(today(&mut learner).await, date, "{zone} {after}");
            let next = queue(&mut learner, "").await;
            assert_eq!((&next["new"], &next["done"]), (&json!(2), &json!(0)), "{zone} {after}");
        }
    }

    async fn a_missed_question_is_due_on_the_next_day_whether_the_night_was_short_or_long(app: App) {
        let app = app.updated(bank(&[1]).library()).await;
        for (number, (zone, before, after, date)) in (0_u8..).zip(NIGHTS) {
            let mut learner = app.visitor();
            at(&app, before);
            lives_in(&mut learner, zone).await;
            let told = learner.answers("c1-q1", number, &["a"]).await.json();
            assert_eq!(told["review"]["due"], date, "{zone}");
            assert_eq!(queue(&mut learner, "").await["due"], 0, "{zone}");
            at(&app, after);
            assert_eq!(queue(&mut learner, "").await["due"], 1, "{zone}");
        }
    }

    async fn a_day_can_begin_at_another_hour(app: App) {
        let mut learner = app.visitor();
        at(&app, "2026-11-23T00:30:00Z");
        lives_in(&mut learner, "UTC").await;
        assert_eq!(today(&mut learner).await, "2026-11-22");
        learner.post("/api/v1/preferences", &json!({"day_begins": "00:00"})).await;
        assert_eq!(today(&mut learner).await, "2026-11-23");
    }

    async fn a_traveller_keeps_every_card_and_has_the_date_of_where_they_are(app: App) {
        let app = app.updated(bank(&[2]).library()).await;
        let mut learner = app.visitor();
        at(&app, "2026-11-23T01:00:00Z");
        lives_in(&mut learner, "Asia/Tokyo").await;
        learner.answers("c1-q1", 1, &["a"]).await;
        let id = app.database.only_learner().await;
        let before = app.store.cards(id).await.unwrap();
        assert_eq!(before[0].1.due.to_string(), "2026-11-24");
        lives_in(&mut learner, "America/Los_Angeles").await;
        assert_eq!(today(&mut learner).await, "2026-11-22", "it is the day before there");
        assert_eq!(app.store.cards(id).await.unwrap(), before);
        assert_eq!(queue(&mut learner, "").await["due"], 0);
        let told = learner.answers("c1-q1", 2, &["b"]).await.json();
        assert!(told["review"]["due"].as_str().unwrap() > "2026-11-22", "{told}");
        let card = &app.store.cards(id).await.unwrap()[0].1;
        assert_eq!(card.day.to_string(), "2026-11-23", "no day is lived twice by a card");
    }

    async fn a_server_whose_clock_is_set_back_asks_nothing_twice_and_goes_on_when_it_is_right_again(app: App) {
        let app = app.updated(bank(&[3]).library()).await;
        let mut learner = app.visitor();
        learner.answers("c1-q1", 1, &["b"]).await;
        let id = app.database.only_learner().await;
        let before = app.store.cards(id).await.unwrap();
        app.days_pass(-40);
        let back = queue(&mut learner, "").await;
        assert_eq!((&back["due"], &back["new"], &back["done"]), (&json!(0), &json!(2), &json!(0)));
        assert_eq!(learner.get("/practice").await.status, axum::http::StatusCode::OK);
        assert_eq!(queue(&mut learner, "?early=on").await["due"], 0, "it was answered on a later day than this");
        learner.answers("c1-q2", 2, &["b"]).await;
        app.clock.advance(NOON + 2 * 86_400_000 - app.clock.now_ms());
        let again = queue(&mut learner, "").await;
        assert_eq!((&again["due"], &again["new"]), (&json!(2), &json!(1)));
        assert_eq!(app.store.cards(id).await.unwrap()[0], before[0]);
        let mut differences = 0;
        quizmint::store::rebuild(app.store.db(), |_| differences += 1).await.unwrap();
        assert_eq!(differences, 0);
    }
}
