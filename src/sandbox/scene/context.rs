//! Context keys as lines of a form: `key = value`. A key on several lines has several values; one without a line is
//! missing.

use domain::token::excerpt::quoted;

pub(super) const HELP: &str =
    "One key = value per line. A key that is left out is missing; one on several lines has several values.";

const MOST_BYTES: usize = 2048;
const MOST_LINES: usize = 40;
const LONGEST_VALUE: usize = 256;

/// Keys in the order of their first lines, each with all its values.
pub(super) fn parse(text: &str) -> Result<Vec<(String, Vec<String>)>, String> {
    if text.len() > MOST_BYTES {
        return Err(format!("It has {} bytes; {MOST_BYTES} are the most.", text.len()));
    }
    if text.lines().count() > MOST_LINES {
        return Err(format!("It has more than {MOST_LINES} lines."));
    }
    let mut keys: Vec<(String, Vec<String>)> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |problem: &str| format!("Line {}, {}: {problem}", at + 1, quoted(line.trim()));
        let (key, value) = line.split_once('=').ok_or_else(|| wrong("it is no key = value."))?;
        let (key, value) = (key.trim(), value.trim().to_owned());
        if !key.contains(':') {
            return Err(wrong("a key has a prefix, as in aws:SourceIp."));
        }
        if value.len() > LONGEST_VALUE {
            return Err(wrong(&format!("a value has at most {LONGEST_VALUE} bytes.")));
        }
        match keys.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
            Some((_, values)) => values.push(value),
            None => keys.push((key.to_owned(), vec![value])),
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_on_several_lines_has_several_values_and_one_may_be_empty() {
        let keys = parse("aws:TagKeys = a\n\n s3:prefix =\nAWS:tagkeys=b=c ").unwrap();
        assert_eq!(
            keys,
            [("aws:TagKeys".into(), vec!["a".into(), "b=c".into()]), ("s3:prefix".to_owned(), vec![String::new()])]
        );
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        assert_eq!(parse("aws:a = 1\nteam").unwrap_err(), "Line 2, \"team\": it is no key = value.");
        assert_eq!(
            parse("team = blue").unwrap_err(),
            "Line 1, \"team = blue\": a key has a prefix, as in aws:SourceIp."
        );
    }
}
