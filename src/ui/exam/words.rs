//! How times, papers and modes are said.

use domain::{
    content::Slug,
    exam::{Mode, Scope, Terms},
};

/// As on a clock: `1:05:09`, or `5:09` within the last hour.
pub(super) fn clock(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// As one says it: `2 h 10 min`, `50 min`, `40 s`.
pub(super) fn span(ms: i64) -> String {
    let seconds = (ms.max(0) + 500) / 1000;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, seconds) if minutes < 10 => format!("{minutes} min {seconds} s"),
        (0, minutes, _) => format!("{minutes} min"),
        (hours, 0, _) => format!("{hours} h"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

pub(super) fn count(number: u32, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

pub(super) fn questions(number: u32) -> String {
    count(number, "question", "questions")
}

/// What a paper is called, so that a part is never taken for the whole.
pub(super) fn paper(terms: &Terms) -> String {
    let domain = |id: &Slug| terms.domains.iter().find(|domain| domain.id == *id).map(|domain| domain.title.clone());
    match &terms.scope {
        Scope::Whole if terms.full => "Whole exam".to_owned(),
        Scope::Whole => "Smaller exam, all domains".to_owned(),
        Scope::Covered => "Covered domains only".to_owned(),
        Scope::Section(id) => format!("One domain: {}", domain(id).unwrap_or_else(|| id.to_string())),
        Scope::Missed => "Missed questions only".to_owned(),
    }
}

pub(super) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Exam => "Exam mode",
        Mode::Review => "Review mode",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_one_says_them() {
        for (ms, on_a_clock, said) in [
            (0, "0:00", "0 s"),
            (-5, "0:00", "0 s"),
            (59_999, "0:59", "1 min"),
            (61_000, "1:01", "1 min 1 s"),
            (12 * 60_000 + 9_000, "12:09", "12 min"),
            (3_600_000, "1:00:00", "1 h"),
            (7_800_000, "2:10:00", "2 h 10 min"),
        ] {
            assert_eq!((clock(ms).as_str(), span(ms).as_str()), (on_a_clock, said), "{ms}");
        }
    }
}
