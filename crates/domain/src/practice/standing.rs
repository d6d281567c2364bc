//! How a question is to be shown to a learner: open, or answered with everything that may then be told.

use serde::{Deserialize, Serialize};

use super::{AttemptId, Reveal};
use crate::content::{Difficulty, QuestionView};

/// One question of a page. Serialised into it, so there is no key in here unless the question was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The options are in the author's order; the attempt tells in which order to show them.
    pub question: QuestionView,
    /// Missing on a page that all visitors share: whoever shows the question chooses one.
    pub attempt: Option<AttemptId>,
    pub reveal: Option<Reveal>,
    /// The day on which it was answered under another key than it has now, `YYYY-MM-DD`: it is asked again for that.
    pub answered_under_another_key: Option<String>,
}

/// Right answers of the answers given, for a difficulty or in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub right: usize,
    pub answered: usize,
    pub questions: usize,
}

impl Standing {
    /// The indices of the options in the order in which they are shown.
    pub fn order(&self) -> Vec<usize> {
        let len = self.question.options.len();
        self.attempt.map_or_else(|| (0..len).collect(), |attempt| attempt.order(len))
    }
}

impl Score {
    /// Counts questions, each given as its difficulty and whether it was answered right, if it was answered.
    pub fn of(questions: impl Iterator<Item = (Difficulty, Option<bool>)>, only: Option<Difficulty>) -> Self {
        questions.filter(|(difficulty, _)| only.is_none_or(|only| only == *difficulty)).fold(
            Self::default(),
            |score, (_, right)| Self {
                right: score.right + usize::from(right == Some(true)),
                answered: score.answered + usize::from(right.is_some()),
                questions: score.questions + 1,
            },
        )
    }
}
