//! Why something cannot be done with an exam, in the learner's terms.

use domain::{exam::Scope, practice::InvalidChoice};
use thiserror::Error;

use crate::store::StoreError;

#[derive(Debug, Error)]
pub enum ExamError {
    #[error("there is no such exam")]
    UnknownTrack,
    #[error("the bank holds no question for this paper")]
    NotOnOffer(Scope),
    #[error("the extra time is out of bounds")]
    ExtraTime,
    #[error("there is no such attempt")]
    UnknownAttempt,
    #[error("the paper has {0} questions")]
    NoSuchPlace(usize),
    #[error("this cannot be an answer: {0:?}")]
    Invalid(InvalidChoice),
    #[error("nothing is told before the end")]
    NotBeforeTheEnd,
    #[error("the attempt is under way")]
    UnderWay,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InvalidChoice> for ExamError {
    fn from(invalid: InvalidChoice) -> Self {
        Self::Invalid(invalid)
    }
}
