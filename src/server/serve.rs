//! From the command line to a listening server, and back to a clean end.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use thiserror::Error;
use tokio::{net::TcpListener, signal};

use super::router;
use crate::{
    chance::Chance,
    clock::Clock,
    config::ServeArgs,
    content::{Live, Report},
    sandbox::Sandbox,
    search::Search,
    site::Site,
    state::AppState,
    store::{self, ConnectError, ServerSessions, Store},
};

/// Requests that are under way when the server is told to stop have this long to finish.
const GRACE: Duration = Duration::from_secs(10);
const SWEEP_EVERY: Duration = Duration::from_hours(1);
/// A little over the day in which tokens of the former keys are accepted.
const ROTATE_EVERY: Duration = Duration::from_hours(25);

#[derive(Debug, Error)]
pub enum ServeError {
    #[error("{0}")]
    Options(String),
    #[error("the content cannot be served: {}", first_finding(.0))]
    Content(Report),
    #[error(transparent)]
    Database(#[from] ConnectError),
    #[error("the sessions cannot be opened")]
    Sessions(#[source] sqlx::Error),
    #[error("cannot listen on {0}")]
    Listen(SocketAddr, #[source] std::io::Error),
    #[error("the server ended badly")]
    Io(#[source] std::io::Error),
}

fn first_finding(report: &Report) -> String {
    let first = report
        .findings
        .first()
        .map(|finding| format!("{}:{}:{}: {}", finding.file, finding.line, finding.column, finding.message));
    first.unwrap_or_default()
}

/// Serves until the process is told to stop; what was begun is finished first.
pub async fn serve(args: ServeArgs) -> Result<(), ServeError> {
    args.check().map_err(ServeError::Options)?;
    let content = Live::start(args.content.clone()).map_err(ServeError::Content)?;
    let listener = TcpListener::bind(args.addr).await.map_err(|error| ServeError::Listen(args.addr, error))?;
    let addr = listener.local_addr().map_err(ServeError::Io)?;
    let store = Store::new(store::connect(&args.database.database_url).await?);
    let sessions = ServerSessions::open(store.db()).await.map_err(ServeError::Sessions)?;
    let chance = Chance::from_os();
    let (content, search) = (Arc::new(content), Search::default());
    tokio::spawn(search.clone().follow(Arc::clone(&content)));
    let app = AppState {
        content,
        search,
        store: store.clone(),
        clock: args.clock.map_or(Clock::System, |start| Clock::simulated(start.as_millisecond())),
        sandbox: Sandbox::start(args.base_url().as_str(), chance.bytes()),
        chance,
        site: Arc::new(Site::load()),
        base_url: args.base_url(),
        report_url: args.report_url.clone(),
        dev_reload: args.dev_reload,
    };
    if app.site.is_empty() {
        tracing::warn!(
            "the browser part was not built: pages work by plain forms and without styles; run `cargo xtask build`"
        );
    }
    tokio::spawn(sweep(sessions.clone()));
    tokio::spawn(rotate(app.sandbox.clone(), app.clock.clone()));
    tracing::info!(%addr, base_url = app.base_url.as_str(), "serving");
    let service = router(app, sessions, args.limits).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(told_to_stop());
    let ended = tokio::select! {
        ended = serving => ended,
        () = grace_is_over() => Ok(()),
    };
    store.close().await;
    tracing::info!("stopped");
    ended.map_err(ServeError::Io)
}

async fn sweep(sessions: ServerSessions) {
    loop {
        tokio::time::sleep(SWEEP_EVERY).await;
        if let Err(error) = sessions.delete_expired().await {
            tracing::warn!(%error, "expired sessions could not be deleted");
        }
    }
}

/// The keys that sign sample tokens change once a day, as a user pool's may at any time.
async fn rotate(sandbox: Sandbox, clock: Clock) {
    loop {
        tokio::time::sleep(ROTATE_EVERY).await;
        let (sandbox, now_ms) = (sandbox.clone(), clock.now_ms());
        if let Ok(Err(error)) = tokio::task::spawn_blocking(move || sandbox.rotate(now_ms)).await {
            tracing::warn!(%error, "the keys of the sandbox were not rotated");
        }
    }
}

async fn grace_is_over() {
    told_to_stop().await;
    tokio::time::sleep(GRACE).await;
    tracing::warn!("some requests did not finish in time");
}

#[cfg(unix)]
async fn told_to_stop() {
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = signal::ctrl_c() => {}
        () = terminate => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    let _interrupted = signal::ctrl_c().await;
}
