//! Lengths of time in words, to the second.

const UNITS: [(u64, &str); 4] = [(24 * 60 * 60, "day"), (60 * 60, "hour"), (60, "minute"), (1, "second")];

/// `30 days 15 minutes`; units that are zero are left out.
pub(super) fn spoken(seconds: u64) -> String {
    let mut left = seconds;
    let mut words = Vec::new();
    for (length, name) in UNITS {
        let count = left / length;
        left %= length;
        match count {
            0 => {}
            1 => words.push(format!("1 {name}")),
            _ => words.push(format!("{count} {name}s")),
        }
    }
    if words.is_empty() { "0 seconds".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_told_to_the_second() {
        for (seconds, words) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (5400, "1 hour 30 minutes"),
            (36_000, "10 hours"),
            (2_592_000 + 900, "30 days 15 minutes"),
            (86_400 + 3600 + 60 + 1, "1 day 1 hour 1 minute 1 second"),
        ] {
            assert_eq!(spoken(seconds), words);
        }
    }
}
