//! Minting sample tokens, against bare RS256 signing.

use std::net::SocketAddr;

use anyhow::Result;

use super::report::Row;
use super::rounds::{Compared, compare};
use super::{CONNECTIONS, MOMENT, bare, load};
use crate::http;

/// An ID token and an access token; the refresh token is not signed.
const SIGNATURES: f64 = 2.0;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let server = super::start()?;
    let request = http::request("POST", server.address, "/api/v1/sandbox/tokens", &[], "{}");
    Ok(vec![against_signatures("mint of an ID and an access token", server.address, &request, 0.85)?])
}

/// A request that is answered with an ID token and an access token.
pub(crate) fn against_signatures(what: &str, address: SocketAddr, request: &[u8], aim: f64) -> Result<Row> {
    let signatures = || {
        let answers = load::rate(address, CONNECTIONS, MOMENT, &|_, _| request.to_owned())?;
        Ok(answers * SIGNATURES)
    };
    let Compared { ours, limit, ratio } = compare(signatures, || bare::rate("rs256", MOMENT))?;
    let pairs = Compared { ours: ours / SIGNATURES, limit: limit / SIGNATURES, ratio };
    Ok(Row::ratio(what, "pairs of bare signatures", pairs, aim))
}
