//! A sequence diagram: a few lines of text that become an SVG, with the same steps as a list below it.

mod draw;
mod parse;
mod wrap;

pub use wrap::wrap;

use super::{Span, report::Flaws, syntax::Spanned};

/// Who does what to whom, in order.
#[derive(Debug, PartialEq, Eq)]
struct Diagram {
    title: String,
    /// What the picture shows, for those who do not see it.
    alt: String,
    actors: Vec<String>,
    steps: Vec<Step>,
}

/// Actors are meant by their place.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Message { from: usize, to: usize, reply: bool, label: String },
    Note { actor: usize, label: String },
}

/// The figure for the text of a fenced block; empty where the block cannot be understood.
pub(super) fn render(id: &str, block: &[Spanned<'_>], whole: &Span, flaws: &mut Flaws) -> String {
    parse::parse(block, whole, flaws).map(|diagram| draw::figure(id, &diagram)).unwrap_or_default()
}
