//! Matching with `*` and `?`, in time that is at most the product of both lengths.

/// One place of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    Char(char),
    /// `?`
    One,
    /// `*`
    Many,
    /// `?` that stays within its segment of an ARN.
    OneInSegment,
    /// `*` that stays within its segment of an ARN.
    ManyInSegment,
}

impl Glyph {
    /// Of a text in which `*` and `?` are wildcards.
    pub(super) fn of(c: char) -> Self {
        match c {
            '*' => Self::Many,
            '?' => Self::One,
            c => Self::Char(c),
        }
    }

    fn takes(self, c: char) -> bool {
        match self {
            Self::Char(own) => own == c,
            Self::One | Self::Many => true,
            Self::OneInSegment | Self::ManyInSegment => c != ':',
        }
    }

    fn repeats(self) -> bool {
        matches!(self, Self::Many | Self::ManyInSegment)
    }
}

/// All prefixes of the pattern are followed at once, so nothing is ever tried twice.
pub(super) fn matches(pattern: &[Glyph], text: &str) -> bool {
    // A pattern can be far longer than its policy: variables repeat what the request says.
    if pattern.iter().filter(|glyph| !glyph.repeats()).count() > text.len() {
        return false;
    }
    let mut reached = vec![false; pattern.len() + 1];
    reached[0] = true;
    pass_stars(pattern, &mut reached);
    let mut next = vec![false; pattern.len() + 1];
    for c in text.chars() {
        next.fill(false);
        for (at, glyph) in pattern.iter().enumerate().filter(|&(at, _)| reached[at]) {
            if glyph.takes(c) {
                next[if glyph.repeats() { at } else { at + 1 }] = true;
            }
        }
        pass_stars(pattern, &mut next);
        std::mem::swap(&mut reached, &mut next);
        if !reached.contains(&true) {
            return false;
        }
    }
    reached[pattern.len()]
}

/// A star may stand for nothing.
fn pass_stars(pattern: &[Glyph], reached: &mut [bool]) {
    for (at, glyph) in pattern.iter().enumerate() {
        if reached[at] && glyph.repeats() {
            reached[at + 1] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn glyphs(pattern: &str) -> Vec<Glyph> {
        pattern.chars().map(Glyph::of).collect()
    }

    /// The definition itself, with all its backtracking.
    fn naive(pattern: &[Glyph], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, rest) => rest.is_none(),
            (Some((glyph, after)), _) if glyph.repeats() && naive(after, text) => true,
            (Some((glyph, after)), Some((&c, rest))) => {
                glyph.takes(c) && naive(if glyph.repeats() { pattern } else { after }, rest)
            }
            (Some(_), None) => false,
        }
    }

    #[test]
    fn a_star_stands_for_any_text_and_a_question_mark_for_one_character() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("?", "", false),
            ("?", "ü", true),
            ("a*", "a", true),
            ("a*c", "abbbc", true),
            ("a*c", "abbbcd", false),
            ("*a*b", "xaxaxb", true),
            ("??", "a", false),
        ] {
            assert_eq!(matches(&glyphs(pattern), text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_pattern_made_to_backtrack_forever_is_answered_at_once() {
        let pattern = glyphs(&"*a".repeat(1000));
        assert!(!matches(&pattern, &format!("{}b", "a".repeat(2000))));
    }

    fn glyph() -> impl Strategy<Value = Glyph> {
        prop_oneof![
            prop_oneof![Just('a'), Just('b'), Just(':')].prop_map(Glyph::Char),
            Just(Glyph::One),
            Just(Glyph::Many),
            Just(Glyph::OneInSegment),
            Just(Glyph::ManyInSegment),
        ]
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_definition(
            pattern in proptest::collection::vec(glyph(), 0..9),
            text in "[ab:]{0,9}",
        ) {
            let characters: Vec<char> = text.chars().collect();
            prop_assert_eq!(matches(&pattern, &text), naive(&pattern, &characters));
        }
    }
}
