//! The hosted pages: authorize, the login page, and logout.

use axum::{
    extract::{Path, Query, RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::Key;
use crate::{
    sandbox::{
        Provider,
        oauth::{Authorize, Authorized, Unredirectable},
    },
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, pages::personal, render},
    ui::{Head, LoginPage},
};

pub(super) async fn authorize(
    State(server): State<Server>,
    key: Key,
    RawQuery(query): RawQuery,
    Query(request): Query<Authorize>,
) -> Result<Response, Failure> {
    let authorized = match checked(&server, &request)? {
        Ok(authorized) => authorized,
        Err(back) => return Ok(found(&back)),
    };
    let key = key.map(|Path(key)| key);
    if authorized.provider.is_some() {
        return signed_in(&server, key.as_deref(), &request, &authorized, None).map_err(|sentence| refused(&sentence));
    }
    let place = place(key.as_deref());
    Ok(found(&format!("{place}/login?{}", query.unwrap_or_default())))
}

pub(super) async fn login_page(
    State(server): State<Server>,
    RawQuery(query): RawQuery,
    Query(request): Query<Authorize>,
    key: Key,
) -> Result<Response, Failure> {
    match checked(&server, &request)? {
        Ok(authorized) => Ok(page(&server, key, &request, &authorized, query, String::new(), None).await),
        Err(back) => Ok(found(&back)),
    }
}

pub(super) async fn log_in(
    State(server): State<Server>,
    RawQuery(query): RawQuery,
    Query(request): Query<Authorize>,
    key: Key,
    form: FormFields,
) -> Result<Response, Failure> {
    let mut authorized = match checked(&server, &request)? {
        Ok(authorized) => authorized,
        Err(back) => return Ok(found(&back)),
    };
    let wanted = form.first("provider");
    authorized.provider = Provider::ALL.into_iter().find(|provider| Some(provider.name()) == wanted);
    let username = form.first("username").unwrap_or_default().trim().to_owned();
    let credentials = (username.as_str(), form.first("password").unwrap_or_default());
    let sandbox = key.as_ref().map(|Path(key)| key.clone());
    match signed_in(&server, sandbox.as_deref(), &request, &authorized, Some(credentials)) {
        Ok(response) => Ok(response),
        Err(sentence) => {
            let mut response = page(&server, key, &request, &authorized, query, username, Some(sentence)).await;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response.extensions_mut().insert(SaysItself);
            Ok(response)
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Logout {
    client_id: Option<String>,
    logout_uri: Option<String>,
}

/// There is no session of the hosted pages to end: every sign-in asks for the password. What is left is the way back.
pub(super) async fn logout(State(server): State<Server>, Query(logout): Query<Logout>) -> Result<Response, Failure> {
    let clients = &server.app.sandbox.samples().clients;
    let client = clients.iter().find(|client| logout.client_id.as_ref() == Some(&client.id));
    let client = client.ok_or_else(|| refused("The client_id names no app client of this pool."))?;
    match logout.logout_uri {
        Some(uri) if client.logout_urls.contains(&uri) => Ok(found(&uri)),
        _ => Err(refused("The logout_uri is not one of the app client's sign-out addresses, to the letter.")),
    }
}

/// The request, or where to send the browser with what is wrong with it.
fn checked(server: &Server, request: &Authorize) -> Result<Result<Authorized, String>, Failure> {
    match server.app.sandbox.authorize(request) {
        Ok(Ok(authorized)) => Ok(Ok(authorized)),
        Ok(Err(error)) => Ok(Err(request.back(&[("error", error.error), ("error_description", error.why)]))),
        // Not sent on: nobody knows whose address that is.
        Err(Unredirectable::UnknownClient) => Err(refused("The client_id names no app client of this pool.")),
        Err(Unredirectable::RedirectMismatch) => Err(refused(
            "The redirect_uri is not one of the app client's callback addresses, to the letter (redirect_mismatch).",
        )),
    }
}

fn signed_in(
    server: &Server,
    sandbox: Option<&str>,
    request: &Authorize,
    authorized: &Authorized,
    credentials: Option<(&str, &str)>,
) -> Result<Response, String> {
    let now_ms = server.app.clock.now_ms();
    let back = server.app.sandbox.sign_in_hosted(sandbox, request, authorized, credentials, now_ms);
    back.map(|back| found(&back)).map_err(|fault| fault.message)
}

async fn page(
    server: &Server,
    key: Key,
    request: &Authorize,
    authorized: &Authorized,
    query: Option<String>,
    username: String,
    problem: Option<String>,
) -> Response {
    let place = place(key.map(|Path(key)| key).as_deref());
    let page = LoginPage {
        action: format!("{place}/login?{}", query.unwrap_or_default()),
        client: authorized.client.name.clone(),
        scopes: authorized.scope.clone(),
        users: server.app.sandbox.samples().users.clone(),
        username,
        problem,
    };
    let head = Head::new("Sign in", "The hosted sign-in page of the sample user pool.");
    let html = render::page(&server.app, head, move || page.clone().view()).await;
    let mut response = personal(html);
    // Chromium holds the redirect after a form to `form-action` as well.
    let origin = request.redirect_uri.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self' {origin}; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn place(key: Option<&str>) -> String {
    key.map_or_else(|| "/sandbox/aws".to_owned(), |key| format!("/sandbox/aws/of/{key}"))
}

/// 302, as the service sends it.
fn found(to: &str) -> Response {
    let Ok(to) = HeaderValue::from_str(to) else { return Redirect::to("/sandbox").into_response() };
    (StatusCode::FOUND, [(header::LOCATION, to), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))])
        .into_response()
}

fn refused(sentence: &str) -> Failure {
    Failure { detail: sentence.to_owned(), ..Failure::of_status(StatusCode::BAD_REQUEST) }
}
