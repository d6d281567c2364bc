//! Pages and their parts: HTML only. What they show is loaded before and handed in.

mod booklet;
mod chrome;
mod concept_page;
mod concepts_page;
mod difficulty_badge;
mod error_page;
mod head;
mod home_page;
mod neighbours;
mod note;
mod practice;
mod question_card;
mod question_previews;
mod reports;
mod sandbox;
mod scene;
mod typed;

pub use booklet::Booklet;
pub use chrome::{Chrome, shell};
pub use concept_page::{CARDS, ConceptPage};
pub use concepts_page::ConceptsPage;
pub use difficulty_badge::DifficultyBadge;
pub use error_page::ErrorPage;
pub use head::{Bundle, Head};
pub use home_page::HomePage;
pub use neighbours::Neighbours;
pub use practice::PracticeCards;
pub use question_card::{FormProblem, QuestionCard};
pub use question_previews::QuestionPreviews;
pub use reports::Reports;
pub use sandbox::{
    Lifetime, LoginPage, MintFields, MintedPart, OwnPage, OwnSandbox, RulesForm, SandboxPage, TokensPage,
};
pub use scene::{Checked, Prediction, Related, ScenePage};
