//! The known name that somebody who wrote another one probably meant.

/// The first one where several are as near.
pub(super) fn nearest<'a>(written: &str, known: &[&'a str]) -> &'a str {
    let written: Vec<char> = written.to_lowercase().chars().take(LONGEST).collect();
    known.iter().min_by_key(|name| distance(&written, name)).copied().unwrap_or_default()
}

const LONGEST: usize = 40;

/// Insertions, deletions and replacements from one to the other.
fn distance(written: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=written.len()).collect();
    for c in name.to_lowercase().chars() {
        let mut diagonal = row[0];
        row[0] += 1;
        for at in 1..row.len() {
            let replaced = diagonal + usize::from(written[at - 1] != c);
            diagonal = row[at];
            row[at] = replaced.min(row[at] + 1).min(row[at - 1] + 1);
        }
    }
    row[written.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_is_recognised() {
        let known = ["Action", "NotAction", "Resource", "Effect"];
        for (written, meant) in [("Actions", "Action"), ("resource", "Resource"), ("Efect", "Effect"), ("", "Action")] {
            assert_eq!(nearest(written, &known), meant);
        }
    }
}
