//! The use cases of practice, where content meets what is kept; both are handed in.

mod answer;
mod calendar;
mod due;
mod error;
pub mod exam;
mod filter;
mod fitting;
mod insight;
mod marks;
mod miss;
mod next;
mod page;
mod progress;
mod queue;
mod reading_order;
mod retry;
mod reveal;
mod settings;
mod sitting;

pub use answer::{Submission, answer, check};
pub use calendar::Calendar;
pub use due::{DueQuestion, due};
pub use error::PracticeError;
pub use filter::Filter;
pub use fitting::{adopt_fit, try_fit};
pub use insight::{Honesty, Insight, WeakSection, honesty, insight};
pub use marks::{Marked, Marking, all_marked, check_marking, mark, marked};
pub use miss::miss;
pub use next::{Next, next};
pub use page::{answered_standing, fresh_attempt, open_standings, standings};
pub use progress::{ConceptProgress, DomainProgress, Progress, Totals, TrackProgress, progress};
pub use queue::{Asked, Queue, queue};
pub use retry::{Again, ask_again};
pub use settings::{SettingProblem, Wish, percent};
pub use sitting::{SittingState, ToReread, begin_sitting, sitting};
