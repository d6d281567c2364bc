//! What an author writes: concepts, the questions linked to them, how hard each is, and tracks that lead through them.

mod concept;
mod difficulty;
mod id;
mod question;
mod track;

pub use concept::{Concept, Heading, Source};
pub use difficulty::Difficulty;
pub use id::{InvalidSlug, Slug};
pub use question::{Choice, ChoiceView, Kind, Question, QuestionView};
pub use track::{Domain, Scale, Skill, Task, Track};
