//! The due queue beside many others, what scheduling costs an answer, and rebuilding, on both databases.

use anyhow::{Context as _, Result, ensure};

use super::report::Row;
use super::rounds::{Compared, compare};
use crate::process::{self, Scratch};
use crate::setup::postgres;

/// For a try at a small scale: `QM_BENCH_ANSWERS=100000 cargo xtask bench --only practice`.
const SCALE: &str = "QM_BENCH_ANSWERS";
const OTHERS: u64 = 10_000_000;
const REBUILT: u64 = 1_000_000;
const SECONDS: u64 = 3;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let others = std::env::var(SCALE).ok().map_or(Ok(OTHERS), |scale| scale.parse())?;
    let mut rows = on("SQLite", others, &mut |folder, name| {
        Ok(format!("sqlite://{}", folder.path().join(name).with_extension("db").display()))
    })?;
    match postgres::start()? {
        Some(server) => rows.extend(on("PostgreSQL", others, &mut |_, name| database(&server.url, name))?),
        None => println!("  PostgreSQL … left out: {}", postgres::HOW),
    }
    Ok(rows)
}

fn on(engine: &str, others: u64, address: &mut dyn FnMut(&Scratch, &str) -> Result<String>) -> Result<Vec<Row>> {
    let folder = Scratch::new("practice")?;
    let mut at = |name: &str| address(&folder, name);
    let alone = first("queue", &at("alone")?, 0)?;
    let beside = first("queue", &at("crowd")?, others)?;
    let scheduling = at("answers")?;
    let with = || first("scheduled", &scheduling, SECONDS);
    let answers = compare(with, || first("unscheduled", &scheduling, SECONDS))?;
    let rebuilt = others.min(REBUILT);
    let numbers = numbers("rebuild", &at("rebuild")?, rebuilt)?;
    let [ours, limit, memory] = numbers.as_slice() else { anyhow::bail!("a rebuild prints three numbers") };
    let rebuild = Compared { ours: *ours, limit: *limit, ratio: ours / limit };
    Ok(vec![
        Row::at_most(&format!("due queue, 10,000 cards beside {others} answers, {engine}"), beside, "ms", 2, 5.0),
        Row::at_most("… times the same learner alone", beside / alone, "times", 2, 1.3),
        Row::ratio(&format!("answers with scheduling, {engine}"), "without scheduling", answers, 0.9),
        Row::ratio(&format!("rebuild of {rebuilt} answers, rows, {engine}"), "reading them", rebuild, 0.5),
        Row::note("… most memory", &format!("{memory:.0} MB")),
    ])
}

fn first(what: &str, database: &str, number: u64) -> Result<f64> {
    numbers(what, database, number)?.first().copied().context("a measurement prints a number")
}

fn numbers(what: &str, database: &str, number: u64) -> Result<Vec<f64>> {
    let mut cargo = process::cargo();
    cargo.args(["bench", "--quiet", "--package", "quizmint", "--bench", "practice", "--", what, database]);
    let printed = process::output(cargo.arg(number.to_string()))?;
    let numbers: Vec<f64> = printed.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    ensure!(!numbers.is_empty(), "`benches/practice.rs` printed nothing for {what}");
    Ok(numbers)
}

/// A fresh one on the throwaway server.
fn database(server: &str, name: &str) -> Result<String> {
    let base = server.rsplit_once('/').map_or(server, |(base, _)| base);
    let database = format!("{base}/{name}");
    let mut psql = std::process::Command::new(process::which("psql").context("`psql` is not in PATH")?);
    process::quiet(psql.args(["--quiet", "--dbname", server, "--command"]).arg(format!("create database {name}")))?;
    Ok(database)
}
