//! For authors and developers: open pages reload when the content changes or the server was built again, and say why
//! they do not when the folder has errors. Only there under `--dev-reload`.

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
use futures::{Stream, StreamExt as _, stream};

use super::Server;
use crate::{content::Finding, state::AppState};

/// A connection that breaks and comes back means that the server was started again.
const SCRIPT: &str = "\
let lost = false;
const events = new EventSource('/dev/reload');
events.onopen = () => lost && location.reload();
events.onerror = () => (lost = true);
events.addEventListener('changed', () => location.reload());
events.addEventListener('broken', (event) => {
  document.querySelector('.dev-problem')?.remove();
  const bar = document.createElement('aside');
  const add = (tag, text) => bar.appendChild(document.createElement(tag)).textContent = text;
  bar.className = 'dev-problem';
  bar.setAttribute('role', 'alert');
  add('strong', 'The content folder has errors, so your last change is not shown.');
  for (const line of JSON.parse(event.data)) add('p', line);
  document.body.prepend(bar);
});
";
/// More do not fit above a page; the terminal has the others.
const MOST_SHOWN: usize = 5;

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
    let mut changes = app.content.changes();
    // Who opens a page has it as it is now: an earlier change would make it reload for ever.
    changes.mark_unchanged();
    let first = problem(&app);
    let later = stream::unfold((app, changes), |(app, mut changes)| async move {
        // Without a folder to watch there will be no change: the connection is kept for the sake of its end.
        if changes.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
        let event = problem(&app).unwrap_or_else(|| Event::default().event("changed").data("content"));
        Some((event, (app, changes)))
    });
    Sse::new(stream::iter(first).chain(later).map(Ok)).keep_alive(KeepAlive::default())
}

/// What keeps the folder from being served, as lines to show.
fn problem(app: &AppState) -> Option<Event> {
    let report = app.content.problem()?;
    let broken: Vec<_> = report.findings.iter().filter(|finding| finding.rule.forbids_serving()).collect();
    let mut lines: Vec<String> = broken.iter().take(MOST_SHOWN).map(|finding| line(finding)).collect();
    if broken.len() > MOST_SHOWN {
        lines.push(format!("… and {} more", broken.len() - MOST_SHOWN));
    }
    Event::default().event("broken").json_data(lines).ok()
}

fn line(finding: &Finding) -> String {
    let Finding { file, line, message, .. } = finding;
    let hint = finding.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    format!("{file}:{line}: {message}{hint}")
}
