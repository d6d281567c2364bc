//! When a question comes back: FSRS-6 by the crate `fsrs`, fed with real answers instead of self-grading.
//!
//! There are no learning steps and no fuzz: a right answer is "Good", a wrong one "Again", and right but unsure "Hard".
//! Formulas and defaults: <https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm>.

use fsrs::{FSRS, MemoryState};

use super::{Day, Verdict};

/// Names the algorithm and its parameters in the answer log, so that every state can be derived again.
pub const ALGORITHM: &str = "fsrs-6/default";

/// The share of answers that should still be right when a question comes back.
pub const DESIRED_RETENTION: f32 = 0.90;

/// How well one question is remembered by one learner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// Days until the probability of recall falls to 90 %.
    pub stability: f32,
    /// 1 (easy to remember) to 10.
    pub difficulty: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rating {
    Again,
    Hard,
    Good,
}

/// What an answer makes of the memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scheduled {
    pub memory: Memory,
    /// Days, not rounded.
    pub interval_days: f32,
    pub due: Day,
}

impl Rating {
    pub fn of(verdict: Verdict, sure: Option<bool>) -> Self {
        match (verdict, sure) {
            (Verdict::Wrong, _) => Self::Again,
            (Verdict::Right, Some(false)) => Self::Hard,
            (Verdict::Right, _) => Self::Good,
        }
    }
}

/// The memory after an answer on `today`, given the memory after the answer before it and the day of that answer.
/// A question comes back after whole days, one at the least.
///
/// `None` when `retention` is outside of what FSRS accepts or a stored memory holds no finite number.
pub fn after_answer(before: Option<(Memory, Day)>, rating: Rating, today: Day, retention: f32) -> Option<Scheduled> {
    let scheduler = FSRS::default();
    let elapsed = before.map_or(0, |(_, day)| today.since(day));
    let state = before.map(|(memory, _)| MemoryState { stability: memory.stability, difficulty: memory.difficulty });
    let outcomes = scheduler.next_states(state, retention, elapsed).ok()?;
    let outcome = match rating {
        Rating::Again => outcomes.again,
        Rating::Hard => outcomes.hard,
        Rating::Good => outcomes.good,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least 1, and FSRS caps stability at 36,500 days"
    )]
    let days = outcome.interval.round().clamp(1.0, 36_500.0) as u32;
    Some(Scheduled {
        memory: Memory { stability: outcome.memory.stability, difficulty: outcome.memory.difficulty },
        interval_days: outcome.interval,
        due: today.plus(days),
    })
}

/// The probability that the question is remembered on `today`.
pub fn recall(memory: Memory, last: Day, today: Day) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "days of a human life are far below 2^24")]
    let elapsed = today.since(last) as f32;
    let state = MemoryState { stability: memory.stability, difficulty: memory.difficulty };
    fsrs::current_retrievability(state, elapsed, fsrs::FSRS6_DEFAULT_DECAY)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Answers each at its due day; the days between them and the memory after each.
    fn at_due(ratings: &[Rating]) -> Vec<(u32, Memory)> {
        let mut day = Day::from_epoch_days(20_000);
        let mut before = None;
        let mut course = Vec::new();
        for &rating in ratings {
            let next = after_answer(before, rating, day, DESIRED_RETENTION).expect("defaults are accepted");
            course.push((next.due.since(day), next.memory));
            before = Some((next.memory, day));
            day = next.due;
        }
        course
    }

    fn days(ratings: &[Rating]) -> Vec<u32> {
        at_due(ratings).into_iter().map(|(days, _)| days).collect()
    }

    #[test]
    fn a_course_of_right_and_wrong_answers_matches_the_reference_package() {
        use Rating::{Again as A, Good as G};
        // Made with PyPI `fsrs` 6.3.1, default parameters, no steps, no fuzz, each review at its due day.
        assert_eq!(days(&[G, G, G, G, G, G, A, A, G, G, G, G, G]), [2, 11, 46, 163, 497, 1346, 9, 1, 2, 4, 7, 13, 22]);
        let course = at_due(&[A, G, G, A, G, G]);
        assert_eq!(course.iter().map(|step| step.0).collect::<Vec<_>>(), [1, 2, 6, 1, 2, 4]);
        let reference = [0.212, 1.886_787_6, 6.269_161, 1.063_356_3, 2.257_506_4, 4.411_754];
        for ((_, memory), stability) in course.into_iter().zip(reference) {
            assert!((memory.stability - stability).abs() < 1e-4, "{} is not {stability}", memory.stability);
        }
    }

    #[test]
    fn unsure_but_right_comes_back_sooner_than_right_and_later_than_wrong() {
        let first = |rating| {
            after_answer(None, rating, Day::from_epoch_days(0), DESIRED_RETENTION).expect("accepted").memory.stability
        };
        assert!(first(Rating::Again) < first(Rating::Hard) && first(Rating::Hard) < first(Rating::Good));
    }

    proptest! {
        #[test]
        fn memory_stays_in_its_bounds_and_a_miss_never_strengthens_it(
            history in prop::collection::vec((0_u32..400, prop_oneof![Just(Rating::Again), Just(Rating::Hard), Just(Rating::Good)]), 1..30),
        ) {
            let mut day = Day::from_epoch_days(20_000);
            let mut before: Option<(Memory, Day)> = None;
            for (elapsed, rating) in history {
                day = day.plus(elapsed);
                let next = after_answer(before, rating, day, DESIRED_RETENTION).expect("accepted");
                prop_assert!(next.memory.stability > 0.0);
                prop_assert!((1.0..=10.0).contains(&next.memory.difficulty));
                prop_assert!(next.due > day);
                if let (Some((memory, _)), Rating::Again) = (before, rating) {
                    prop_assert!(next.memory.stability <= memory.stability);
                }
                before = Some((next.memory, day));
            }
        }

        #[test]
        fn recall_falls_with_time(stability in 0.1_f32..1000.0, days in 0_u32..1000) {
            let memory = Memory { stability, difficulty: 5.0 };
            let at = |days| recall(memory, Day::from_epoch_days(0), Day::from_epoch_days(0).plus(days));
            prop_assert!(at(days + 1) < at(days));
            prop_assert!((0.0..=1.0).contains(&at(days)));
        }
    }
}
