//! The sandbox as AWS's own clients see it: unmodified clients in Node and Python, against a server of their own.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::counted;
use super::tally::Tally;
use crate::server::Server;
use crate::setup::node;
use crate::steps::{self, Done};
use crate::{licences, process, serve};

const SUITES: &str = "end2end/clients/run.mjs";
/// Compares what is hashed and signed for random requests with what botocore makes of them.
const SIGNATURES: &str = "end2end/clients/sigv4.py";
/// Made by the suites, with the packages that their lock file names.
const ENVIRONMENT: &str = "target/clients-venv";

pub(crate) fn tests() -> Result<Tally> {
    if !node::is_there() {
        return left_out(node::HOW);
    }
    steps::chatty("server", serve::build_server)?;
    // The suites ask more often than a visitor may.
    let server = Server::start(Path::new(serve::SERVER), &["--limits", "off"])?;
    let mut tally = suites(&server.url)?;
    tally += with_python(&server.url)?;
    if tally.failed > 0 {
        println!("the server's last words:\n{}", server.last_words());
    }
    Ok(tally)
}

/// They say themselves, and loudly, what is missing; in CI that counts as failed.
fn suites(url: &str) -> Result<Tally> {
    let mut node = Command::new("node");
    node.arg(SUITES).env("QM_TEST_BASE_URL", url);
    let mut child = node.stdout(Stdio::piped()).spawn().context("start the suites")?;
    let tally = counted(&mut child, Tally::of_clients)?;
    child.wait()?;
    Ok(match tally {
        // They ended before they counted.
        Tally { passed: 0, failed: 0, skipped: 0 } => Tally::FAILED,
        Tally { passed, failed, skipped } if steps::in_ci() => Tally { passed, failed: failed + skipped, skipped: 0 },
        tally => tally,
    })
}

fn with_python(url: &str) -> Result<Tally> {
    let python = Path::new(ENVIRONMENT).join("bin/python");
    if !python.is_file() {
        return left_out("no signature was compared with botocore's: the clients' Python environment is missing");
    }
    let mut tally = licences::check_python(Path::new(ENVIRONMENT))?;
    let compared = process::loud(Command::new(python).arg("-B").arg(SIGNATURES).arg(url));
    tally += match compared {
        Ok(()) => Tally::PASSED,
        Err(error) => {
            println!("{error:#}");
            Tally::FAILED
        }
    };
    Ok(tally)
}

fn left_out(sentence: &str) -> Result<Tally> {
    if let Done::Without(sentence) = steps::missing(sentence)? {
        println!("  {}", steps::left_out(&sentence));
    }
    Ok(Tally::SKIPPED)
}
