//! The use cases of practice, where content meets what is kept; both are handed in.

mod answer;
mod calendar;
mod due;
mod error;
mod fitting;
mod insight;
mod miss;
mod page;
mod progress;
mod retry;
mod reveal;

pub use answer::{Submission, answer, check};
pub use calendar::Calendar;
pub use due::{DueQuestion, due};
pub use error::PracticeError;
pub use fitting::{adopt_fit, try_fit};
pub use insight::{Honesty, Insight, WeakSection, honesty, insight};
pub use miss::miss;
pub use page::{fresh_attempt, open_standings, standings};
pub use progress::{ConceptProgress, DomainProgress, Progress, Totals, TrackProgress, progress};
pub use retry::{Again, ask_again};
