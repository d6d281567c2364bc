//! When a question comes back: FSRS-6 by the crate `fsrs`, fed with real answers instead of self-grading.
//!
//! There are no learning steps and no fuzz: a right answer is "Good", a wrong one "Again", and right but unsure "Hard".
//! Formulas and defaults: <https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm>.

use fsrs::{FSRS, MemoryState};

use super::{Day, Verdict};

/// Names the published parameters in the answer log, so that every state can be derived again.
pub const PUBLISHED: &str = "fsrs-6/default";

/// The numbers by which FSRS-6 is fitted to a learner, under the name that the answer log has for them.
#[derive(Clone, Debug)]
pub struct Parameters {
    name: String,
    weights: Weights,
    /// Without one, nothing is scheduled.
    scheduler: Option<FSRS>,
}

/// `w0` to `w20` of FSRS-6.
pub type Weights = [f32; 21];

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

impl Parameters {
    /// Those that are published for learners of whom nothing is known yet.
    pub fn published() -> Self {
        Self { name: PUBLISHED.to_owned(), weights: fsrs::DEFAULT_PARAMETERS, scheduler: Some(FSRS::default()) }
    }

    /// None at all: every question comes back on the next day. What scheduling costs is measured against it.
    pub fn unscheduled() -> Self {
        Self { name: "unscheduled".to_owned(), weights: fsrs::DEFAULT_PARAMETERS, scheduler: None }
    }

    /// Those of one learner; `None` when they are not finite or FSRS does not take them.
    pub fn named(name: impl Into<String>, weights: Weights) -> Option<Self> {
        if !weights.iter().all(|weight| weight.is_finite()) {
            return None;
        }
        let scheduler = Some(FSRS::new(&weights).ok()?);
        Some(Self { name: name.into(), weights, scheduler })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The memory after an answer on `today`, given the memory after the answer before it and the day of that answer.
    /// A question comes back after whole days, one at the least.
    ///
    /// `None` when `retention` is outside of what FSRS accepts or a stored memory holds no finite number.
    pub fn after_answer(
        &self,
        before: Option<(Memory, Day)>,
        rating: Rating,
        today: Day,
        retention: f32,
    ) -> Option<Scheduled> {
        let Some(scheduler) = &self.scheduler else {
            let memory = before.map_or(Memory { stability: 1.0, difficulty: 5.0 }, |(memory, _)| memory);
            return Some(Scheduled { memory, interval_days: 1.0, due: today.plus(1) });
        };
        let elapsed = before.map_or(0, |(_, day)| today.since(day));
        let state = before.map(|(memory, _)| memory.state());
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

    /// Days until recall falls to `retention`, not rounded, for a question of this stability (in days).
    pub fn interval(&self, stability: f32, retention: f32) -> f32 {
        self.scheduler.as_ref().map_or(1.0, |scheduler| scheduler.next_interval(Some(stability), retention, 0))
    }

    /// How often a question is asked in its first year where it is answered whenever it comes back, and remembered as
    /// FSRS has it: the mean of a few dozen courses that are drawn the same way each time.
    pub fn reviews_in_a_year(&self, retention: f32) -> f32 {
        const COURSES: u16 = 60;
        let mut drawn = 7_u64;
        let asked: u16 = (0..COURSES).map(|_| self.course_of_a_year(retention, &mut drawn)).sum();
        f32::from(asked) / f32::from(COURSES)
    }

    fn course_of_a_year(&self, retention: f32, drawn: &mut u64) -> u16 {
        let begin = Day::from_epoch_days(0);
        let (mut today, mut before, mut asked) = (begin, None, 0);
        while today.since(begin) < 365 {
            #[expect(clippy::cast_precision_loss, reason = "24 bits are exact")]
            let chance = (crate::shuffle::split_mix(drawn) >> 40) as f32 / (1_u64 << 24) as f32;
            let remembered = before.is_some_and(|(memory, day)| chance < self.recall(memory, day, today));
            let rating = if remembered { Rating::Good } else { Rating::Again };
            let Some(next) = self.after_answer(before, rating, today, retention) else { return asked };
            before = Some((next.memory, today));
            today = next.due;
            asked += 1;
        }
        asked
    }

    /// As [`Self::recall`], but tomorrow's where the answer is today's: right after it everything is remembered, also
    /// what was only just told, and that says nothing.
    pub fn retained(&self, memory: Memory, last: Day, today: Day) -> f32 {
        self.recall(memory, last, today.max(last.plus(1)))
    }

    /// The probability that the question is remembered on `today`.
    pub fn recall(&self, memory: Memory, last: Day, today: Day) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "days of a human life are far below 2^24")]
        let elapsed = today.since(last) as f32;
        fsrs::current_retrievability(memory.state(), elapsed, self.weights[20])
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self::published()
    }
}

/// Two sets are the same when name and weights are: the scheduler follows from the weights.
impl PartialEq for Parameters {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.weights) == (&other.name, &other.weights)
    }
}

impl Memory {
    fn state(self) -> MemoryState {
        MemoryState { stability: self.stability, difficulty: self.difficulty }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn unsure_but_right_comes_back_sooner_than_right_and_later_than_wrong() {
        let first = |rating| {
            let parameters = Parameters::published();
            let next = parameters.after_answer(None, rating, Day::from_epoch_days(0), DESIRED_RETENTION);
            next.expect("accepted").memory.stability
        };
        assert!(first(Rating::Again) < first(Rating::Hard) && first(Rating::Hard) < first(Rating::Good));
    }

    #[test]
    fn who_wants_to_remember_more_is_asked_more_often() {
        let parameters = Parameters::published();
        let work = [0.80, 0.90, 0.95, 0.97].map(|retention| parameters.reviews_in_a_year(retention));
        assert!(work.is_sorted() && work[0] > 2.0 && work[3] < 60.0, "{work:?}");
        assert!(parameters.interval(30.0, 0.9) > 29.9 && parameters.interval(30.0, 0.9) < 30.1);
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
                let next = Parameters::published().after_answer(before, rating, day, DESIRED_RETENTION).expect("accepted");
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
            let at = |days| Parameters::published().recall(memory, Day::from_epoch_days(0), Day::from_epoch_days(0).plus(days));
            prop_assert!(at(days + 1) < at(days));
            prop_assert!((0.0..=1.0).contains(&at(days)));
        }
    }
}
