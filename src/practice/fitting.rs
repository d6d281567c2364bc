//! Parameters of one's own: tried on the last answers, and adopted only where they predict these better.

use domain::practice::fit::{NoTrial, Trial, fit};

use super::PracticeError;
use crate::store::{LearnerId, Profile, Store};

/// Fits parameters to the learner's log, which takes seconds of one processor.
pub async fn try_fit(store: &Store, learner: LearnerId) -> Result<Result<Trial, NoTrial>, PracticeError> {
    let Profile { parameters, .. } = store.profile(learner).await?;
    let log = store.told(learner).await?;
    tokio::task::spawn_blocking(move || fit(&log, &parameters)).await.map_err(|_| PracticeError::FitFailed)
}

/// Fits again and adopts what comes of it, if it is better; returns the trial.
pub async fn adopt_fit(
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
) -> Result<Result<Trial, NoTrial>, PracticeError> {
    let tried = try_fit(store, learner).await?;
    if let Ok(Trial { offer: Some(weights), .. }) = &tried {
        store.adopt(learner, Some(weights), now_ms).await?;
    }
    Ok(tried)
}
