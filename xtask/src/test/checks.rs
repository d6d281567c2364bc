//! The checks that pass or fail as a whole.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::GROUPS;
use super::tally::Tally;
use crate::setup::wasm_target;
use crate::steps::{self, Done};
use crate::wasm::Size;
use crate::{process, serve, site};

/// What a page may load of wasm and glue, in bytes as brotli: a concept's page, and the sandbox's.
const BUDGETS: [(&str, usize); 2] = [("quizmint", 80 * 1024), ("sandbox", 100 * 1024)];

pub(crate) fn format() -> Result<Tally> {
    process::loud(process::cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Tally::PASSED)
}

pub(crate) fn lints() -> Result<Tally> {
    for packages in GROUPS {
        process::loud(process::cargo().arg("clippy").args(packages).args(["--all-targets", "--", "-D", "warnings"]))?;
    }
    Ok(Tally::PASSED)
}

pub(crate) fn browser_lints() -> Result<Tally> {
    steps::quiet("wasm32 target", wasm_target::ensure)?;
    if !wasm_target::is_there()? {
        return Ok(Tally::SKIPPED);
    }
    let mut clippy = process::cargo();
    clippy.args(["clippy", "--package", "quizmint", "--lib", "--target", wasm_target::TARGET]);
    process::loud(clippy.args(["--no-default-features", "--features", "hydrate,sandbox", "--", "-D", "warnings"]))?;
    Ok(Tally::PASSED)
}

pub(crate) fn docs() -> Result<Tally> {
    for packages in GROUPS {
        let mut doc = process::cargo();
        doc.arg("doc")
            .args(packages)
            .args(["--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", "-D warnings");
        process::loud(&mut doc)?;
    }
    Ok(Tally::PASSED)
}

pub(crate) fn content() -> Result<Tally> {
    serve::build_server()?;
    process::loud(Command::new(Path::new(serve::SERVER)).args(["check", "content"]))?;
    Ok(Tally::PASSED)
}

/// Known vulnerabilities: only `cargo deny` knows where their database is, and it may be out of reach.
pub(crate) fn advisories() -> Result<Tally> {
    let left_out = |sentence: &str| {
        println!("  {}", steps::left_out(sentence));
        Ok(Tally::SKIPPED)
    };
    if process::which("cargo-deny").is_none() {
        return left_out("cargo-deny is not installed; get it with `cargo install --locked cargo-deny`");
    }
    if process::quiet(process::cargo().args(["deny", "fetch", "db"])).is_err() {
        return left_out("the database of advisories is out of reach; try again with access to github.com");
    }
    process::loud(process::cargo().args(["deny", "check", "--disable-fetch", "advisories"]))?;
    Ok(Tally::PASSED)
}

pub(crate) fn bundle() -> Result<Tally> {
    site::build(Size::Small)?;
    let manifest =
        fs::read(Path::new(site::FOLDER).join("manifest.json")).context("read the list of the site's files")?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest)?;
    let mut tally = Tally::default();
    for (bundle, budget) in BUDGETS {
        tally += match packed(&manifest, bundle)? {
            Some(bytes) => weighed(bundle, bytes, budget),
            None => return skip_without_bundle(),
        };
    }
    Ok(tally)
}

/// The bytes of a bundle and its glue as brotli; `None` where it was not built.
fn packed(manifest: &serde_json::Value, bundle: &str) -> Result<Option<usize>> {
    let mut total = 0;
    for name in [format!("{bundle}_bg.wasm"), format!("{bundle}.js")] {
        let Some(hashed) = manifest.get(&name).and_then(serde_json::Value::as_str) else { return Ok(None) };
        let packed = fs::metadata(Path::new(site::FOLDER).join(format!("{hashed}.br")))?.len();
        total += usize::try_from(packed)?;
    }
    Ok(Some(total))
}

fn weighed(bundle: &str, bytes: usize, budget: usize) -> Tally {
    println!("  {bundle}: wasm and glue are {bytes} bytes of {budget} as brotli");
    if bytes <= budget { Tally::PASSED } else { Tally::FAILED }
}

fn skip_without_bundle() -> Result<Tally> {
    if let Done::Without(sentence) = steps::missing("there is no browser part to weigh")? {
        println!("  {}", steps::left_out(&sentence));
    }
    Ok(Tally::SKIPPED)
}
