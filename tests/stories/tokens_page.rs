//! The page of the tokens without JavaScript: minting, judging, and the played part below.

use axum::http::StatusCode;

use crate::support::App;

const PAGE: &str = "/sandbox/tokens";

#[tokio::test]
async fn the_page_is_everybodys_until_something_is_chosen() {
    let app = App::on_sqlite().await;
    let page = app.visitor().get(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in
        ["Mint three tokens", "Decode and judge", "Let time pass", "Break it", "What to notice", "Check yourself"]
    {
        assert!(page.text.contains(words), "{words}");
    }
    assert!(page.text.contains("The access token still opens the API"));
    let tag = page.header("etag").to_owned();
    assert_eq!(
        app.visitor().sending("if-none-match", &tag).get(PAGE).await.status,
        StatusCode::NOT_MODIFIED,
        "it is kept for all visitors"
    );
    let played = app.visitor().get("/sandbox/tokens?minutes=90").await;
    assert_eq!(played.header("cache-control"), "private, no-store");
    assert!(played.text.contains("The access token has expired, refreshing works"));
    assert!(played.text.contains("Mint three tokens"), "the rest of the page stays");
    assert!(app.visitor().get(PAGE).await.text.contains("The access token still opens the API"));
}

#[tokio::test]
async fn an_open_page_gets_what_a_change_of_the_time_changes() {
    let app = App::on_sqlite().await;
    let mut visitor = app.visitor().sending("x-quizmint-fragment", "1");
    for (address, ending) in [
        (PAGE, "The access token still opens the API"),
        ("/sandbox/tokens?days=31", "The refresh token has ended: sign in again"),
    ] {
        let parts = visitor.get(address).await;
        assert_eq!((parts.status, parts.header("x-quizmint-fragment")), (StatusCode::OK, "1"));
        assert!(parts.text.contains("id=\"cases\"") && parts.text.contains("id=\"play\""));
        assert!(parts.text.contains(ending) && !parts.text.contains("<html"), "{address}");
    }
}

#[tokio::test]
async fn a_prediction_is_checked_on_the_page_of_the_tokens() {
    let app = App::on_sqlite().await;
    let check = "/sandbox/tokens/check";
    let wrong = "case=thirty&predicted=The+access+token+still+opens+the+API";
    let reply = app.visitor().post_form(check, wrong).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(
        reply.text.contains("Not so.") && reply.text.contains("this is 108000. 30 without a unit is 1 day 6 hours.")
    );
    assert!(reply.text.contains("Mint three tokens"));
    let right = app.visitor().post_form(check, "case=thirty&predicted=AWS+refuses+this+lifetime").await;
    assert!(right.text.contains("Right."));
    let nothing = app.visitor().post_form(check, "case=thirty").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text.contains("Choose an ending first."));
}

#[tokio::test]
async fn what_was_minted_by_a_plain_form_stands_above_the_played_part() {
    let app = App::on_sqlite().await;
    let form =
        "username=alice&email=&groups=&issuer=aws&id_validity=5&id_unit=minutes&client=1sampleclientpublic0000001";
    let page = app.visitor().post_form(PAGE, form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("Tells your application who signed in.") && page.text.contains("Let time pass"));
}
