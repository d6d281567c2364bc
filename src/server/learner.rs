//! Who asks: the learner of the session, made only when something must be kept.

use std::time::Duration;

use axum::http::HeaderMap;
use tower_sessions::Session;

use super::{failure::Failure, layers::has_session};
use crate::{chance::Chance, clock::Clock, practice::exam, state::AppState, store::LearnerId};

const LEARNER: &str = "learner";
/// When the session was last renewed, in Unix milliseconds of real time.
const RENEWED: &str = "renewed";
/// Row and cookie are renewed at most this often, so that reading does not write.
const RENEW_AFTER: Duration = Duration::from_hours(24);

/// The learner of the session, if there is one. A session that is used stays alive, under the same id: under a new one,
/// a reply that is lost on its way would take the learner with it.
pub(super) async fn current(session: &Session) -> Result<Option<LearnerId>, Failure> {
    let id: Option<String> = session.get(LEARNER).await.map_err(|error| Failure::unexpected(&error))?;
    let Some(learner) = id.and_then(|id| id.parse().ok()) else { return Ok(None) };
    renew(session).await.map_err(|error| Failure::unexpected(&error))?;
    Ok(Some(learner))
}

/// As [`current`], with exams ended whose time is up: their answers count in what comes next.
pub(super) async fn up_to_date(session: &Session, app: &AppState) -> Result<Option<LearnerId>, Failure> {
    let learner = current(session).await?;
    if let Some(learner) = learner {
        exam::end_overdue(&app.content.current(), &app.store, learner, app.clock.now_ms()).await?;
    }
    Ok(learner)
}

/// The learner who comes back to a page that all visitors without a session share. Only a request with a session is
/// worth asking the store for.
pub(super) async fn returning(
    session: &Session,
    headers: &HeaderMap,
    app: &AppState,
) -> Result<Option<LearnerId>, Failure> {
    if has_session(headers, &app.base_url) { up_to_date(session, app).await } else { Ok(None) }
}

/// The learner of the session, or a new one.
pub(super) async fn ensured(session: &Session, clock: &Clock, chance: &Chance) -> Result<LearnerId, Failure> {
    if let Some(learner) = current(session).await? {
        return Ok(learner);
    }
    let learner = LearnerId::new(clock.now_ms(), chance.bytes());
    let kept = async {
        session.insert(LEARNER, learner.to_string()).await?;
        session.insert(RENEWED, real_now_ms()).await
    };
    kept.await.map_err(|error| Failure::unexpected(&error))?;
    Ok(learner)
}

/// Does something for the learner. Who is made for it alone is not kept where it fails.
pub(super) async fn ensured_for<T, E>(
    session: &Session,
    app: &AppState,
    work: impl AsyncFnOnce(LearnerId) -> Result<T, E>,
) -> Result<T, Failure>
where
    Failure: From<E>,
{
    if let Some(learner) = current(session).await? {
        return Ok(work(learner).await?);
    }
    let done = work(ensured(session, &app.clock, &app.chance).await?).await;
    if done.is_err() {
        session.clear().await;
    }
    Ok(done?)
}

async fn renew(session: &Session) -> Result<(), tower_sessions::session::Error> {
    let renewed: i64 = session.get(RENEWED).await?.unwrap_or(0);
    let now = real_now_ms();
    if i128::from(now) - i128::from(renewed) < RENEW_AFTER.as_millis().cast_signed() {
        return Ok(());
    }
    session.insert(RENEWED, now).await
}

/// Sessions run on real time, also where the learner's clock is simulated.
fn real_now_ms() -> i64 {
    Clock::System.now_ms()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tower_sessions_moka_store::MokaStore;

    use super::*;

    #[tokio::test]
    async fn a_session_that_is_used_after_a_day_lives_on_under_the_id_that_the_browser_has() {
        let store = Arc::new(MokaStore::new(None));
        let session = Session::new(None, store.clone(), None);
        session.insert(LEARNER, LearnerId::new(0, [7; 10]).to_string()).await.unwrap();
        session.insert(RENEWED, 0).await.unwrap();
        session.save().await.unwrap();
        let used = || Session::new(session.id(), store.clone(), None);
        let after_a_day = used();
        assert!(current(&after_a_day).await.unwrap().is_some());
        assert_eq!(after_a_day.id(), session.id());
        assert!(after_a_day.is_modified(), "so that row and cookie are written again, and with them their end");
        after_a_day.save().await.unwrap();
        let soon = used();
        assert!(current(&soon).await.unwrap().is_some());
        assert!(!soon.is_modified(), "reading does not write all the time");
    }
}
