//! What an author writes: concepts, the questions linked to them, and how hard each is.

mod concept;
mod difficulty;
mod id;
mod question;

pub use concept::{Concept, Heading, Source};
pub use difficulty::Difficulty;
pub use id::{InvalidSlug, Slug};
pub use question::{Choice, ChoiceView, Kind, Question, QuestionView};
