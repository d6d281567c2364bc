//! The days until the exam, in spans: single days where they matter, several at once in between.

/// As many as a plan of one question has bits.
pub(super) const MOST_SPANS: usize = 16;

/// Single days at the beginning and at the end of a long way.
const FIRST: u32 = 3;
const LAST: u32 = 5;
/// Equal parts in between: 3 + 8 + 5 = [`MOST_SPANS`].
const PARTS: u32 = 8;

pub(super) struct Calendar {
    pub(super) spans: Vec<Span>,
    /// The exam, in days from today.
    pub(super) exam: f32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    /// Its middle, in days from today.
    pub(super) day: f32,
    /// The day after its last, counted from today.
    pub(super) end: u32,
    /// How many answers fit into it.
    pub(super) answers: f32,
}

impl Calendar {
    /// The first span is today; there are at least one and at most [`MOST_SPANS`].
    pub(super) fn new(days: u32, answers_today: f32, answers_per_day: f32) -> Self {
        let mut spans = vec![Span { day: 0.0, end: 1, answers: answers_today }];
        let mut start = 1;
        for length in lengths(days).into_iter().skip(1) {
            spans.push(Span {
                day: as_days(start) + (as_days(length) - 1.0) / 2.0,
                end: start + length,
                answers: answers_per_day * as_days(length),
            });
            start += length;
        }
        Self { spans, exam: as_days(days) }
    }
}

/// How many days each span has; they add up to `days`.
fn lengths(days: u32) -> Vec<u32> {
    if days as usize <= MOST_SPANS {
        return vec![1; days as usize];
    }
    let middle = days - FIRST - LAST;
    let length = |part: u32| middle * (part + 1) / PARTS - middle * part / PARTS;
    let once = |count: u32| std::iter::repeat_n(1, count as usize);
    once(FIRST).chain((0..PARTS).map(length)).chain(once(LAST)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "days of a human life are far below 2^24")]
pub(super) fn as_days(days: u32) -> f32 {
    days as f32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_day_before_the_exam_is_in_one_span(days in 1_u32..4000) {
            let lengths = lengths(days);
            prop_assert!(lengths.len() <= MOST_SPANS);
            prop_assert!(lengths.iter().all(|length| *length > 0));
            prop_assert_eq!(lengths.iter().sum::<u32>(), days);
            let calendar = Calendar::new(days, 1.0, 1.0);
            prop_assert!(calendar.spans.windows(2).all(|pair| pair[0].day < pair[1].day));
            prop_assert!(calendar.spans.iter().all(|span| span.day < calendar.exam));
            prop_assert_eq!(calendar.spans.last().map(|span| span.end), Some(days));
        }
    }
}
