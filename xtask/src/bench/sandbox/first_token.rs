//! How long after its start the program signs somebody in: its keys are made meanwhile.

use std::time::Instant;

use anyhow::Result;

use super::request;
use crate::bench::report::Row;
use crate::bench::rounds::median;
use crate::http;

/// Looking for primes takes now a moment and now several.
const STARTS: usize = 9;

pub(super) fn measure() -> Result<Row> {
    let seconds = (0..STARTS).map(|_| first_token()).collect::<Result<_>>()?;
    Ok(Row::note("from start to the first token, new keys", &format!("{:.2} s", median(seconds))))
}

fn first_token() -> Result<f64> {
    let server = crate::bench::start()?;
    let asked = Instant::now();
    let body = request::body(server.address)?;
    request::check(&http::ask("POST", server.address, request::COMMON, &request::HEADERS, &body)?)?;
    Ok((server.started_within + asked.elapsed()).as_secs_f64())
}
