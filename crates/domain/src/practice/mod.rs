//! Answering: what counts as right, in which order options are shown, and when a question comes back.

mod attempt;
mod day;
mod grade;
mod reveal;
#[cfg(feature = "schedule")]
pub mod schedule;

pub use attempt::AttemptId;
pub use day::Day;
pub use grade::{Chosen, InvalidChoice, Verdict, judge};
pub use reveal::{OptionReveal, Reread, Reveal, Review};
