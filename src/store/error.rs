//! Why something could not be kept.

use thiserror::Error;

#[derive(Debug, Error)]
pub enum StoreError {
    /// The id of the attempt was already used for another answer.
    #[error("this attempt was already used for another answer")]
    OtherAnswer,
    /// The attempt belongs to someone else.
    #[error("this attempt belongs to another learner")]
    OtherLearner,
    #[error("there is no such attempt at an exam")]
    NoSuchExam,
    #[error("there is no answer to take back")]
    NothingToUndo,
    /// The scheduler refused a stored state, which only a damaged row can cause.
    #[error("the stored memory of this question cannot be scheduled")]
    Unschedulable,
    #[error("the row of {0} cannot be read")]
    Damaged(&'static str),
    #[error("the server is shutting down")]
    Closed,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}
