//! Exams: what can be sat, an attempt while it is under way, and what it came to.

mod clock;
mod course;
mod exams_page;
mod grid;
mod overview_page;
mod question_page;
mod result;
mod result_page;
mod setup_page;
mod words;

use domain::{
    exam::{Mode, Terms},
    practice::Day,
};

pub use exams_page::{ExamsPage, PastAttempt, TrackCard};
pub use grid::Cell;
pub use overview_page::ExamOverviewPage;
pub use question_page::{Asked, ExamQuestionPage, Note};
pub use result::{ResultPlace, Shown};
pub use result_page::ExamResultPage;
pub use setup_page::ExamSetupPage;

/// What stands above every page of an attempt.
#[derive(Clone, Debug)]
pub struct ExamHead {
    pub id: String,
    pub mode: Mode,
    pub terms: Terms,
    pub begun: Day,
    /// Until the deadline; `None` without one.
    pub left_ms: Option<i64>,
}

impl ExamHead {
    fn address(&self) -> String {
        format!("/exams/{}", self.id)
    }
}
