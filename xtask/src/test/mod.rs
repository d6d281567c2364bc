//! Every test there is, and one line at the end that says how it went.

mod checks;
mod clients;
mod end_to_end;
mod references;
mod rust;
mod tally;

use std::io::{BufRead as _, BufReader};
use std::process::Child;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
pub(crate) use tally::Tally;

use crate::{licences, steps};

/// The packages as they are built elsewhere too. All in one go, cargo would choose other features for what they share,
/// and compile that again: two minutes.
const GROUPS: [&[&str]; 2] = [&["--package=quizmint", "--package=domain"], &["--package=xtask"]];

type Step = (&'static str, fn() -> Result<Tally>);

/// What is quick and likely to fail comes first.
const STEPS: [Step; 12] = [
    ("format", checks::format),
    ("licences", licences::check),
    ("lints", checks::lints),
    ("browser-lints", checks::browser_lints),
    ("rust", rust::tests),
    ("docs", checks::docs),
    ("content", checks::content),
    ("advisories", checks::advisories),
    ("bundle", checks::bundle),
    ("references", references::tests),
    ("clients", clients::tests),
    ("end-to-end", end_to_end::tests),
];

/// Runs all steps, also after one failed, and returns whether everything passed.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let mut total = Tally::default();
    for (name, step) in chosen(args)? {
        total += run_step(name, step);
    }
    println!("{total}");
    Ok(total.failed == 0)
}

fn chosen(args: &[String]) -> Result<Vec<Step>> {
    let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
    match args {
        [] => Ok(STEPS.to_vec()),
        [flag, wanted] if flag == "--only" && names.contains(&wanted.as_str()) => {
            Ok(STEPS.into_iter().filter(|(name, _)| name == wanted).collect())
        }
        _ => bail!("`cargo xtask test` takes nothing, or `--only` and one of: {}", names.join(", ")),
    }
}

fn run_step(name: &str, step: fn() -> Result<Tally>) -> Tally {
    println!("{name}");
    let started = Instant::now();
    let tally = step().unwrap_or_else(|error| {
        println!("{error:#}");
        Tally::FAILED
    });
    println!("  {name} … {} ({tally})", steps::seconds(started.elapsed()));
    tally
}

/// Shows what a test program prints, and adds up the summaries on the way.
fn counted(child: &mut Child, of_summary: fn(&str) -> Option<Tally>) -> Result<Tally> {
    let mut tally = Tally::default();
    for line in BufReader::new(child.stdout.take().context("read what the tests print")?).lines() {
        let line = line?;
        println!("{line}");
        if let Some(part) = of_summary(&line) {
            tally += part;
        }
    }
    Ok(tally)
}
