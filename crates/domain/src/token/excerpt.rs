//! Sentences with text out of a token in them: quoted short, and without characters that could disturb the page.

const LONGEST: usize = 60;

/// The text in quotation marks, cut after 60 characters, control and direction characters replaced.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(LONGEST.min(text.len()) + 8);
    quoted.push('"');
    let mut characters = text.chars();
    quoted.extend(characters.by_ref().take(LONGEST).map(|c| if disturbs(c) { '\u{fffd}' } else { c }));
    if characters.next().is_some() {
        quoted.push('…');
    }
    quoted.push('"');
    quoted
}

/// One sentence of several pieces. Not inlined, and without `format!`, because dozens of callers go into the browser.
#[inline(never)]
pub(super) fn joined(pieces: &[&str]) -> String {
    pieces.concat()
}

fn disturbs(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_short_and_cannot_turn_the_line_around() {
        assert_eq!(quoted("kid-1"), "\"kid-1\"");
        assert_eq!(quoted("a\n\u{202e}b"), "\"a\u{fffd}\u{fffd}b\"");
        assert_eq!(quoted(&"x".repeat(100)).chars().count(), LONGEST + 3);
    }
}
