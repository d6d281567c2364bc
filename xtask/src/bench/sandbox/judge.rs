//! What the judge takes for a sound token, beyond verifying its signature.

use anyhow::Result;

use crate::bench::report::Row;
use crate::bench::{MOMENT, bare};

pub(super) fn measure() -> Result<Row> {
    let milliseconds = 1000.0 / bare::rate("judge", MOMENT)?;
    Ok(Row::at_most("judging a token, beyond its signature", milliseconds, "ms", 4, 0.1))
}
