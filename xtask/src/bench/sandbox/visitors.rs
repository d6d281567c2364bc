//! Memory with many sandboxes of visitors' own, in each of which somebody signed in.

use std::net::SocketAddr;
use std::thread;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use super::request;
use crate::bench::footprint::resident_megabytes;
use crate::bench::report::Row;
use crate::http::Connection;

/// As many as are kept.
const VISITORS: usize = 10_000;
const AT_ONCE: usize = 8;

pub(super) fn measure() -> Result<Vec<Row>> {
    let server = crate::bench::start()?;
    let body = request::body(server.address)?;
    let before = resident_megabytes(server.id())?;
    thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(|| visits(server.address, &body))).collect();
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| bail!("a thread ended early")))
    })?;
    let after = resident_megabytes(server.id())?;
    Ok(vec![
        Row::at_most("memory with 10,000 sandboxes of visitors' own, each signed in to", after, "MB", 0, 200.0),
        Row::note("… before them", &format!("{before:.0} MB")),
    ])
}

fn visits(address: SocketAddr, body: &str) -> Result<()> {
    let mut connection = Connection::open(address)?;
    for _ in 0..VISITORS / AT_ONCE {
        // Without a cookie everyone is somebody new.
        let own = connection.ask("POST", "/api/v1/sandbox/own", &[], "{}")?;
        ensure!(own.status == 200, "a new sandbox answered {}", own.status);
        let own: Value = serde_json::from_slice(&own.body)?;
        let key = own.get("key").and_then(Value::as_str).context("read the key of a sandbox")?;
        let path = format!("{}/of/{key}", request::COMMON);
        request::check(&connection.ask("POST", &path, &request::HEADERS, body)?)?;
    }
    Ok(())
}
