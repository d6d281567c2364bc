//! Content: reads the Markdown of concepts and questions, checks it, and keeps the last good library ready to serve.

mod library;

pub use library::Library;
