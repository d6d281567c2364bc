//! Holds the licence of every dependency, of crates and of packages for Node and Python, to the list in `deny.toml`.
//!
//! `cargo deny check licenses` reads the same list; this needs nothing installed and takes a second.

mod python;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::process;
use crate::test::Tally;

const POLICY: &str = "deny.toml";
const NPM_LOCKS: [&str; 4] = [
    "xtask/node/package-lock.json",
    "end2end/package-lock.json",
    "end2end/clients/package-lock.json",
    "end2end/references/package-lock.json",
];

struct Package {
    name: String,
    licence: String,
}

pub(crate) fn check() -> Result<Tally> {
    let mut packages = crates(&strings(policy()?.get("graph").and_then(|table| table.get("targets"))))?;
    for lock in NPM_LOCKS.map(Path::new).into_iter().filter(|lock| lock.is_file()) {
        packages.extend(npm_packages(&fs::read_to_string(lock)?)?);
    }
    hold_to_policy(&packages)
}

/// A lock file of Python's says nothing about licences, an installed package does.
pub(crate) fn check_python(environment: &Path) -> Result<Tally> {
    let mut packages = Vec::new();
    for metadata in metadata_files(environment)? {
        let (name, licence) = python::declared(&fs::read_to_string(metadata)?);
        packages.push(Package { name, licence });
    }
    ensure!(!packages.is_empty(), "no Python packages are in {}", environment.display());
    hold_to_policy(&packages)
}

fn hold_to_policy(packages: &[Package]) -> Result<Tally> {
    let allowed = strings(policy()?.get("licenses").and_then(|table| table.get("allow")));
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_allowed(&package.licence, &allowed))
        .map(|package| format!("  {}: `{}`", package.name, package.licence))
        .collect();
    ensure!(refused.is_empty(), "deny.toml does not allow the licences of\n{}", refused.join("\n"));
    println!("  {} packages, each under a licence that deny.toml allows", packages.len());
    Ok(Tally::PASSED)
}

fn policy() -> Result<toml::Table> {
    Ok(fs::read_to_string(POLICY).context("read deny.toml")?.parse()?)
}

fn strings(list: Option<&toml::Value>) -> HashSet<String> {
    let list = list.and_then(toml::Value::as_array).into_iter().flatten();
    list.filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

/// The crates that any of our platforms links.
fn crates(targets: &HashSet<String>) -> Result<Vec<Package>> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    for target in targets {
        cargo.args(["--filter-platform", target]);
    }
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("read the list of crates")?;
    let foreign = packages.iter().filter(|package| !package["source"].is_null());
    Ok(foreign.map(|package| named(text(package, "name"), text(package, "license"))).collect())
}

/// A lock file of npm carries the licence that each package declares.
fn npm_packages(lock: &str) -> Result<Vec<Package>> {
    let lock: Value = serde_json::from_str(lock)?;
    let packages = lock.get("packages").and_then(Value::as_object).context("read the list of npm packages")?;
    let foreign = packages.iter().filter(|(path, _)| !path.is_empty());
    Ok(foreign.map(|(path, package)| named(path, text(package, "license"))).collect())
}

fn metadata_files(environment: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for python in entries(&environment.join("lib"))? {
        files.extend(entries(&python.join("site-packages"))?.iter().map(|package| package.join("METADATA")));
    }
    files.retain(|file| file.is_file());
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("look into {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn named(name: &str, licence: &str) -> Package {
    Package { name: name.to_owned(), licence: licence.to_owned() }
}

/// Whether the list satisfies the expression: all parts of an `AND`, one part of an `OR`.
fn is_allowed(licence: &str, allowed: &HashSet<String>) -> bool {
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else { return false };
    expression.evaluate(|required| allowed.contains(&required.to_string()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::is_allowed;

    fn allowed() -> HashSet<String> {
        ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).into()
    }

    #[test]
    fn one_allowed_licence_is_enough_where_one_may_choose() {
        assert!(is_allowed("GPL-3.0-only OR MIT", &allowed()));
        assert!(is_allowed("MIT/Apache-2.0", &allowed()));
        assert!(is_allowed("Apache-2.0 WITH LLVM-exception", &allowed()));
    }

    #[test]
    fn every_licence_must_be_allowed_where_all_apply() {
        assert!(!is_allowed("MIT AND GPL-3.0-only", &allowed()));
    }

    #[test]
    fn a_package_without_a_readable_licence_is_refused() {
        assert!(!is_allowed("", &allowed()));
        assert!(!is_allowed("SEE LICENSE IN LICENSE.md", &allowed()));
    }
}
