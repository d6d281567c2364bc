//! Minting sample tokens, against bare RS256 signing.

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
    let signatures = || {
        let mints = load::rate(server.address, CONNECTIONS, MOMENT, &|_, _| request.clone())?;
        Ok(mints * SIGNATURES)
    };
    let Compared { ours, limit, ratio } = compare(signatures, || bare::rate("rs256", MOMENT))?;
    let mints = Compared { ours: ours / SIGNATURES, limit: limit / SIGNATURES, ratio };
    Ok(vec![Row::ratio("mint of an ID and an access token", "pairs of bare signatures", mints, 0.85)])
}
