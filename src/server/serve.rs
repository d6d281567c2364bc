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
    site::Site,
    state::AppState,
    store::{self, ConnectError, ServerSessions, Store},
};

/// Requests that are under way when the server is told to stop have this long to finish.
const GRACE: Duration = Duration::from_secs(10);
const SWEEP_EVERY: Duration = Duration::from_secs(60 * 60);

#[derive(Debug, Error)]
pub enum ServeError {
    #[error("{0}")]
    Options(String),
    #[error("the content cannot be served")]
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

/// Serves until the process is told to stop; what was begun is finished first.
pub async fn serve(args: ServeArgs) -> Result<(), ServeError> {
    args.check().map_err(ServeError::Options)?;
    let content = Live::start(args.content.clone()).map_err(ServeError::Content)?;
    let listener = TcpListener::bind(args.addr).await.map_err(|error| ServeError::Listen(args.addr, error))?;
    let addr = listener.local_addr().map_err(ServeError::Io)?;
    let store = Store::new(store::connect(&args.database.database_url).await?);
    let sessions = ServerSessions::open(store.db()).await.map_err(ServeError::Sessions)?;
    let app = AppState {
        content: Arc::new(content),
        store: store.clone(),
        clock: args.clock.map_or(Clock::System, |start| Clock::simulated(start.as_millisecond())),
        chance: Chance::from_os(),
        site: Arc::new(Site::load()),
        base_url: args.base_url(),
    };
    if app.site.is_empty() {
        tracing::warn!(
            "the browser part was not built: pages work by plain forms and without styles; run `cargo xtask build`"
        );
    }
    tokio::spawn(sweep(sessions.clone()));
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
