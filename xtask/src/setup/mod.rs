//! Gets what the machine lacks: from its own package manager or the usual registries, or says how.

pub(crate) mod chromium;
pub(crate) mod node;
pub(crate) mod postgres;
pub(crate) mod wasm_target;

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;

/// A program from `PATH` under any of its names, else from the distribution's package.
pub(crate) fn find_or_install(names: &[&str], package: &str) -> Option<PathBuf> {
    let find = || names.iter().find_map(|name| process::which(name));
    find().or_else(|| {
        if can_install() {
            // What went wrong shows in that the program is still not there.
            install(package).ok();
        }
        find()
    })
}

/// Whether we may install packages of the distribution: we are root, and it has apt.
fn can_install() -> bool {
    process::which("apt-get").is_some() && is_root()
}

pub(crate) fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs a package of the distribution; a stale package list is refreshed once.
fn install(package: &str) -> Result<()> {
    let install = || {
        let mut apt = Command::new("apt-get");
        apt.args(["install", "-y", "--no-install-recommends", package]).env("DEBIAN_FRONTEND", "noninteractive");
        process::quiet(&mut apt)
    };
    install().or_else(|_| {
        process::quiet(Command::new("apt-get").arg("update"))?;
        install()
    })
}
