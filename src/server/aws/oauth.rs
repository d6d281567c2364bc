//! The OAuth endpoints of the sample pool's domain: token, userInfo, revocation.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use super::Key;
use crate::{
    sandbox::oauth::{OAuthError, TokenRequest},
    server::{dress::SaysItself, failure::Failure, fields::FormFields},
    state::AppState,
};

/// In the words of the endpoint, whatever is wrong with the token.
const NOT_HONOURED: &str = "Bearer error=\"invalid_token\", error_description=\"Access token is expired, disabled, or \
                            deleted, or the user has globally signed out.\"";

pub(super) async fn token(State(app): State<AppState>, key: Key, headers: HeaderMap, form: FormFields) -> Response {
    let field = |name| form.first(name).unwrap_or_default().to_owned();
    let (client_id, client_secret) = client(&headers, &form);
    let request = TokenRequest {
        grant_type: field("grant_type"),
        client_id,
        client_secret,
        code: field("code"),
        redirect_uri: field("redirect_uri"),
        code_verifier: form.first("code_verifier").map(str::to_owned),
        refresh_token: field("refresh_token"),
        scope: form.first("scope").map(str::to_owned),
    };
    let now_ms = app.clock.now_ms();
    let key = key.map(|Path(key)| key);
    let called = tokio::task::spawn_blocking(move || app.sandbox.token(key.as_deref(), &request, now_ms)).await;
    match called {
        Ok(Ok(tokens)) => unkept(Json(tokens)),
        Ok(Err(error)) => refused(error),
        Err(error) => Failure::unexpected(&error).into_response(),
    }
}

pub(super) async fn user_info(State(app): State<AppState>, key: Key, headers: HeaderMap) -> Response {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = given.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let token = token.map(|(_, token)| token.trim().to_owned()).unwrap_or_default();
    let now_ms = app.clock.now_ms();
    let key = key.map(|Path(key)| key);
    let called = tokio::task::spawn_blocking(move || app.sandbox.user_info(key.as_deref(), &token, now_ms)).await;
    match called {
        Ok(Ok(info)) => unkept(Json(info)),
        Ok(Err(_)) => {
            let mut response = unkept((StatusCode::UNAUTHORIZED, Json(json!({"error": "invalid_token"}))));
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(NOT_HONOURED));
            response
        }
        Err(error) => Failure::unexpected(&error).into_response(),
    }
}

pub(super) async fn revoke(State(app): State<AppState>, key: Key, headers: HeaderMap, form: FormFields) -> Response {
    let (client_id, secret) = client(&headers, &form);
    let key = key.map(|Path(key)| key);
    let token = form.first("token").unwrap_or_default();
    let now_ms = app.clock.now_ms();
    let called = app.sandbox.revoke_at_endpoint(key.as_deref(), (&client_id, secret.as_deref()), token, now_ms);
    match called {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) if error.error == "invalid_client" => unkept((
            StatusCode::UNAUTHORIZED,
            Json(json!({"error": error.error, "error_description": error.description()})),
        )),
        Err(error) => refused(error),
    }
}

/// The client's id and secret, from the header or from the form.
fn client(headers: &HeaderMap, form: &FormFields) -> (String, Option<String>) {
    let basic = || {
        let header = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let decoded = String::from_utf8(STANDARD.decode(header.strip_prefix("Basic ")?.trim()).ok()?).ok()?;
        let (id, secret) = decoded.split_once(':')?;
        // RFC 6749 §2.3.1: both are form-encoded before they are joined.
        let plain = |text: &str| form_urlencoded::parse(text.as_bytes()).next().map(|(text, _)| text.into_owned());
        Some((plain(id)?, Some(plain(secret).unwrap_or_default())))
    };
    let in_form =
        || (form.first("client_id").unwrap_or_default().to_owned(), form.first("client_secret").map(str::to_owned));
    basic().unwrap_or_else(in_form)
}

fn refused(error: OAuthError) -> Response {
    unkept((StatusCode::BAD_REQUEST, Json(json!({"error": error.error, "error_description": error.description()}))))
}

fn unkept(reply: impl IntoResponse) -> Response {
    let mut response = reply.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(SaysItself);
    response
}
