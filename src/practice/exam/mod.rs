//! Exams: what papers there are, an attempt from its beginning to its end, and what it came to.

mod attempt;
mod begin;
mod error;
mod grade;
mod missed;
mod offered;
mod save;
mod told;

pub use attempt::{Attempt, attempts, end_overdue, open};
pub use begin::{Wanted, begin, check};
pub use error::ExamError;
pub use grade::hand_in;
pub use missed::{ask_missed, asked_again};
pub use offered::{Offered, all_offered, offered};
pub use save::{Sent, save};
pub use told::told;
