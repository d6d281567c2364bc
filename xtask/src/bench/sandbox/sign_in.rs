//! Sign-ins with a password, beside other local user pools and against bare RS256 signing.

use std::time::Duration;

use anyhow::Result;

use super::peers::{self, Peer};
use super::request;
use crate::bench::report::Row;
use crate::bench::rounds::{compare, median};
use crate::bench::{CONNECTIONS, MOMENT, load, mint};
use crate::http;

const WHAT: &str = "InitiateAuth with a password";

pub(super) fn measure() -> Result<Vec<Row>> {
    let server = crate::bench::start()?;
    let body = request::body(server.address)?;
    request::check(&http::ask("POST", server.address, request::COMMON, &request::HEADERS, &body)?)?;
    let sign_in = http::request("POST", server.address, request::COMMON, &request::HEADERS, &body);
    let ours = Peer { name: "Quizmint".to_owned(), address: server.address, sign_in };
    let mut rows = beside_peers(&ours)
        .unwrap_or_else(|error| vec![Row::note(WHAT, &format!("beside no other user pools: {error:#}"))]);
    let what = format!("{WHAT}, {CONNECTIONS} connections");
    rows.push(mint::against_signatures(&what, ours.address, &ours.sign_in, 0.8)?);
    Ok(rows)
}

fn beside_peers(ours: &Peer) -> Result<Vec<Row>> {
    let started = peers::start()?;
    let mut rows = Vec::new();
    for connections in [1, CONNECTIONS] {
        for peer in &started.peers {
            rows.extend(beside(ours, peer, connections)?);
        }
    }
    Ok(rows)
}

fn beside(ours: &Peer, peer: &Peer, connections: usize) -> Result<[Row; 2]> {
    let (mut our_p99s, mut their_p99s) = (Vec::new(), Vec::new());
    let compared = compare(|| rate(ours, connections, &mut our_p99s), || rate(peer, connections, &mut their_p99s))?;
    let noun = if connections == 1 { "connection" } else { "connections" };
    let [our_p99, their_p99] = [our_p99s, their_p99s].map(|p99s| format!("{:.1} ms", median(p99s)));
    Ok([
        Row::ratio(&format!("{WHAT}, {connections} {noun}"), &peer.name, compared, 5.0),
        Row::beside("… 99 of 100 within", &our_p99, &format!("{their_p99} {}", peer.name)),
    ])
}

fn rate(peer: &Peer, connections: usize, p99s: &mut Vec<f64>) -> Result<f64> {
    let load = load::measure(peer.address, connections, MOMENT, &|_, _| peer.sign_in.clone())?;
    p99s.push(milliseconds(load.p99));
    Ok(load.rate)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
