//! Parameters of one's own: tried on the last answers, and adopted only where they predict these better.

use domain::practice::fit::{NoTrial, Trial, fit};

use super::PracticeError;
use crate::{
    store::{LearnerId, Profile, Store},
    turns::Turns,
};

/// Each takes seconds of a processor.
static FITS: Turns = Turns::new(1);

/// Fits parameters to the learner's log.
pub async fn try_fit(store: &Store, learner: LearnerId) -> Result<Result<Trial, NoTrial>, PracticeError> {
    let Profile { parameters, .. } = store.profile(learner).await?;
    let log = store.told(learner).await?;
    let tried = FITS.work(move || fit(&log, &parameters)).await;
    tried.map_err(|_| PracticeError::Broke("the parameters could not be fitted"))
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
