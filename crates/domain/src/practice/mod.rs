//! Answering: what counts as right, in which order options are shown, and when a question comes back.

mod attempt;
#[cfg(feature = "schedule")]
mod card;
mod day;
mod grade;
#[cfg(feature = "schedule")]
pub mod plan;
#[cfg(feature = "schedule")]
mod preferences;
mod reveal;
#[cfg(feature = "schedule")]
pub mod schedule;
mod standing;

pub use attempt::{AttemptId, InvalidAttemptId};
#[cfg(feature = "schedule")]
pub use card::{Answered, Card, Entry};
pub use day::Day;
pub use grade::{Chosen, InvalidChoice, Verdict, judge};
#[cfg(feature = "schedule")]
pub use preferences::{ExamDay, Preferences};
pub use reveal::{OptionReveal, Reread, Reveal, Review};
pub use standing::{Score, Standing};
