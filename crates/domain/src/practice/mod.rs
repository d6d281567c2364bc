//! Answering: what counts as right, in which order options are shown, and when a question comes back.

mod attempt;
#[cfg(feature = "schedule")]
mod card;
mod day;
#[cfg(feature = "schedule")]
pub mod fit;
mod grade;
mod mark;
#[cfg(feature = "schedule")]
pub mod plan;
#[cfg(feature = "schedule")]
mod preferences;
mod queue;
mod reveal;
#[cfg(feature = "schedule")]
pub mod schedule;
mod sitting;
mod standing;
#[cfg(feature = "schedule")]
pub mod statistics;

pub use attempt::{AttemptId, InvalidAttemptId};
#[cfg(feature = "schedule")]
pub use card::{Answered, Card, Entry};
pub use day::Day;
pub use grade::{Chosen, InvalidChoice, Verdict, judge};
pub use mark::Mark;
#[cfg(feature = "schedule")]
pub use preferences::{ExamDay, Preferences};
pub use queue::{Done, Limits, Waiting, queue};
pub use reveal::{OptionReveal, Reread, Reveal, Review};
pub use sitting::{Length, Sitting};
pub use standing::{Score, Standing};
