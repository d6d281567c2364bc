//! The product as people use it: in Chromium, against a server with a database of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::tally::Tally;
use crate::process::Scratch;
use crate::server::Server;
use crate::setup::{chromium, node};
use crate::steps::{self, Done};
use crate::wasm::Size;
use crate::{serve, site};

const FOLDER: &str = "end2end";
/// Where the pages offer to report mistakes; nobody follows it.
const TRACKER: &str = "https://example.com/issues/new?title={title}&body={body}";

pub(crate) fn tests() -> Result<Tally> {
    let mut browser = None;
    steps::quiet("Chromium", || find(&mut browser))?;
    let Some(browser) = browser else { return Ok(Tally::SKIPPED) };
    steps::quiet("test packages", || node::packages(Path::new(FOLDER)))?;
    site::build(Size::Small)?;
    steps::chatty("server", serve::build_server)?;
    let server = Server::start(Path::new(serve::SERVER), &["--report-url", TRACKER])?;
    let scratch = Scratch::new("report")?;
    let report = scratch.path().join("report.json");
    let succeeded = playwright(&browser, &server.url, &report)?;
    let tally = count(&report)?;
    if !succeeded {
        println!("the server's last words:\n{}", server.last_words());
    }
    // Playwright may also fail as a whole, for instance when it finds no tests.
    Ok(if succeeded || tally.failed > 0 { tally } else { Tally::FAILED })
}

fn find(browser: &mut Option<PathBuf>) -> Result<Done> {
    if !node::is_there() {
        return steps::missing(node::HOW);
    }
    *browser = chromium::find_or_install();
    if browser.is_some() {
        return Ok(Done::UpToDate);
    }
    steps::missing(chromium::HOW)
}

fn playwright(browser: &Path, url: &str, report: &Path) -> Result<bool> {
    let mut playwright = Command::new("node_modules/.bin/playwright");
    playwright.arg("test").current_dir(FOLDER);
    playwright.env("QM_TEST_BASE_URL", url).env("QM_TEST_CHROMIUM", browser).env("QM_TEST_REPORT", report);
    Ok(playwright.status().context("start Playwright")?.success())
}

fn count(report: &Path) -> Result<Tally> {
    let report: Value = serde_json::from_slice(&fs::read(report).context("read the report of Playwright")?)?;
    let stats = |name: &str| report.pointer(&format!("/stats/{name}")).and_then(Value::as_u64).unwrap_or_default();
    Ok(Tally {
        passed: u32::try_from(stats("expected"))?,
        failed: u32::try_from(stats("unexpected") + stats("flaky"))?,
        skipped: u32::try_from(stats("skipped"))?,
    })
}
