//! Serves while one works: rebuilds and restarts when a source changes. Content is watched by the server itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::fingerprint::files_below;
use crate::process::Background;
use crate::wasm::Size;
use crate::{serve, site, steps};

const WATCHED: [&str; 7] = ["src", "crates", "migrations", "style", "assets", "Cargo.toml", "Cargo.lock"];
/// Looking at a few hundred files costs less than a millisecond, and works on every file system.
const PAUSE: Duration = Duration::from_millis(300);

pub(crate) fn dev(args: &[String]) -> Result<()> {
    let mut server = None;
    loop {
        let seen = times()?;
        if let Err(error) = rebuild(&mut server, args) {
            println!("{error:#}\n  waiting for the next save");
        }
        while times()? == seen {
            std::thread::sleep(PAUSE);
        }
    }
}

/// The old server stays until the new one can take its place.
fn rebuild(server: &mut Option<Background>, args: &[String]) -> Result<()> {
    site::build(Size::AsCompiled)?;
    steps::chatty("server", serve::build_server)?;
    drop(server.take());
    let mut command = Command::new(Path::new(serve::SERVER));
    // For authors, too: an open page asks the server whether it is still the same one, and reloads when it is not.
    command.args(["serve", "--dev-reload", "--content", "content"]).args(args);
    *server = Some(Background::start(&mut command)?);
    Ok(())
}

fn times() -> Result<BTreeMap<PathBuf, Option<SystemTime>>> {
    let mut times = BTreeMap::new();
    for watched in WATCHED {
        for file in files_below(Path::new(watched))? {
            // A file may vanish between listing and looking: editors save that way.
            let changed = file.metadata().and_then(|meta| meta.modified()).ok();
            times.insert(file, changed);
        }
    }
    Ok(times)
}
