//! Exams: which papers a bank of questions allows, how one is drawn, and what an attempt at it comes to.

mod bank;
mod draw;
mod marks;
mod merge;
mod offer;
mod paper;
mod quota;
mod score;
mod told;

pub use bank::Bank;
pub use draw::{Drawn, draw};
pub use marks::{Marks, Outcome, Tally};
pub use merge::{Merged, merge};
pub use offer::{Offer, offers};
pub use paper::{InvalidMode, InvalidScope, Mode, Place, Scope, Terms, TermsDomain};
pub use quota::quotas;
pub use score::{Estimate, estimate};
pub use told::Told;
