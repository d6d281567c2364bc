//! Matching with `*` and `?`, in time that is at most the product of both lengths, and by far less in practice.

use std::collections::BTreeMap;

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

    fn repeats(self) -> bool {
        matches!(self, Self::Many | Self::ManyInSegment)
    }
}

pub(super) fn matches(pattern: &[Glyph], text: &str) -> bool {
    // A pattern can be far longer than its policy: variables repeat what the request says.
    if pattern.iter().filter(|glyph| !glyph.repeats()).count() > text.len() {
        return false;
    }
    let machine = Machine::of(&without_repeated_stars(pattern));
    let mut reached = vec![0; machine.words];
    reached[0] = 1;
    machine.pass_stars(&mut reached);
    for c in text.chars() {
        machine.step(&mut reached, c);
        if reached.iter().all(|word| *word == 0) {
            return false;
        }
    }
    reached[machine.end / 64] >> (machine.end % 64) & 1 == 1
}

/// One that stays in its segment adds nothing to one that does not.
fn without_repeated_stars(pattern: &[Glyph]) -> Vec<Glyph> {
    let mut single: Vec<Glyph> = Vec::with_capacity(pattern.len());
    for &glyph in pattern {
        match single.last_mut() {
            Some(last) if last.repeats() && glyph.repeats() => {
                if glyph == Glyph::Many {
                    *last = glyph;
                }
            }
            _ => single.push(glyph),
        }
    }
    single
}

/// Sets of places in a pattern, a bit for each place: all prefixes that match so far are followed at once, 64 in a
/// word, so nothing is ever tried twice.
struct Machine {
    words: usize,
    /// The place after the last glyph.
    end: usize,
    stars: Vec<u64>,
    /// Where any character fits.
    any: Vec<u64>,
    /// Where any character but a colon fits.
    any_in_segment: Vec<u64>,
    literal: BTreeMap<char, Vec<u64>>,
}

impl Machine {
    fn of(pattern: &[Glyph]) -> Self {
        let words = pattern.len() / 64 + 1;
        let none = || vec![0; words];
        let mut machine = Self {
            words,
            end: pattern.len(),
            stars: none(),
            any: none(),
            any_in_segment: none(),
            literal: BTreeMap::new(),
        };
        for (at, glyph) in pattern.iter().enumerate() {
            let (word, bit) = (at / 64, 1 << (at % 64));
            if glyph.repeats() {
                machine.stars[word] |= bit;
            }
            match glyph {
                Glyph::Char(c) => machine.literal.entry(*c).or_insert_with(none)[word] |= bit,
                Glyph::One | Glyph::Many => machine.any[word] |= bit,
                Glyph::OneInSegment | Glyph::ManyInSegment => machine.any_in_segment[word] |= bit,
            }
        }
        machine
    }

    fn step(&self, reached: &mut [u64], c: char) {
        let literal = self.literal.get(&c);
        let mut carry = 0;
        for (at, word) in reached.iter_mut().enumerate() {
            let in_segment = if c == ':' { 0 } else { self.any_in_segment[at] };
            let takes = *word & (self.any[at] | in_segment | literal.map_or(0, |words| words[at]));
            let onward = takes & !self.stars[at];
            *word = (takes & self.stars[at]) | (onward << 1) | carry;
            carry = onward >> 63;
        }
        self.pass_stars(reached);
    }

    /// A star may stand for nothing. No two follow each other, so once is enough.
    fn pass_stars(&self, reached: &mut [u64]) {
        let mut carry = 0;
        for (word, stars) in reached.iter_mut().zip(&self.stars) {
            let passing = *word & stars;
            *word |= (passing << 1) | carry;
            carry = passing >> 63;
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

    fn takes(glyph: Glyph, c: char) -> bool {
        match glyph {
            Glyph::Char(own) => own == c,
            Glyph::One | Glyph::Many => true,
            Glyph::OneInSegment | Glyph::ManyInSegment => c != ':',
        }
    }

    /// The definition itself, with all its backtracking.
    fn naive(pattern: &[Glyph], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, rest) => rest.is_none(),
            (Some((glyph, after)), _) if glyph.repeats() && naive(after, text) => true,
            (Some((glyph, after)), Some((&c, rest))) => {
                takes(*glyph, c) && naive(if glyph.repeats() { pattern } else { after }, rest)
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

        #[test]
        fn it_agrees_wherever_in_a_long_pattern_it_is(
            before in 55_usize..140,
            pattern in proptest::collection::vec(glyph(), 0..9),
            text in "[ab:]{0,9}",
        ) {
            let characters: Vec<char> = text.chars().collect();
            let long: Vec<Glyph> = std::iter::repeat_n(Glyph::Char('b'), before).chain(pattern.clone()).collect();
            let matched = matches(&long, &format!("{}{text}", "b".repeat(before)));
            prop_assert_eq!(matched, naive(&pattern, &characters));
        }
    }
}
