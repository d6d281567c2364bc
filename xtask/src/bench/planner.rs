//! What the exam-day planner is worth and what it costs: `crates/domain/benches/planner/`, a simulation.

use anyhow::{Context as _, Result};

use super::report::Row;
use crate::process;

const LEARNERS: &str = "1000";
const MILLISECONDS: f64 = 20.0;

/// Prints the table of `docs/planner.md` while it is made, which takes a quarter of an hour.
pub(crate) fn measure() -> Result<Vec<Row>> {
    let took = process::output(program().arg("cost"))?;
    let took = took.trim().parse().context("read what a plan took")?;
    process::loud(program().arg(LEARNERS))?;
    Ok(vec![Row::at_most("a plan of 1,000 questions and 60 days", took, "ms", 1, MILLISECONDS)])
}

fn program() -> std::process::Command {
    let mut cargo = process::cargo();
    cargo.args(["bench", "--quiet", "--package", "domain", "--features", "schedule", "--bench", "planner", "--"]);
    cargo
}
