//! Prints each step of the work with the time it took.

use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::Result;

/// What a step came to: it did something, or there was nothing to do.
pub(crate) enum Done {
    Worked,
    UpToDate,
    /// One sentence instead of a result: what is missing and how to get it.
    Without(String),
}

/// A step that prints nothing of its own.
pub(crate) fn quiet(name: &str, work: impl FnOnce() -> Result<Done>) -> Result<()> {
    print!("  {name} … ");
    std::io::stdout().flush()?;
    let started = Instant::now();
    let done = work().inspect_err(|_| println!("failed after {}", seconds(started.elapsed())))?;
    println!("{}", verdict(&done, started.elapsed()));
    Ok(())
}

/// A step whose child program shows its own progress meanwhile.
pub(crate) fn chatty(name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let started = Instant::now();
    work().inspect_err(|_| println!("  {name} … failed after {}", seconds(started.elapsed())))?;
    println!("  {name} … {}", verdict(&Done::Worked, started.elapsed()));
    Ok(())
}

fn verdict(done: &Done, took: Duration) -> String {
    match done {
        Done::Worked => seconds(took),
        Done::UpToDate => "up to date".to_owned(),
        Done::Without(sentence) => left_out(sentence),
    }
}

/// Loud, so that nobody takes what is missing for what passed.
pub(crate) fn left_out(sentence: &str) -> String {
    format!("LEFT OUT: {sentence}")
}

pub(crate) fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

/// Whether this run is the one that decides: there, what is missing is an error instead of a note.
pub(crate) fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Something is missing: an error in CI, otherwise the step is left out with the sentence that says so.
pub(crate) fn missing(sentence: impl Into<String>) -> Result<Done> {
    let said = sentence.into();
    let sentence = said.lines().next().unwrap_or_default().to_owned();
    if in_ci() {
        anyhow::bail!("{sentence} (required because CI is set)");
    }
    Ok(Done::Without(sentence))
}
