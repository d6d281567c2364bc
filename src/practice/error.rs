//! Why a use case could not be done, in the learner's terms.

use domain::practice::InvalidChoice;
use thiserror::Error;

use crate::store::StoreError;

#[derive(Debug, Error)]
pub enum PracticeError {
    #[error("there is no such question")]
    UnknownQuestion,
    #[error("there is no such concept")]
    UnknownConcept,
    #[error("there is no such case of a scene")]
    UnknownCase,
    #[error("there is no such sitting")]
    UnknownSitting,
    #[error("a note has at most 2,000 characters")]
    NoteTooLong,
    #[error("this cannot be an answer: {0:?}")]
    Invalid(InvalidChoice),
    #[error("the time spent must be between 0 and 86,400,000 ms")]
    ImplausibleTime,
    /// A calculation panicked; it says which.
    #[error("{0}")]
    Broke(&'static str),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InvalidChoice> for PracticeError {
    fn from(invalid: InvalidChoice) -> Self {
        Self::Invalid(invalid)
    }
}
