//! Memory as other implementations of FSRS-6 compute it, for random histories of answers.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::counted;
use super::tally::Tally;
use crate::setup::node;
use crate::steps::{self, Done};
use crate::{licences, process};

const COMPARISON: &str = "end2end/references/run.mjs";
/// Made by the comparison, with the packages that its lock file names.
const ENVIRONMENT: &str = "target/references-venv";
const OURS: &str = "target/debug/examples/memory_states";

pub(crate) fn tests() -> Result<Tally> {
    if !node::is_there() {
        if let Done::Without(sentence) = steps::missing(node::HOW)? {
            println!("  {}", steps::left_out(&sentence));
        }
        return Ok(Tally::SKIPPED);
    }
    steps::chatty("our states", build)?;
    let mut node = Command::new("node");
    let mut child = node.args([COMPARISON, OURS]).stdout(Stdio::piped()).spawn().context("start the comparison")?;
    let mut tally = counted(&mut child, Tally::of_clients)?;
    if !child.wait()?.success() && tally.failed == 0 {
        tally += Tally::FAILED;
    }
    if Path::new(ENVIRONMENT).join("bin/python").is_file() {
        tally += licences::check_python(Path::new(ENVIRONMENT))?;
    }
    Ok(tally)
}

/// Together with the package that everything else is built with, so that nothing they share is compiled again.
fn build() -> Result<()> {
    process::loud(process::cargo().args(["build", "--package=quizmint", "--package=domain", "--example=memory_states"]))
}
