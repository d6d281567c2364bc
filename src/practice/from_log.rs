//! What is worked out from a learner's whole log.

use domain::{content::Slug, practice::statistics::Logged};

use super::PracticeError;
use crate::{
    store::{LearnerId, Store},
    turns::Turns,
};

/// A hundred thousand answers take a tenth of a second.
static READERS: Turns = Turns::new(2);

/// What `work` makes of the log, oldest answer first.
pub(super) async fn from_log<T: Send + 'static>(
    store: &Store,
    learner: LearnerId,
    work: impl FnOnce(Vec<Logged<Slug>>) -> T + Send + 'static,
) -> Result<T, PracticeError> {
    let log = store.told(learner).await?;
    READERS.work(move || work(log)).await.map_err(|_| PracticeError::Broke("the log could not be read"))
}
