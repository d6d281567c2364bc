//! Quizmint: concept notes, practice questions that are remembered, and a live token sandbox, in one binary.
//!
//! The floors are drawn in `ARCHITECTURE.md`; `tests/architecture.rs` holds the imports to them.

// A view is one type that holds the types of all views inside; a page with a form nests them more than 128 deep.
#![recursion_limit = "256"]

pub mod fragment;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod chance;
#[cfg(feature = "ssr")]
pub mod clock;
#[cfg(feature = "ssr")]
pub mod config;
#[cfg(feature = "ssr")]
pub mod content;
#[cfg(feature = "ssr")]
pub mod practice;
#[cfg(feature = "ssr")]
pub mod sandbox;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(any(feature = "ssr", feature = "sandbox"))]
pub mod token_islands;
#[cfg(feature = "ssr")]
pub mod turns;
#[cfg(feature = "ssr")]
pub mod ui;
