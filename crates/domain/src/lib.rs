//! The types and rules of Quizmint: no I/O, no async, no clock, no randomness.
//!
//! Everything here compiles for the server and for the browser. Time, chance and signatures come in as arguments.

pub mod content;
pub mod exam;
pub mod policy;
pub mod practice;
pub mod scene;
mod shuffle;
pub mod sigv4;
pub mod token;
pub mod trigger;
