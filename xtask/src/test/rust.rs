//! Unit, property, snapshot and integration tests, on both databases.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::tally::Tally;
use super::{GROUPS, counted};
use crate::process;
use crate::setup::postgres::{self, Postgres};
use crate::steps::{self, Done};

/// A test that needs PostgreSQL carries this in its name, and finds the server at `QM_TEST_POSTGRES_URL`.
const NEEDS_POSTGRES: &str = "on_postgres";

pub(crate) fn tests() -> Result<Tally> {
    let mut server = None;
    steps::quiet("throwaway PostgreSQL", || start(&mut server))?;
    let mut tally = Tally::default();
    for packages in GROUPS {
        tally += run(&mut cargo_test(packages, server.as_ref()))?;
    }
    Ok(tally)
}

fn cargo_test(packages: &[&str], server: Option<&Postgres>) -> Command {
    let mut cargo = process::cargo();
    cargo.arg("test").args(packages).arg("--no-fail-fast");
    match server {
        Some(server) => cargo.env("QM_TEST_POSTGRES_URL", &server.url),
        None => cargo.env_remove("QM_TEST_POSTGRES_URL").args(["--", "--skip", NEEDS_POSTGRES]),
    };
    cargo
}

fn start(server: &mut Option<Postgres>) -> Result<Done> {
    *server = postgres::start()?;
    if server.is_some() { Ok(Done::Worked) } else { steps::missing(postgres::HOW) }
}

fn run(cargo: &mut Command) -> Result<Tally> {
    let mut child = cargo.stdout(Stdio::piped()).spawn().context("start cargo test")?;
    let mut tally = counted(&mut child, Tally::of_summary)?;
    if !child.wait()?.success() && tally.failed == 0 {
        // It did not even compile, or a test ended its process.
        tally += Tally::FAILED;
    }
    Ok(tally)
}
