//! A library of a hundred times the usual size: how long it takes to start, what it weighs, how fast it is read and
//! checked, beside the Markdown parser alone on the same texts.

mod generate;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use super::footprint::resident_megabytes;
use super::report::Row;
use super::rounds::{compare, median};
use super::{CONNECTIONS, MOMENT, PAGE, WITHOUT_LIMITS, bare, load};
use crate::process::Scratch;
use crate::server::Server;
use crate::{http, serve};

const STARTS: usize = 3;
const ONCE: Duration = Duration::from_secs(5);

pub(crate) fn measure() -> Result<Vec<Row>> {
    let scratch = Scratch::new("content")?;
    let folder = scratch.path().join("content");
    generate::write(&folder)?;
    let folder = folder.to_str().context("a temporary folder has a plain name")?;
    let (server, mut rows) = starts(folder)?;
    rows.push(page(&server)?);
    drop(server);
    rows.push(check(folder)?);
    Ok(rows)
}

/// The last of the servers, with what all of them took.
fn starts(folder: &str) -> Result<(Server, Vec<Row>)> {
    let args = [&WITHOUT_LIMITS[..], &["--content", folder]].concat();
    let (mut seconds, mut megabytes, mut last) = (Vec::new(), Vec::new(), None);
    for _ in 0..STARTS {
        // One at a time: the next would share the processors.
        drop(last.take());
        let server = Server::start(Path::new(serve::RELEASE), &args)?;
        let page = http::ask("GET", server.address, generate::PAGE, &[], "")?;
        ensure!(page.status == 200, "{} answered {}", generate::PAGE, page.status);
        seconds.push(server.started_within.as_secs_f64());
        megabytes.push(resident_megabytes(server.id())?);
        last = Some(server);
    }
    let started = median(seconds);
    let texts = bare::rate_of("markdown", ONCE, Some(folder))?;
    let parsed = f64::from(generate::FILES) / texts;
    let what = format!("start with {} concepts and {} questions", generate::CONCEPTS, generate::QUESTIONS);
    let rows = vec![
        Row::at_most(&what, started, "s", 2, 3.0),
        Row::beside(
            "… beside the Markdown parser",
            &format!("{:.2}×", started / parsed),
            &format!("{parsed:.2} s, one core"),
        ),
        Row::at_most("… memory, after a visit", median(megabytes), "MB", 0, 600.0),
    ];
    Ok((last.context("there was a start")?, rows))
}

/// A page must not become slower because there are many.
fn page(large: &Server) -> Result<Row> {
    let small = super::start()?;
    let rate = |server: &Server, path| {
        let request = http::request("GET", server.address, path, &["Accept-Encoding: br"], "");
        load::rate(server.address, CONNECTIONS, MOMENT, &|_, _| request.clone())
    };
    let compared = compare(|| rate(large, generate::PAGE), || rate(&small, PAGE))?;
    Ok(Row::ratio("… concept page, visitor", "the small library's", compared, 0.9))
}

fn check(folder: &str) -> Result<Row> {
    let mut seconds = Vec::new();
    for _ in 0..STARTS {
        let begun = Instant::now();
        let output = Command::new(serve::RELEASE).args(["check", folder, "--format", "json"]).output()?;
        seconds.push(begun.elapsed().as_secs_f64());
        ensure!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(Row::at_most("… check", median(seconds), "s", 2, 10.0))
}
