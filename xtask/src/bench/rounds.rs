//! Compares two rates fairly: in turns, so that whatever else the machine does falls on both.

use anyhow::Result;

/// The middle of what the rounds gave.
#[derive(Clone, Copy)]
pub(crate) struct Compared {
    pub(crate) ours: f64,
    pub(crate) limit: f64,
    pub(crate) ratio: f64,
}

const ROUNDS: usize = 3;

/// Each round goes ours, limit, limit, ours: a machine that slows down or warms up favours neither.
pub(crate) fn compare(
    mut ours: impl FnMut() -> Result<f64>,
    mut limit: impl FnMut() -> Result<f64>,
) -> Result<Compared> {
    let (mut all_ours, mut all_limits, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (first, second, third, fourth) = (ours()?, limit()?, limit()?, ours()?);
        all_ours.extend([first, fourth]);
        all_limits.extend([second, third]);
        ratios.push((first + fourth) / (second + third));
    }
    Ok(Compared { ours: median(all_ours), limit: median(all_limits), ratio: median(ratios) })
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::{compare, median};

    #[test]
    #[expect(clippy::float_cmp, reason = "these numbers are exact")]
    fn the_median_lies_in_the_middle() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 9.0]), 3.0);
    }

    #[test]
    fn a_machine_that_slows_down_favours_neither_side() {
        let speed = std::cell::Cell::new(100.0);
        let slower = || {
            speed.set(speed.get() - 1.0);
            Ok(speed.get())
        };
        let compared = compare(slower, slower).unwrap();
        assert!((compared.ratio - 1.0).abs() < 1e-9);
    }
}
