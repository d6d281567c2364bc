//! The sandbox: sign-ins beside other local user pools, many sandboxes at once, and the judge.

mod first_token;
mod judge;
mod peers;
mod request;
mod sign_in;
mod visitors;

use anyhow::Result;

use super::report::Row;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let mut rows = sign_in::measure()?;
    rows.push(first_token::measure()?);
    rows.extend(visitors::measure()?);
    rows.push(judge::measure()?);
    Ok(rows)
}
