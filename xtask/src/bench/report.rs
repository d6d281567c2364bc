//! One table out of what was measured, ready for the README.

use std::fmt::Write as _;

use super::rounds::Compared;

pub(crate) struct Row {
    what: String,
    ours: String,
    limit: String,
    ratio: String,
    aim: String,
    reached: bool,
}

impl Row {
    /// Something per second, against the most that the machine can do of it.
    pub(crate) fn ratio(what: &str, limit: &str, compared: Compared, aim: f64) -> Self {
        Self {
            what: what.to_owned(),
            ours: format!("{:.0}/s", compared.ours),
            limit: format!("{:.0}/s {limit}", compared.limit),
            ratio: format!("{:.2}", compared.ratio),
            aim: format!("≥ {aim:.2}"),
            reached: compared.ratio >= aim,
        }
    }

    /// Something of which less is better.
    pub(crate) fn at_most(what: &str, value: f64, unit: &str, digits: usize, most: f64) -> Self {
        Self {
            what: what.to_owned(),
            ours: format!("{value:.digits$} {unit}"),
            limit: String::new(),
            ratio: String::new(),
            aim: format!("≤ {most} {unit}"),
            reached: value <= most,
        }
    }

    /// Something that has no aim of its own.
    pub(crate) fn note(what: &str, value: &str) -> Self {
        Self::beside(what, value, "")
    }

    /// The same of somebody else.
    pub(crate) fn beside(what: &str, ours: &str, theirs: &str) -> Self {
        let (what, ours, limit) = (what.to_owned(), ours.to_owned(), theirs.to_owned());
        Self { what, ours, limit, ratio: String::new(), aim: String::new(), reached: true }
    }
}

pub(crate) fn table(rows: &[Row]) -> String {
    let mut table = "| what | Quizmint | limit | ratio | aim |\n|---|---|---|---|---|\n".to_owned();
    for Row { what, ours, limit, ratio, aim, reached } in rows {
        let missed = if *reached { "" } else { " (missed)" };
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {what} | {ours} | {limit} | {ratio} | {aim}{missed} |");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Row, table};

    #[test]
    fn a_missed_aim_says_so() {
        let rows = [Row::at_most("memory at rest", 61.0, "MB", 0, 60.0), Row::at_most("start", 0.2, "s", 1, 0.3)];
        let table = table(&rows);
        assert!(table.contains("| memory at rest | 61 MB |  |  | ≤ 60 MB (missed) |"), "{table}");
        assert!(table.contains("| start | 0.2 s |  |  | ≤ 0.3 s |"), "{table}");
    }
}
