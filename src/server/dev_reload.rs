//! For authors and developers: open pages reload when the content changes or the server was built again. Only there
//! under `--dev-reload`.

use std::convert::Infallible;

use axum::{
    Router,
    extract::State,
    http::header,
    response::{
        IntoResponse, Sse,
        sse::{Event, KeepAlive},
    },
    routing::get,
};
use futures::{Stream, stream};

use super::Server;
use crate::state::AppState;

/// A connection that breaks and comes back means that the server was started again.
const SCRIPT: &str = "\
let lost = false;
const events = new EventSource('/dev/reload');
events.onopen = () => lost && location.reload();
events.onerror = () => (lost = true);
events.addEventListener('changed', () => location.reload());
";

pub(super) fn routes(server: &Server) -> Router<Server> {
    if !server.app.dev_reload {
        return Router::new();
    }
    Router::new().route("/dev/reload", get(changes)).route("/dev/reload.js", get(script))
}

async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], SCRIPT)
}

async fn changes(State(app): State<AppState>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = stream::unfold(app.content.changes(), |mut changes| async move {
        // Without a folder to watch there will be no change: the connection is kept for the sake of its end.
        if changes.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
        Some((Ok(Event::default().event("changed").data("content")), changes))
    });
    Sse::new(changes).keep_alive(KeepAlive::default())
}
