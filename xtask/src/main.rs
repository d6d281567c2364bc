//! Builds, serves, tests and measures Quizmint: the one program behind `cargo xtask`.
#![expect(clippy::print_stdout, reason = "a build program talks to the person who started it")]

mod bench;
mod css;
mod dev;
mod fingerprint;
mod http;
mod licences;
mod preview;
mod process;
mod serve;
mod server;
mod setup;
mod site;
mod steps;
mod test;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

const USAGE: &str = "\
cargo xtask serve [-- ARGS]       build everything and serve on http://127.0.0.1:3000 (ARGS go to `quizmint serve`)
cargo xtask build                 the one release binary, site and content inside: target/release/quizmint
cargo xtask dev [-- ARGS]         the same, and rebuild and reload on save
cargo xtask test [--only STEP]    every test there is, or one step of them
cargo xtask bench [--only PART]   the benchmarks, as ratios measured side by side in one run";

fn main() -> ExitCode {
    match dispatch() {
        Ok(code) => code,
        Err(error) => {
            println!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<ExitCode> {
    std::env::set_current_dir(root()).context("enter the repository")?;
    process::clean_up_when_interrupted()?;
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let args: Vec<String> = args.filter(|arg| arg != "--").collect();
    match command.as_str() {
        "serve" => serve::serve(&args)?,
        "build" => serve::build_release()?,
        "bench" => bench::run(&args)?,
        "dev" => dev::dev(&args)?,
        "test" if !test::run(&args)? => return Ok(ExitCode::FAILURE),
        "test" => {}
        "" | "help" | "-h" | "--help" => println!("{USAGE}"),
        unknown => {
            println!("error: there is no command `{unknown}`\n\n{USAGE}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The repository, wherever the program was started from.
fn root() -> PathBuf {
    let mut path = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    path.pop();
    path
}
