//! Content: reads the Markdown of concepts and questions, checks it, and keeps the last good library ready to serve.

mod check;
mod concept;
mod diagram;
mod figures;
mod files;
mod fix;
mod front_matter;
mod library;
mod links;
mod live;
mod output;
mod question;
mod render;
mod report;
mod rule;
mod run;
mod scene_link;
mod syntax;
mod table;
mod track;

pub use check::check;
pub use diagram::wrap;
pub use files::Files;
pub use fix::with_option_ids;
pub use library::Library;
pub use live::Live;
pub use output::Format;
pub use report::{Finding, Report, Span};
pub use rule::{Rule, Severity};
pub use run::{Outcome, run_check};
