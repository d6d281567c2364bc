//! What a learner is told once the answer has been given, in the shape of the JSON API.

use serde::{Deserialize, Serialize};

use super::AttemptId;
use crate::content::{Slug, Source};

/// The reply to an answer. It holds the key, so it exists only after the answer was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reveal {
    pub attempt: AttemptId,
    pub chosen: Vec<Slug>,
    pub correct: bool,
    pub correct_options: Vec<Slug>,
    /// In the order in which the attempt showed them.
    pub options: Vec<OptionReveal>,
    pub explanation_html: String,
    pub reread: Reread,
    /// The scene of the sandbox that shows the answer, such as `tokens`.
    pub scene: Option<Slug>,
    /// The path to the scene, set up for this question.
    pub scene_address: Option<String>,
    pub references: Vec<Source>,
    pub review: Review,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OptionReveal {
    pub id: Slug,
    pub correct: bool,
    pub why_html: String,
}

/// The section to read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reread {
    pub concept: Slug,
    pub section: Slug,
    pub title: String,
}

/// What the scheduler makes of the answer; nothing is rounded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// Days until recall falls to 90 %.
    pub stability: f32,
    /// 1 (easy to remember) to 10.
    pub difficulty: f32,
    /// Days until recall falls to the retention that the learner wants.
    pub interval_days: f32,
    /// The day on which the question comes back, `YYYY-MM-DD`.
    pub due: String,
    /// The probability that it is still remembered on that day.
    pub recall: f32,
}
