//! The scenes of the sandbox, as a visitor without JavaScript meets them.

use axum::http::StatusCode;
use domain::scene::Scene;
use quizmint::sandbox::scene::script;

use crate::support::App;

#[tokio::test]
async fn every_scene_is_listed_and_opens() {
    let app = App::on_sqlite().await;
    let list = app.visitor().get("/sandbox").await.text;
    for scene in Scene::ALL {
        assert!(list.contains(&format!("href=\"/sandbox/{scene}\"")), "{scene} is not listed");
        let page = app.visitor().get(&format!("/sandbox/{scene}")).await;
        assert_eq!(page.status, StatusCode::OK, "{scene}");
        for part in ["<h1", "A simulation, not affiliated with AWS.", "What to notice", "Check yourself"] {
            assert!(page.text.contains(part), "{scene} lacks {part}");
        }
    }
    assert_eq!(app.visitor().get("/sandbox/no-such-scene").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_case_opens_at_its_own_address_and_shows_how_it_ends() {
    let app = App::on_sqlite().await;
    for scene in Scene::ALL {
        let cases = script(scene).cases;
        assert!(cases.len() >= 5, "{scene} has only {} cases", cases.len());
        for case in cases {
            let page = app.visitor().get(&case.address(scene)).await;
            assert_eq!(page.status, StatusCode::OK, "{scene}: {}", case.id);
            assert!(page.text.contains("class=\"scene-outcome-label\""), "{scene}: {}", case.id);
        }
    }
}

#[tokio::test]
async fn no_address_of_a_scene_holds_a_token_or_a_password() {
    for scene in Scene::ALL {
        for case in script(scene).cases {
            let address = case.address(scene);
            for secret in ["eyJ", "password=", "SAMPLE-NOT-A-REAL", "EXAMPLEKEY"] {
                assert!(!address.contains(secret), "{address}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_typed_into_a_scene_is_never_lost_and_never_breaks_it() {
    let app = App::on_sqlite().await;
    let odd = ["%00", "%F0%9F%A6%80", "-1", "99999999999999999999", "%7B%22", "%3Cscript%3E", "on", "a.b.c"];
    for scene in Scene::ALL {
        let names: Vec<&str> =
            script(scene).cases.iter().flat_map(|case| case.choices.iter().map(|(name, _)| *name)).collect();
        for value in odd {
            let query: Vec<String> = names.iter().map(|name| format!("{name}={value}")).collect();
            let page = app.visitor().get(&format!("/sandbox/{scene}?{}", query.join("&"))).await;
            assert_eq!(page.status, StatusCode::OK, "{scene} with {value}");
            assert!(!page.text.contains("<script>"), "{scene} with {value}");
        }
    }
}

#[tokio::test]
async fn too_much_in_an_address_is_refused_with_a_sentence() {
    let app = App::on_sqlite().await;
    let page = app.visitor().get(&format!("/sandbox/policies?identity={}", "x".repeat(7000))).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.text.contains("more than 6144 bytes"), "{}", page.text);
}

#[tokio::test]
async fn a_right_prediction_keeps_nothing_and_an_empty_one_asks_again() {
    let app = App::on_sqlite().await;
    let mut visitor = app.visitor();
    let case = script(Scene::Policies).cases[1].id;
    let empty = visitor.post_form("/sandbox/policies/check", &format!("case={case}")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Choose an ending first."));
    assert!(!visitor.has_cookie());
    let unknown = visitor.post_form("/sandbox/policies/check", "case=no-such-case").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
