//! A concept: one note to read, with its sections and where its facts come from.

use serde::{Deserialize, Serialize};

use super::{Difficulty, Slug};

/// One note, rendered. Its questions live beside it, keyed by the same [`Slug`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    pub slug: Slug,
    pub title: String,
    pub difficulty: Difficulty,
    /// One sentence, plain text.
    pub summary: String,
    /// Tasks or skills of the exam guide, such as `2.1` or `2.1.2`.
    pub tasks: Vec<String>,
    pub sources: Vec<Source>,
    /// Scenes of the sandbox that show this concept, such as `tokens`.
    pub scenes: Vec<Slug>,
    /// What should be read before; following them never leads back.
    pub prerequisites: Vec<Slug>,
    pub related: Vec<Slug>,
    /// The note as HTML: made by our renderer from Markdown without raw HTML, so it is safe to insert.
    pub html: String,
    /// The headings of the note in reading order.
    pub headings: Vec<Heading>,
    pub reading_minutes: usize,
}

/// A heading of the note that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub id: Slug,
    /// Plain text.
    pub title: String,
    /// 2 for a section, 3 for a part of one.
    pub level: u8,
    /// Where it stands in the author's file, from 1.
    pub line: usize,
}

/// A page that a fact was checked against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    pub title: String,
    pub url: String,
    /// The day of the check, `YYYY-MM-DD`.
    pub checked: String,
}
