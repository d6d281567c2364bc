//! What is told about a question of a paper once it may be: after the end, or at once in review mode.

use serde::Serialize;

use crate::{
    content::{Slug, Source},
    practice::{OptionReveal, Reread},
};

/// It holds the key, so it exists only for places that were told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Told {
    pub correct_options: Vec<Slug>,
    /// In the order in which the paper shows them.
    pub options: Vec<OptionReveal>,
    pub explanation_html: String,
    pub reread: Reread,
    /// The path to the scene that shows the answer, set up for this question.
    pub scene_address: Option<String>,
    pub references: Vec<Source>,
}
