//! The limits that need the product's own libraries: `benches/bare.rs`, a program that does one thing and counts.

use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::process;

pub(crate) fn build() -> Result<()> {
    process::loud(process::cargo().args(["bench", "--package", "quizmint", "--bench", "bare", "--no-run"]))
}

/// How often per second the machine does `what`, and nothing around it.
pub(crate) fn rate(what: &str, time: Duration) -> Result<f64> {
    rate_of(what, time, None)
}

/// The same with the texts of a folder.
pub(crate) fn rate_of(what: &str, time: Duration, folder: Option<&str>) -> Result<f64> {
    let mut cargo = process::cargo();
    cargo.args(["bench", "--quiet", "--package", "quizmint", "--bench", "bare", "--"]);
    let printed = process::output(cargo.arg(what).arg(time.as_secs().to_string()).args(folder))?;
    printed.trim().parse().with_context(|| format!("read what `benches/bare.rs` counted for {what}"))
}
