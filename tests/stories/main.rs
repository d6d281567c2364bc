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
mod days;
mod durability;
mod duties;
mod exam_day;
mod exams;
mod exams_api;
mod exams_time;
mod foreign_content;
mod map;
mod marks;
mod migrations;
mod misses;
mod operations;
mod own_sandbox;
mod pages;
mod plans;
mod practice;
mod previews;
mod progress;
mod reading;
mod safety;
mod sandbox_api;
mod scenes;
mod search;
mod services;
mod settings;
mod sittings;
mod three_weeks;
mod tokens_page;
mod updates;
