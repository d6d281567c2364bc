//! The npm packages of a folder, exactly as its lock file names them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::fingerprint::Fingerprint;
use crate::process;
use crate::steps::Done;

pub(crate) const HOW: &str =
    "Node with npm is not in PATH; install Node 20 or newer (Debian: `apt-get install nodejs npm`)";

pub(crate) fn is_there() -> bool {
    process::which("node").is_some() && process::which("npm").is_some()
}

pub(crate) fn packages(folder: &Path) -> Result<Done> {
    let stamp = Fingerprint::default().path(&folder.join("package-lock.json"))?;
    let stamp = stamp.stamp(&format!("npm-{}", folder.to_string_lossy().replace('/', "-")));
    if stamp.is_current() && fs::exists(folder.join("node_modules"))? {
        return Ok(Done::UpToDate);
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::quiet(&mut npm)?;
    stamp.keep()?;
    Ok(Done::Worked)
}
