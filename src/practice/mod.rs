//! The use cases of practice, where content meets what is kept; both are handed in.

mod answer;
mod due;
mod error;
mod miss;
mod next;
mod page;
mod progress;
mod retry;
mod reveal;

pub use answer::{Submission, answer, check};
pub use due::{DueQuestion, due};
pub use error::PracticeError;
pub use miss::miss;
pub use next::{Next, next};
pub use page::{fresh_attempt, open_standings, standings};
pub use progress::{ConceptProgress, DomainProgress, Progress, Totals, progress};
pub use retry::{Again, ask_again};
