//! A running Quizmint with a database of its own, for tests and measurements.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::http;
use crate::process::{self, Background, Scratch};

const LOG: &str = "log";

/// Dropping it ends the server first and removes its database then.
pub(crate) struct Server {
    process: Background,
    folder: Scratch,
    pub(crate) address: SocketAddr,
    pub(crate) url: String,
    /// From the start of the program to its first answer.
    pub(crate) started_within: Duration,
}

impl Server {
    pub(crate) fn start(program: &Path, args: &[&str]) -> Result<Self> {
        let folder = Scratch::new("server")?;
        let address = SocketAddr::from(([127, 0, 0, 1], process::free_port()?));
        let log = folder.path().join(LOG);
        let mut command = Command::new(program.canonicalize().with_context(|| format!("find {}", program.display()))?);
        command.args(["serve", "--addr"]).arg(address.to_string());
        command.arg("--database-url").arg(format!("sqlite://{}", folder.path().join("quizmint.db").display()));
        command.args(args).stdout(Stdio::null()).stderr(fs::File::create(&log)?);
        let started = Instant::now();
        let process = Background::start(&mut command)?;
        let up = process::eventually(Duration::from_secs(30), || {
            ensure!(process.is_running()?, "the server ended at once:\n{}", fs::read_to_string(&log)?);
            Ok(is_healthy(address))
        })?;
        ensure!(up, "the server did not answer within 30 s:\n{}", fs::read_to_string(&log)?);
        let started_within = started.elapsed();
        Ok(Self { process, folder, address, url: format!("http://{address}"), started_within })
    }

    /// The last lines that it wrote.
    pub(crate) fn last_words(&self) -> String {
        let log = fs::read_to_string(self.folder.path().join(LOG)).unwrap_or_default();
        let skipped = log.lines().count().saturating_sub(40);
        log.lines().skip(skipped).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }
}

fn is_healthy(address: SocketAddr) -> bool {
    http::ask("GET", address, "/healthz", &[], "").is_ok_and(|response| response.status == 200)
}
