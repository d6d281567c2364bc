//! Pages and their parts: HTML only. What they show is loaded before and handed in.

mod booklet;
mod chrome;
mod concept_page;
mod concepts_page;
mod delete_page;
mod difficulty_badge;
mod error_page;
mod exam;
mod exam_day;
mod head;
mod home_page;
mod map;
mod mark_forms;
mod marks_page;
mod neighbours;
mod next_step;
mod note;
mod practice;
mod practice_filter;
mod practice_page;
mod progress;
mod question_card;
mod question_previews;
mod reports;
mod sandbox;
mod scene;
mod search_dialog;
mod search_page;
mod search_results;
mod settings_page;
mod sitting_page;
mod typed;

pub use booklet::Booklet;
pub use chrome::{Chrome, shell};
pub use concept_page::{CARDS, ConceptPage};
pub use concepts_page::ConceptsPage;
pub use delete_page::DeletePage;
pub use difficulty_badge::DifficultyBadge;
pub use error_page::ErrorPage;
pub use exam::{
    Asked, Cell, ExamHead, ExamOverviewPage, ExamQuestionPage, ExamResultPage, ExamSetupPage, ExamsPage, Note,
    PastAttempt, ResultPlace, Shown, TrackCard,
};
pub use exam_day::ExamDayPage;
pub use head::{Bundle, Head};
pub use home_page::{Back, HomePage};
pub use map::MapPage;
pub use mark_forms::MarkForms;
pub use marks_page::{FROM_MARKS, MarksPage};
pub use neighbours::Neighbours;
pub use practice::PracticeCards;
pub use practice_filter::PracticeFilter;
pub use practice_page::{PracticePage, SittingBar, Stage};
pub use progress::{FitTold, HonestyPage, ProgressPage};
pub use question_card::{FormProblem, QuestionCard};
pub use question_previews::QuestionPreviews;
pub use reports::Reports;
pub use sandbox::{
    Lifetime, LoginPage, MintFields, MintedPart, OwnPage, OwnSandbox, RulesForm, SandboxPage, TokensPage,
};
pub use scene::{Checked, Prediction, Related, ScenePage};
pub use search_page::{SearchAnswer, SearchPage};
pub use settings_page::{RetentionRow, SettingsPage};
pub use sitting_page::SittingPage;
