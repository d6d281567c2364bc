//! Content: reads the Markdown of concepts and questions, checks it, and keeps the last good library ready to serve.

mod check;
mod concept;
mod diagram;
mod figures;
mod files;
mod fix;
mod front_matter;
mod highlight;
mod library;
mod links;
mod live;
mod new;
mod output;
mod parallel;
mod question;
mod render;
mod report;
mod rule;
mod run;
mod scene_link;
#[cfg(test)]
mod schema;
mod spelling;
mod style;
mod syntax;
mod table;
mod track;

pub use check::check;
pub use diagram::wrap;
pub use files::Files;
pub use fix::with_option_ids;
pub use highlight::highlighted;
pub use library::Library;
pub use live::Live;
pub use new::{DEFAULT_FOLDER, NewError, new_concept, new_question};
pub use output::Format;
pub use report::{Finding, Report, Span};
pub use rule::{Rule, Severity};
pub use run::{Outcome, run_check};
