//! Pages and their parts: HTML only. What they show is loaded before and handed in.

mod chrome;
mod concept_page;
mod concepts_page;
mod difficulty_badge;
mod error_page;
mod home_page;
mod map;
mod next_step;
mod practice;
mod question_card;
mod sandbox;
mod scene;
mod search_dialog;
mod search_page;
mod search_results;
mod typed;

pub use chrome::{Bundle, Chrome, Head, shell};
pub use concept_page::{CARDS, ConceptPage};
pub use concepts_page::ConceptsPage;
pub use difficulty_badge::DifficultyBadge;
pub use error_page::ErrorPage;
pub use home_page::HomePage;
pub use map::MapPage;
pub use practice::PracticeCards;
pub use question_card::{FormProblem, QuestionCard};
pub use sandbox::{
    Lifetime, LoginPage, MintFields, MintedPart, OwnPage, OwnSandbox, RulesForm, SandboxPage, TokensPage,
};
pub use scene::{Checked, Prediction, Related, ScenePage};
pub use search_page::{SearchAnswer, SearchPage};
