//! What every request passes through, from the outside in.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    extract::DefaultBodyLimit,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer, csrf::CsrfLayer, limit::RequestBodyLimitLayer, set_header::SetResponseHeaderLayer,
    timeout::TimeoutLayer,
};
use tower_sessions::{CachingSessionStore, Expiry, SessionManagerLayer, cookie::SameSite};
use tower_sessions_moka_store::MokaStore;

use super::{Server, dress::dress, failure::Failure, metrics};
use crate::{config::BaseUrl, store::ServerSessions};

/// A body may be this large unless a route says otherwise.
pub(super) const BODY_LIMIT: usize = 64 * 1024;
pub(super) const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// A long interval must not lose an anonymous learner.
const SESSION_LIFE: time::Duration = time::Duration::days(400);

/// Nothing may be loaded but what is ours; scripts are files, never inline; `wasm-unsafe-eval` is what browsers ask for
/// before they compile wasm. Pages may not be framed.
const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
);

pub(super) fn around(routes: Router, server: Server) -> Router {
    let https = server.app.base_url.is_https();
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let layers = ServiceBuilder::new()
        .layer(metrics::layer())
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "same-origin"))
        .layer(header(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(header(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"))
        .layer(SetResponseHeaderLayer::if_not_present(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .option_layer(https.then(|| header(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")))
        .layer(middleware::from_fn_with_state(server, dress))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, REQUEST_TIMEOUT))
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT));
    routes.layer(layers)
}

fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response<Body> {
    let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    Failure {
        cause: Some(format!("panic: {}", said.unwrap_or("without words")).into()),
        ..Failure::of_status(StatusCode::INTERNAL_SERVER_ERROR)
    }
    .into_response()
}

/// What a session says never changes while it lives, so a page need not ask the database for it again.
pub(super) type Sessions = CachingSessionStore<MokaStore, ServerSessions>;

/// A few hundred bytes each.
const SESSIONS_IN_MEMORY: u64 = 10_000;

/// The learner's session; made when the first thing must be kept, never at a mere visit.
pub(super) fn sessions(store: ServerSessions, base_url: &BaseUrl) -> SessionManagerLayer<Sessions> {
    let secure = base_url.is_https();
    SessionManagerLayer::new(CachingSessionStore::new(MokaStore::new(Some(SESSIONS_IN_MEMORY)), store))
        .with_name(cookie_name(base_url))
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_secure(secure)
        .with_expiry(Expiry::OnInactivity(SESSION_LIFE))
}

/// The prefix makes browsers refuse the cookie from anywhere but this very host, and they accept it over https only.
pub(super) fn cookie_name(base_url: &BaseUrl) -> &'static str {
    if base_url.is_https() { "__Host-quizmint" } else { "quizmint" }
}

/// Whether the request comes with a session; says nothing about whether it is a live one.
pub(super) fn has_session(headers: &HeaderMap, base_url: &BaseUrl) -> bool {
    let name = cookie_name(base_url);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .any(|pair| pair.trim().strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
}
