//! Everything there is to read and to answer, parsed and rendered once.

use domain::content::{Concept, Question, Slug};

/// One whole, consistent version of the content.
#[derive(Debug, Default)]
pub struct Library {
    concepts: Vec<Concept>,
    questions: Vec<Question>,
    version: String,
}

impl Library {
    /// All concepts, in the order in which they are listed.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    pub fn concept(&self, slug: &Slug) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.slug == *slug)
    }

    /// The questions linked to a concept, in the author's order.
    pub fn questions_of(&self, concept: &Slug) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.concept == *concept)
    }

    pub fn question(&self, id: &Slug) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// A fingerprint of the whole content: equal content, equal version.
    pub fn version(&self) -> &str {
        &self.version
    }
}
