//! Renders a Leptos view to a whole page, or to a part for a page that is open.
//!
//! Handlers load everything first and hand it over, so nothing is awaited while rendering and nothing is streamed.

use std::sync::Arc;

use axum::{body::Body, http::Request};
use http_body_util::{BodyExt, Collected};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::{state::AppState, ui};

/// The page with its head, navigation and foot around what `main` shows.
pub(super) async fn page<V: IntoView + 'static>(
    app: &AppState,
    head: ui::Head,
    main: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> String {
    let chrome = ui::Chrome::of(app, head);
    let shell = move || ui::shell(chrome.clone(), main());
    let handler = leptos_axum::render_app_async_with_context(without_serialised_data, shell);
    let body = handler(Request::new(Body::empty())).await.into_body();
    let html = body.collect().await.map(Collected::to_bytes).unwrap_or_default();
    let mut html = String::from_utf8_lossy(&html).into_owned();
    // leptos_axum appends inline scripts for resources, of which we have none; without them the content security
    // policy needs neither nonces nor hashes.
    if let Some(end) = html.find(APPENDED) {
        html.truncate(end);
    }
    html
}

/// What `view` shows and nothing else. A learner's cards are rendered for every request, so this does without what
/// `leptos_axum` prepares for streams and metadata, which takes as long as the cards.
pub(super) fn part<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().to_html());
    owner.unset_with_forced_cleanup();
    html
}

/// How what `leptos_axum` appends begins; scripts of ours have a source, and text cannot hold a tag.
const APPENDED: &str = "<script nonce=";

/// Leptos asks for an executor even where a page waits for nothing. It is global and may be named once.
pub(super) fn prepare() {
    let _already_named = any_spawner::Executor::init_tokio();
}

/// With islands the page itself is not hydrated.
fn without_serialised_data() {
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
}
