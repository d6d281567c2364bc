//! Counts what passed, failed and was skipped.

use std::fmt;
use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Tally {
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };
    pub(crate) const SKIPPED: Self = Self { passed: 0, failed: 0, skipped: 1 };

    /// Reads a summary of cargo's test harness:
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; …`.
    pub(crate) fn of_summary(line: &str) -> Option<Self> {
        let counts = line.strip_prefix("test result: ")?;
        let skipped = count(counts, "ignored")? + count(counts, "filtered out")?;
        Some(Self { passed: count(counts, "passed")?, failed: count(counts, "failed")?, skipped })
    }

    /// Reads a summary of the clients' suites: `clients: 3 passed, 2 failed, 1 skipped`.
    pub(crate) fn of_clients(line: &str) -> Option<Self> {
        let counts = line.strip_prefix("clients: ")?;
        let count = |word| count(counts, word);
        Some(Self { passed: count("passed")?, failed: count("failed")?, skipped: count("skipped")? })
    }
}

/// The number before a word.
fn count(counts: &str, word: &str) -> Option<u32> {
    let parts = counts.split([';', '.', ',']).map(str::trim);
    parts.filter_map(|part| part.strip_suffix(word)).find_map(|number| number.trim().parse().ok())
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_summary_of_the_test_harness_is_counted() {
        let line = "test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.10s";
        assert_eq!(Tally::of_summary(line), Some(Tally { passed: 3, failed: 2, skipped: 5 }));
    }

    #[test]
    fn the_summary_of_the_clients_is_counted() {
        let tally = Tally { passed: 120, failed: 2, skipped: 1 };
        assert_eq!(Tally::of_clients("clients: 120 passed, 2 failed, 1 skipped"), Some(tally));
    }

    #[test]
    fn any_other_line_counts_nothing() {
        assert_eq!(Tally::of_summary("test the_result_is_kept ... ok"), None);
        assert_eq!(Tally::of_clients("clients: none"), None);
    }
}
