//! The web server: routes, the layers around them, and the way from a request to a use case and back.

mod api;
mod assets;
mod aws;
mod dev_reload;
mod dress;
mod failure;
mod feeds;
mod fields;
mod frame;
mod health;
mod layers;
mod learner;
mod limits;
mod metrics;
mod nowhere;
mod page_cache;
mod pages;
mod render;
mod search;
mod serve;

use std::sync::Arc;

use axum::{Router, extract::FromRef};

use crate::{config::Switch, state::AppState, store::ServerSessions};

use page_cache::PageCache;
pub use serve::{ServeError, serve};

/// What handlers get: the application, and the pages that are the same for everyone.
#[derive(Clone)]
pub(crate) struct Server {
    app: AppState,
    pages: Arc<PageCache>,
}

impl FromRef<Server> for AppState {
    fn from_ref(server: &Server) -> Self {
        server.app.clone()
    }
}

/// The whole application as one service.
pub fn router(app: AppState, sessions: ServerSessions, limits: Switch) -> Router {
    render::prepare();
    let server = Server { app, pages: Arc::default() };
    let limits = limits::Limits::new(limits);
    let routes = Router::new()
        .merge(pages::routes(limits))
        .merge(api::routes(&server, limits))
        .layer(layers::sessions(sessions, &server.app.base_url))
        .merge(assets::routes())
        .merge(feeds::routes())
        .merge(aws::routes(limits))
        .merge(health::routes())
        .merge(dev_reload::routes(&server))
        .fallback(nowhere::nowhere)
        .with_state(server.clone());
    layers::around(routes, server)
}
