//! What it takes to be there: time until the first page, memory at rest, bytes of a first visit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

use super::PAGE;
use super::report::Row;
use super::rounds::median;
use crate::http;

const STARTS: usize = 5;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let mut seconds = Vec::new();
    let mut megabytes = Vec::new();
    let mut visit = None;
    for _ in 0..STARTS {
        let server = super::start()?;
        let asked = Instant::now();
        visit = Some(first_visit(server.address)?);
        seconds.push((server.started_within + asked.elapsed()).as_secs_f64());
        megabytes.push(resident_megabytes(server.id())?);
    }
    let mut rows = vec![
        Row::at_most("from start to the end of a first visit, new database", median(seconds), "s", 2, 0.3),
        Row::at_most("memory at rest, after a visit", median(megabytes), "MB", 0, 60.0),
    ];
    rows.extend(visit.context("there was a visit")?);
    Ok(rows)
}

#[expect(clippy::cast_precision_loss, reason = "memory is counted in megabytes here")]
pub(crate) fn resident_megabytes(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).context("memory is only measured on Linux")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("read the resident memory")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kilobytes as f64 / 1024.0)
}

/// All that a browser fetches for the page when it has nothing yet, as it comes over the wire.
fn first_visit(address: SocketAddr) -> Result<Vec<Row>> {
    let headers = ["Accept-Encoding: br"];
    let page = http::ask("GET", address, PAGE, &headers, "")?;
    let plain = String::from_utf8(http::ask("GET", address, PAGE, &["Accept-Encoding: identity"], "")?.body)?;
    let mut by_kind = BTreeMap::from([("page", page.body.len())]);
    for path in files_of(&plain) {
        let file = http::ask("GET", address, path, &headers, "")?;
        ensure!(file.status == 200, "{path} answered {}", file.status);
        *by_kind.entry(kind(path)).or_default() += file.body.len();
    }
    let parts: Vec<String> = by_kind.iter().map(|(kind, bytes)| format!("{kind} {:.1}", kilobytes(*bytes))).collect();
    let code = by_kind.get("wasm").copied().unwrap_or_default() + by_kind.get("script").copied().unwrap_or_default();
    Ok(vec![
        Row::at_most("bytes of a first visit", kilobytes(by_kind.values().sum()), "KB", 1, 150.0),
        Row::at_most("… of which wasm and scripts", kilobytes(code), "KB", 1, 80.0),
        Row::note("… by kind, in KB", &parts.join(", ")),
    ])
}

/// Every address of a built file that stands in an attribute.
fn files_of(html: &str) -> BTreeSet<&str> {
    html.split(['"', '\'']).filter(|text| text.starts_with("/pkg/")).collect()
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("wasm") => "wasm",
        Some("js") => "script",
        Some("css") => "style",
        Some("woff2") => "font",
        _ => "picture",
    }
}

#[expect(clippy::cast_precision_loss, reason = "a visit is far below 2^53 bytes")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::files_of;

    #[test]
    fn a_visit_fetches_each_file_once() {
        let html = r#"<link href="/pkg/a.css"><script src="/pkg/b.js" data-wasm="/pkg/c.wasm"></script><img src="/pkg/a.css">"#;
        assert_eq!(files_of(html).into_iter().collect::<Vec<_>>(), ["/pkg/a.css", "/pkg/b.js", "/pkg/c.wasm"]);
    }
}
