//! Other local user pools, each with one user, which `peers.mjs` installs and starts beside us.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::http;
use crate::process::{self, Background, Scratch};

const PROGRAM: &str = "end2end/clients/peers/peers.mjs";
/// The first time their packages are fetched.
const PATIENCE: Duration = Duration::from_mins(10);

/// Dropping it ends them.
pub(super) struct Peers {
    _process: Background,
    pub(super) peers: Vec<Peer>,
}

pub(super) struct Peer {
    /// With its version.
    pub(super) name: String,
    pub(super) address: SocketAddr,
    /// A sign-in of its user.
    pub(super) sign_in: Vec<u8>,
}

pub(super) fn start() -> Result<Peers> {
    let folder = Scratch::new("peers")?;
    let (said, log) = (folder.path().join("said"), folder.path().join("log"));
    let mut node = Command::new("node");
    node.arg(Path::new(PROGRAM)).arg("start").stdout(fs::File::create(&said)?).stderr(fs::File::create(&log)?);
    let process = Background::start(&mut node)?;
    let up = process::eventually(PATIENCE, || {
        ensure!(process.is_running()?, "they ended at once: {}", fs::read_to_string(&log)?.trim());
        Ok(fs::read_to_string(&said)?.ends_with('\n'))
    })?;
    ensure!(up, "they did not start within {} minutes", PATIENCE.as_secs() / 60);
    let said: Value = serde_json::from_str(&fs::read_to_string(&said)?)?;
    let peers = said.get("peers").and_then(Value::as_array).context("read the list of peers")?;
    Ok(Peers { _process: process, peers: peers.iter().map(peer).collect::<Result<_>>()? })
}

fn peer(said: &Value) -> Result<Peer> {
    let text = |name: &str| said.get(name).and_then(Value::as_str).with_context(|| format!("read a peer's {name}"));
    let address = text("endpoint")?.trim_start_matches("http://").trim_end_matches('/').parse()?;
    let headers = said.get("headers").and_then(Value::as_object).context("read a peer's headers")?;
    let headers: Vec<String> =
        headers.iter().map(|(name, value)| format!("{name}: {}", value.as_str().unwrap_or_default())).collect();
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    let sign_in = http::request("POST", address, "/", &headers, text("body")?);
    Ok(Peer { name: format!("{} {}", text("name")?, text("version")?), address, sign_in })
}
