//! The sandbox as AWS's own clients see it: the APIs of user pool, identity pool and STS, the endpoints of OAuth, and
//! the public documents of the sample pool.
//!
//! Everything is there twice: for the common sandbox, and below `of/{key}` for a visitor's own. Clients differ in
//! whether they end an address with a slash, so both work.

mod documents;
mod hosted;
mod json;
mod oauth;
mod refusal;
mod reply;
mod sts;

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
    routing::{get, post},
};

pub(super) use refusal::Dialect;

use super::{Server, limits::Limits};
use crate::state::AppState;

/// The key in the path, for a visitor's own sandbox.
type Key = Option<Path<String>>;

/// Where the sandbox's own routes begin, with and without a key.
const PLACES: [&str; 2] = ["/sandbox/aws", "/sandbox/aws/of/{key}"];

pub(super) fn routes(limits: Limits) -> Router<Server> {
    let mut routes = Router::new();
    for place in PLACES {
        for slash in ["", "/"] {
            let at = |path: &str| format!("{place}{path}{slash}");
            routes = routes
                .route(&at(""), post(call))
                .route(&at("/oauth2/authorize"), get(hosted::authorize))
                .route(&at("/login"), get(hosted::login_page).post(hosted::log_in))
                .route(&at("/logout"), get(hosted::logout))
                .route(&at("/oauth2/token"), post(oauth::token))
                .route(&at("/oauth2/userInfo"), get(oauth::user_info).post(oauth::user_info))
                .route(&at("/oauth2/revoke"), post(oauth::revoke));
        }
    }
    limits.on(routes).merge(documents::routes())
}

/// All three services share one address, as a client sees them behind an endpoint of its own: the header or the body
/// says which is meant.
async fn call(State(app): State<AppState>, key: Key, headers: HeaderMap, body: Bytes) -> Response {
    let key = key.map(|Path(key)| key);
    if is_form(&headers) && !headers.contains_key(json::TARGET) {
        return sts::call(app, key, &body).await;
    }
    json::call(app, key, &headers, body).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}
