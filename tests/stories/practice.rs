//! Practising: one question after the other, by plain forms, as somebody without JavaScript does it.

use axum::http::StatusCode;
use domain::practice::Card;
use quizmint::{config::Switch, store::Store};
use serde_json::{Value, json};

use crate::support::{App, Visitor, attempt_id, bank};

/// The page's question and its attempt.
fn asked(page: &str) -> (String, String) {
    let between = |start: &str, end: &str| {
        let from = page.find(start).unwrap_or_else(|| panic!("no {start} in {page}")) + start.len();
        page[from..from + page[from..].find(end).unwrap()].to_owned()
    };
    (between("action=\"/questions/", "/answers\""), between("name=\"attempt\" value=\"", "\""))
}

/// Answers the question of the page by its form; returns the question and the address that the form leads to.
pub async fn answers_next(learner: &mut Visitor, address: &str, chosen: &str, more: &str) -> (String, String) {
    let page = learner.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let (question, attempt) = asked(&page.text);
    let from = address.split_once('?').map_or("", |(_, query)| query).replace('&', "%26").replace('=', "%3D");
    let form = format!("attempt={attempt}&chosen={chosen}&from={from}{more}");
    let reply = learner.post_form(&format!("/questions/{question}/answers"), &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text);
    (question, reply.header("location").to_owned())
}

pub async fn queue(learner: &mut Visitor, filter: &str) -> Value {
    learner.get(&format!("/api/v1/practice{filter}")).await.json()
}

fn questions(queue: &Value) -> Vec<&str> {
    queue["queue"].as_array().unwrap().iter().map(|asked| asked["question"].as_str().unwrap()).collect()
}

async fn with(app: App, questions: &[usize]) -> App {
    app.updated(bank(questions).library()).await
}

async fn cards(app: &App, store: &Store) -> Vec<(domain::content::Slug, Card)> {
    store.cards(app.database.only_learner().await).await.unwrap()
}

stories! {
    async fn a_question_is_answered_by_a_plain_form_and_the_page_comes_back_with_the_reveal_and_the_way_on(app: App) {
        let app = with(app, &[2, 2]).await;
        let mut learner = app.visitor();
        assert!(!learner.has_cookie());
        let (question, told) = answers_next(&mut learner, "/practice?concept=c2", "b", "").await;
        assert_eq!(question, "c2-q1");
        assert!(told.starts_with("/practice?concept=c2&answered=") && told.ends_with("#q-c2-q1-verdict"), "{told}");
        let page = learner.get(told.split('#').next().unwrap()).await;
        assert!(page.text.contains("Right.") && page.text.contains("WHY-A") && page.text.contains("EXPLAIN"));
        assert!(page.text.contains("24 November 2026") && page.text.contains("with a likelihood of 91 %"), "{}", page.text);
        assert!(page.text.contains("href=\"/practice?concept=c2\"") && page.text.contains("Next question"));
        assert_eq!(page.header("cache-control"), "private, no-store");
        let (next, _) = answers_next(&mut learner, "/practice?concept=c2", "b", "").await;
        assert_eq!(next, "c2-q2");
    }

    async fn looking_at_practice_keeps_nothing_and_hides_the_key(app: App) {
        let mut visitor = app.visitor();
        let page = visitor.get("/practice").await;
        assert!(page.text.contains("0 reviews and 2 new questions left today"), "{}", page.text);
        assert!(!page.text.contains("WHY-") && !visitor.has_cookie());
    }

    async fn nothing_chosen_comes_back_with_the_same_question_and_a_sentence(app: App) {
        let mut visitor = app.visitor();
        let form = format!("attempt={}&from=", attempt_id(1));
        let page = visitor.post_form("/questions/what-spoils/answers", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("Select an answer before revealing.") && page.text.contains(&attempt_id(1)));
        assert!(page.text.contains("<h1>Practice</h1>") && !visitor.has_cookie());
    }

    async fn unsure_but_right_counts_as_hard_and_comes_back_sooner(app: App) {
        let app = with(app, &[3]).await;
        let mut learner = app.visitor();
        for more in ["&sure=yes&ms=5300", "&sure=no&ms=-1", "&ms=oops"] {
            answers_next(&mut learner, "/practice", "b", more).await;
        }
        let cards = cards(&app, &app.store).await;
        let stability: Vec<f32> = cards.iter().map(|(_, card)| card.memory.stability).collect();
        assert!(stability[1] < stability[0], "{stability:?}");
        assert!((stability[0] - stability[2]).abs() < f32::EPSILON, "who does not say so is taken for sure");
    }

    async fn twenty_new_questions_a_day_are_asked_and_twenty_more_on_the_next(app: App) {
        let app = with(app, &[15, 15, 15]).await;
        let mut learner = app.visitor();
        assert_eq!(queue(&mut learner, "").await["new"], 20);
        for done in 0..20 {
            assert_eq!(queue(&mut learner, "").await["new"], 20 - done);
            answers_next(&mut learner, "/practice", "b", "").await;
        }
        let page = learner.get("/practice").await;
        assert!(page.text.contains("Today’s share is done: 20 new questions and 0 reviews, those on the pages of concepts among them. 25 more wait"), "{}", page.text);
        assert!(page.text.contains("href=\"/settings\""), "there is a way on");
        app.days_pass(1);
        let next_day = queue(&mut learner, "").await;
        assert_eq!((&next_day["new"], &next_day["due"], &next_day["done"]), (&json!(20), &json!(0), &json!(0)));
        app.days_pass(1);
        assert_eq!(queue(&mut learner, "").await["due"], 20);
    }

    async fn reviews_come_the_least_remembered_first_with_concepts_mixed_and_new_ones_between(app: App) {
        let app = with(app, &[4, 4, 4]).await;
        let mut learner = app.visitor();
        for (attempt, concept, number, chosen) in
            [(1, 1, 1, "a"), (2, 1, 2, "a"), (3, 2, 1, "b"), (4, 2, 2, "b"), (5, 3, 1, "b")]
        {
            learner.answers(&format!("c{concept}-q{number}"), attempt, &[chosen]).await;
        }
        app.days_pass(3);
        let limit = |new: u8| json!({"new_per_day": new});
        learner.post("/api/v1/preferences", &limit(0)).await;
        let alone = queue(&mut learner, "").await;
        let reviews: Vec<&str> =
            alone["queue"].as_array().unwrap().iter().map(|one| one["concept"].as_str().unwrap()).collect();
        assert_eq!(reviews[0], "c1", "what was missed is remembered least");
        assert!(reviews.windows(2).all(|pair| pair[0] != pair[1]), "{reviews:?}");
        learner.post("/api/v1/preferences", &limit(20)).await;
        let queue = queue(&mut learner, "").await;
        assert_eq!((&queue["due"], &queue["new"]), (&json!(5), &json!(7)));
        let asked = queue["queue"].as_array().unwrap();
        assert!(asked[0]["recall"].is_number() && asked[1]["recall"].is_null(), "{queue}");
        let new: Vec<&str> =
            asked.iter().filter(|one| one["recall"].is_null()).map(|one| one["question"].as_str().unwrap()).collect();
        assert_eq!(new, ["c1-q3", "c1-q4", "c2-q3", "c2-q4", "c3-q2", "c3-q3", "c3-q4"]);
        assert_eq!(learner.get("/api/v1/practice").await.json(), queue, "the same day has the same order");
    }

    async fn what_a_concept_builds_on_is_asked_before_it(app: App) {
        let app = app.updated(bank(&[1, 1, 1]).first_builds_on_last().library()).await;
        assert_eq!(questions(&queue(&mut app.visitor(), "").await), ["c3-q1", "c1-q1", "c2-q1"]);
    }

    async fn practice_is_narrowed_by_an_address_that_can_be_shared(app: App) {
        let app = with(app, &[2, 2]).await;
        let mut learner = app.visitor();
        let asks = |queue: Value| questions(&queue).join(" ");
        assert_eq!(asks(queue(&mut learner, "?concept=c2").await), "c2-q1 c2-q2");
        assert_eq!(asks(queue(&mut learner, "?difficulty=hard").await), "c1-q2 c2-q2");
        assert_eq!(asks(queue(&mut learner, "?concept=c1&difficulty=easy").await), "c1-q1");
        assert_eq!(asks(queue(&mut learner, "?flagged=on").await), "");
        learner.post_form("/questions/c2-q2/mark", "do=flag").await;
        assert_eq!(asks(queue(&mut learner, "?flagged=on").await), "c2-q2");
        learner.answers("c1-q1", 1, &["a"]).await;
        learner.answers("c1-q2", 2, &["b"]).await;
        app.days_pass(3);
        assert_eq!(asks(queue(&mut learner, "?missed=on").await), "c1-q1");
        app.days_pass(5);
        assert_eq!(asks(queue(&mut learner, "?missed=on").await), "", "that was more than a week ago");
        let page = learner.get("/practice?concept=c2&difficulty=hard").await;
        assert!(page.text.contains("action=\"/questions/c2-q2/answers\""), "{}", page.text);
    }

    async fn a_filter_that_matches_nothing_says_so_and_shows_ways_on(app: App) {
        let mut visitor = app.visitor();
        let page = visitor.get("/practice?flagged=on").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("No question matches what you chose.") && page.text.contains("href=\"/practice\""));
        for (address, sentence) in [
            ("/practice?concept=nope", "There is no concept called “nope”."),
            ("/practice?track=nope", "There is no track called “nope”."),
            ("/practice?domain=nope", "There is no domain called “nope”."),
            ("/practice?difficulty=brutal", "There is no difficulty called “brutal”."),
            ("/practice?concept=%3Cb%3E", "There is no concept called “&lt;b&gt;”."),
        ] {
            let page = visitor.get(address).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
            assert!(page.text.contains(sentence) && page.text.contains("Practise everything"), "{}", page.text);
        }
        assert_eq!(visitor.get("/api/v1/practice?concept=nope").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn limits_of_zero_ask_nothing_and_say_why(app: App) {
        let mut learner = app.visitor();
        learner.post("/api/v1/preferences", &json!({"new_per_day": 0, "reviews_per_day": 0})).await;
        let page = learner.get("/practice").await;
        assert!(page.text.contains("Your day holds 0 new questions and 0 reviews"), "{}", page.text);
        assert!(page.text.contains("Change how much a day holds"));
    }

    async fn what_is_not_due_yet_can_be_practised_early_until_all_was_asked_once(app: App) {
        let app = with(app, &[2]).await;
        let mut learner = app.visitor();
        for attempt in [1, 2] {
            learner.answers(&format!("c1-q{attempt}"), attempt, &["b"]).await;
        }
        let page = learner.get("/practice").await;
        assert!(page.text.contains("Nothing is due now. The next one comes back on 24 November 2026."), "{}", page.text);
        assert!(!page.text.contains("early=on"), "what was answered today cannot be practised early");
        assert!(learner.get("/practice?early=on").await.text.contains("All of these were answered today."));
        app.days_pass(1);
        assert!(learner.get("/practice").await.text.contains("href=\"/practice?early=on\""));
        for _ in 0..2 {
            answers_next(&mut learner, "/practice?early=on", "b", "").await;
        }
        assert_eq!(queue(&mut learner, "?early=on").await["due"], 0);
    }

    async fn what_was_missed_today_can_be_practised_again_today_by_whoever_asks_for_it(app: App) {
        let app = with(app, &[2]).await;
        let mut learner = app.visitor();
        learner.answers("c1-q1", 1, &["a"]).await;
        learner.answers("c1-q2", 2, &["b"]).await;
        let told = queue(&mut learner, "?missed=on&early=on").await;
        assert_eq!((&told["due"], &told["queue"][0]["question"]), (&json!(1), &json!("c1-q1")));
    }

    async fn what_one_asks_for_again_is_asked_by_practice_as_every_page_says(app: App) {
        let app = with(app, &[3]).await;
        let mut learner = app.visitor();
        for (attempt, chosen) in [(1, "a"), (2, "b"), (3, "a")] {
            learner.answers(&format!("c1-q{attempt}"), attempt, &[chosen]).await;
        }
        assert_eq!(queue(&mut learner, "").await["due"], 0);
        learner.post("/api/v1/concepts/c1/retry", &json!({"which": "missed"})).await;
        assert_eq!(queue(&mut learner, "").await["due"], 2);
        assert_eq!(learner.get("/api/v1/reviews/due").await.json()["total"], 2);
        assert_eq!(learner.get("/api/v1/progress").await.json()["totals"]["due"], 2);
        answers_next(&mut learner, "/practice", "b", "").await;
        assert_eq!(queue(&mut learner, "").await["due"], 1);
    }

    async fn thirty_answers_are_taken_back_one_by_one_to_the_bit_also_after_a_restart(app: App) {
        let app = with(app, &[6, 6]).await;
        let mut learner = app.visitor();
        let mut before = Vec::new();
        learner.answers("c1-q1", 200, &["b"]).await;
        for attempt in 0..34_u8 {
            before.push(cards(&app, &app.store).await);
            let question = format!("c{}-q{}", attempt % 2 + 1, attempt % 6 + 1);
            let chosen = if attempt % 3 == 0 { "a" } else { "b" };
            learner.answers(&question, attempt, &[chosen]).await;
            if attempt % 5 == 0 {
                app.days_pass(i64::from(attempt % 7));
            }
        }
        let mut steps = before.into_iter().rev();
        for _ in 0..17 {
            let reply = learner.post_form("/undo", "from=concept%3Dc1").await;
            assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, "/practice?concept=c1"));
            assert_eq!(cards(&app, &app.store).await, steps.next().unwrap());
        }
        let app = with(app, &[6, 6]).await;
        learner.meets(&app);
        let other = Store::new(quizmint::store::connect(&app.database.url).await.unwrap());
        for before in steps {
            assert_eq!(learner.post_form("/undo", "").await.status, StatusCode::SEE_OTHER);
            assert_eq!(cards(&app, &other).await, before);
        }
        let mut differences = 0;
        quizmint::store::rebuild(app.store.db(), |_| differences += 1).await.unwrap();
        assert_eq!(differences, 0, "the log leads to what is kept");
    }

    async fn an_answer_that_was_taken_back_is_no_longer_shown_and_is_asked_again(app: App) {
        let app = with(app, &[1]).await;
        let mut learner = app.visitor();
        let (_, told) = answers_next(&mut learner, "/practice", "a", "").await;
        let told = told.split('#').next().unwrap();
        assert!(learner.get(told).await.text.contains("Take the last answer back"));
        learner.post_form("/undo", "from=").await;
        assert_eq!(learner.get(told).await.header("location"), "/practice");
        assert_eq!(questions(&queue(&mut learner, "").await), ["c1-q1"]);
        assert_eq!(learner.post_form("/undo", "from=").await.status, StatusCode::CONFLICT);
        assert_eq!(app.visitor().post_form("/undo", "").await.status, StatusCode::CONFLICT);
    }

    async fn the_answer_of_another_learner_is_not_shown(app: App) {
        let mut learner = app.visitor();
        let (_, told) = answers_next(&mut learner, "/practice", "a", "").await;
        let mut other = app.visitor();
        assert_eq!(other.get(told.split('#').next().unwrap()).await.status, StatusCode::SEE_OTHER);
    }

    async fn two_tabs_that_answer_the_same_question_both_count_and_the_queue_goes_on(app: App) {
        let app = with(app, &[2]).await;
        let mut one = app.visitor();
        answers_next(&mut one, "/practice", "b", "").await;
        let mut other = one.second_tab();
        let (first, second) = (one.get("/practice").await.text, other.get("/practice").await.text);
        let ((question, attempt), (same, other_attempt)) = (asked(&first), asked(&second));
        assert!(question == same && attempt != other_attempt);
        for (first, attempt, chosen) in [(true, &attempt, "b"), (false, &other_attempt, "a"), (true, &attempt, "b")] {
            let tab = if first { &mut one } else { &mut other };
            let form = format!("attempt={attempt}&chosen={chosen}&from=");
            let reply = tab.post_form(&format!("/questions/{question}/answers"), &form).await;
            assert!(reply.header("location").contains(attempt.as_str()), "{}", reply.text);
            assert!(tab.get(reply.header("location").split('#').next().unwrap()).await.text.contains("data-next"));
        }
        let queue = queue(&mut one, "").await;
        assert_eq!((&queue["new"], &queue["due"], &queue["done"]), (&json!(0), &json!(0), &json!(2)));
        let card = &cards(&app, &app.store).await[1].1;
        assert_eq!((card.answers, card.misses), (2, 1), "sent twice, one of them counted once");
    }

    async fn the_same_number_is_due_for_one_learner_whoever_else_answers(app: App) {
        let app = with(app, &[3, 3]).await;
        let mut learner = app.visitor();
        learner.answers("c1-q1", 1, &["b"]).await;
        app.days_pass(2);
        let alone = queue(&mut learner, "").await;
        for visitor in 0..3_u8 {
            let mut other = app.visitor();
            for attempt in 0..6_u8 {
                other.answers(&format!("c{}-q{}", attempt % 2 + 1, attempt % 3 + 1), 10 + visitor * 6 + attempt, &["a"]).await;
            }
        }
        assert_eq!(queue(&mut learner, "").await, alone);
    }

    async fn only_what_has_a_question_can_be_chosen(app: App) {
        let domains = |html: &str| {
            let select = html.split("name=\"domain\"").nth(1).expect("the domains").split("</select>").next().unwrap().to_owned();
            select.split("<option").skip(2).map(|option| option.split(['>', '<']).nth(1).unwrap().to_owned()).collect::<Vec<_>>()
        };
        let app = app.brewing().await;
        assert_eq!(domains(&app.visitor().get("/practice").await.text), ["Leaves", "Cups"]);
        let app = app.brewing_without_cups().await;
        assert_eq!(domains(&app.visitor().get("/practice").await.text), ["Leaves"]);
    }

    async fn pages_that_all_share_say_nothing_of_one_learner(app: App) {
        let mut learner = app.visitor();
        learner.answers("which-water", 1, &["b"]).await;
        app.days_pass(5);
        for path in ["/search?q=water", "/sandbox"] {
            assert_eq!(learner.get(path).await.text, app.visitor().get(path).await.text, "{path}");
        }
        assert!(learner.get("/").await.text.contains("href=\"/practice\" data-due"));
    }
}

#[tokio::test]
async fn answers_on_the_practice_page_are_limited_as_elsewhere() {
    let app = App::with(crate::support::Database::sqlite(), bank(&[1]).library(), Switch::On).await;
    // A slow machine earns new requests while it asks, so it asks until it is told to wait.
    let mut told_to_wait = false;
    for _ in 0..5_000 {
        told_to_wait |= app.visitor().post_form("/undo", "").await.status == StatusCode::TOO_MANY_REQUESTS;
        if told_to_wait {
            break;
        }
    }
    assert!(told_to_wait);
}
