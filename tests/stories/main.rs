//! The product as its users meet it: the real router, a real database, and the real program, told as stories.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a story that cannot go on fails, and a skipped one says so"
)]

#[macro_use]
mod support;

mod answering;
mod durability;
mod duties;
mod migrations;
mod misses;
mod operations;
mod own_sandbox;
mod pages;
mod previews;
mod reading;
mod safety;
mod sandbox_api;
mod scenes;
mod services;
mod tokens_page;
