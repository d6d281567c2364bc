//! A question with its key, and the view of it that may leave the server before it is answered.

use serde::{Deserialize, Serialize};

use super::{Difficulty, Slug, Source};
use crate::scene::SceneLink;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Exactly one option is right.
    Single,
    /// Two or more options are right, and the answer is right only when exactly these are chosen.
    Multiple,
}

/// A question as its author wrote it. It holds the answer key, so it is never serialised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: Slug,
    pub concept: Slug,
    pub kind: Kind,
    pub difficulty: Difficulty,
    pub tasks: Vec<String>,
    pub stem_html: String,
    /// The options in the author's order.
    pub options: Vec<Choice>,
    pub explanation_html: String,
    /// The section of the concept to read again.
    pub section: Slug,
    /// The scene of the sandbox that shows the answer, if one does.
    pub scene: Option<SceneLink>,
    pub references: Vec<Source>,
    /// Where the question begins in the author's file, from 1.
    pub line: usize,
}

/// An option with its key and the reason why it is right or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub id: Slug,
    pub html: String,
    pub right: bool,
    pub why_html: String,
}

/// What a learner sees before answering. There is no field for the key, so it cannot leak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionView {
    pub id: Slug,
    pub concept: Slug,
    pub kind: Kind,
    pub difficulty: Difficulty,
    pub stem_html: String,
    pub options: Vec<ChoiceView>,
    /// How many options are right, which the stem says as well; for pages alone.
    #[serde(skip)]
    pub choose: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChoiceView {
    pub id: Slug,
    pub html: String,
}

impl Question {
    /// The ids of the right options, in the author's order.
    pub fn key(&self) -> impl Iterator<Item = &Slug> {
        self.options.iter().filter(|option| option.right).map(|option| &option.id)
    }

    /// The id of the question and those of the right options, in the author's order and joined by spaces.
    pub fn keyed(&self) -> String {
        self.key().fold(self.id.to_string(), |keyed, option| keyed + " " + option.as_str())
    }

    /// The question without its key, options in the author's order.
    pub fn view(&self) -> QuestionView {
        QuestionView {
            id: self.id.clone(),
            concept: self.concept.clone(),
            kind: self.kind,
            difficulty: self.difficulty,
            stem_html: self.stem_html.clone(),
            choose: self.key().count(),
            options: self
                .options
                .iter()
                .map(|option| ChoiceView { id: option.id.clone(), html: option.html.clone() })
                .collect(),
        }
    }
}
