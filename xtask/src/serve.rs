//! Builds the whole product and runs it.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::wasm::Size;
use crate::{process, site, steps};

pub(crate) const SERVER: &str = "target/debug/quizmint";
pub(crate) const RELEASE: &str = "target/release/quizmint";

/// Builds what is missing and becomes the server. It is built like the tests are: nothing is compiled twice.
pub(crate) fn serve(args: &[String]) -> Result<()> {
    site::build(Size::Small)?;
    steps::chatty("server", build_server)?;
    become_program(Command::new(Path::new(SERVER)).arg("serve").args(args))
}

pub(crate) fn build_server() -> Result<()> {
    process::loud(process::cargo().args(["build", "--package", "quizmint"]))
}

pub(crate) fn build_release() -> Result<()> {
    site::build(Size::Small)?;
    steps::chatty("server, optimised", || {
        process::loud(process::cargo().args(["build", "--release", "--package", "quizmint"]))
    })
}

/// From here on every signal goes to the server itself.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec()).context("start the server")
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    process::loud(command)
}
