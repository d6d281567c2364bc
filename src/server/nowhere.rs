//! Addresses that no route knows: with a slash too many at the end they lead to the page without it.

use axum::{
    http::{Method, StatusCode, Uri},
    response::Redirect,
};

use super::failure::Failure;

pub(super) async fn nowhere(method: Method, uri: Uri) -> Result<Redirect, Failure> {
    let shorter = uri.path().trim_end_matches('/');
    let looked_at = method == Method::GET || method == Method::HEAD;
    // Two slashes in front lead to another host, and browsers take a backslash for a slash.
    let is_ours = !shorter.starts_with("//") && !shorter.contains('\\');
    if !looked_at || !is_ours || shorter.is_empty() || shorter == uri.path() {
        return Err(Failure::of_status(StatusCode::NOT_FOUND));
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Ok(Redirect::permanent(&format!("{shorter}{query}")))
}
