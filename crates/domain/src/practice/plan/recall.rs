//! FSRS-6 for one question, both outcomes at once: the planner looks at a hundred thousand futures per answer.
//!
//! The crate `fsrs` computes four ratings and their intervals at each call, which is four times the work that is wanted
//! here. The formulas are the published ones, and a test holds them to the crate's numbers.

use super::super::schedule::{Memory, Parameters};

/// What is needed of the parameters, computed once.
#[derive(Clone, Copy)]
pub(super) struct Curve {
    weights: [f32; 21],
    factor: f32,
    growth: f32,
    least_loss: f32,
    first_again: Strength,
    first_good: Strength,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Strength {
    pub(super) stability: f32,
    pub(super) difficulty: f32,
}

/// What is known of one question's memory at a moment, in days from today.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trace {
    Unasked {
        known: f32,
    },
    /// The middle of what may have become of it, after its last answer at `at` (negative in the past).
    Asked {
        strength: Strength,
        at: f32,
    },
}

/// The two things that an answer can leave behind.
pub(super) struct Fork {
    recall: f32,
    again: Strength,
    good: Strength,
    at: f32,
}

const STABILITY: (f32, f32) = (0.001, 36_500.0);
const DIFFICULTY: (f32, f32) = (1.0, 10.0);

impl Curve {
    pub(super) fn of(parameters: &Parameters) -> Self {
        let w = *parameters.weights();
        let first = |rating: f32, stability: f32| Strength {
            stability: stability.clamp(STABILITY.0, STABILITY.1),
            difficulty: first_difficulty(&w, rating).clamp(DIFFICULTY.0, DIFFICULTY.1),
        };
        Self {
            weights: w,
            factor: 0.9_f32.powf(-1.0 / w[20]) - 1.0,
            growth: w[8].exp(),
            least_loss: (-w[17] * w[18]).exp(),
            first_again: first(1.0, w[0]),
            first_good: first(3.0, w[2]),
        }
    }

    fn recall(&self, strength: Strength, elapsed: f32) -> f32 {
        (1.0 + self.factor * elapsed.max(0.0) / strength.stability).powf(-self.weights[20])
    }

    fn difficulty(&self, before: f32, rating: f32) -> f32 {
        let w = &self.weights;
        let moved = before - w[6] * (rating - 3.0) * (10.0 - before) / 9.0;
        (w[7] * (first_difficulty(w, 4.0) - moved) + moved).clamp(DIFFICULTY.0, DIFFICULTY.1)
    }

    fn fork(&self, Strength { stability: s, difficulty: d }: Strength, elapsed: f32, at: f32) -> Fork {
        let w = &self.weights;
        let recall = self.recall(Strength { stability: s, difficulty: d }, elapsed);
        let (good, again) = if elapsed < 0.5 {
            let change = |rating: f32| (w[17] * (rating - 3.0 + w[18])).exp() * s.powf(-w[19]);
            (s * change(3.0).max(1.0), s * change(1.0))
        } else {
            let forgot = 1.0 - recall;
            let gain = self.growth * (11.0 - d) * s.powf(-w[9]) * (forgot * w[10]).exp_m1();
            let left = w[11] * d.powf(-w[12]) * ((s + 1.0).powf(w[13]) - 1.0) * (forgot * w[14]).exp();
            (s * (1.0 + gain), left.min(s * self.least_loss))
        };
        let strength = |stability: f32, rating| Strength {
            stability: stability.clamp(STABILITY.0, STABILITY.1),
            difficulty: self.difficulty(d, rating),
        };
        Fork { recall, again: strength(again, 1.0), good: strength(good, 3.0), at }
    }
}

impl Trace {
    pub(super) fn remembered(memory: Memory, elapsed: u32) -> Self {
        let strength = Strength {
            stability: sound(memory.stability, STABILITY),
            difficulty: sound(memory.difficulty, DIFFICULTY),
        };
        #[expect(clippy::cast_precision_loss, reason = "days of a human life are far below 2^24")]
        Self::Asked { strength, at: -(elapsed as f32) }
    }

    pub(super) fn recall_at(&self, curve: &Curve, day: f32) -> f32 {
        match *self {
            Self::Unasked { known } => known,
            Self::Asked { strength, at } => curve.recall(strength, day - at),
        }
    }

    /// Whether the last answer was given today.
    pub(super) fn is_of_today(&self) -> bool {
        matches!(self, Self::Asked { at, .. } if *at >= 0.0)
    }

    /// Asks at `day`. Whether it is known is what counts here: a right guess teaches what a miss teaches.
    pub(super) fn ask(&self, curve: &Curve, day: f32) -> Fork {
        match *self {
            Self::Unasked { known } => {
                Fork { recall: known, again: curve.first_again, good: curve.first_good, at: day }
            }
            Self::Asked { strength, at } => curve.fork(strength, day - at, day),
        }
    }
}

impl Fork {
    /// Recall later, over both outcomes.
    pub(super) fn recall_at(&self, curve: &Curve, day: f32) -> f32 {
        let of = |strength| curve.recall(strength, day - self.at);
        self.recall * of(self.good) + (1.0 - self.recall) * of(self.again)
    }

    /// One memory in place of the two: recall is close to a power of stability, so the mean of logarithms serves.
    pub(super) fn middle(&self) -> Trace {
        let mix = |good: f32, again: f32| self.recall * good + (1.0 - self.recall) * again;
        let stability = mix(self.good.stability.ln(), self.again.stability.ln()).exp();
        let difficulty = mix(self.good.difficulty, self.again.difficulty);
        Trace::Asked { strength: Strength { stability, difficulty }, at: self.at }
    }
}

fn first_difficulty(w: &[f32; 21], rating: f32) -> f32 {
    w[4] - (w[5] * (rating - 1.0)).exp() + 1.0
}

fn sound(value: f32, (low, high): (f32, f32)) -> f32 {
    if value.is_finite() { value.clamp(low, high) } else { low }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::practice::{Day, schedule::Rating};

    proptest! {
        #[test]
        fn both_outcomes_are_those_of_the_crate(
            stability in 0.01_f32..2000.0,
            difficulty in 1.0_f32..10.0,
            elapsed in 0_u32..400,
        ) {
            let parameters = Parameters::published();
            let memory = Memory { stability, difficulty };
            let fork = Trace::remembered(memory, elapsed).ask(&Curve::of(&parameters), 0.0);
            let today = Day::from_epoch_days(20_000);
            let last = Day::from_epoch_days(20_000 - i32::try_from(elapsed).unwrap());
            for (ours, rating) in [(fork.again, Rating::Again), (fork.good, Rating::Good)] {
                let theirs = parameters.after_answer(Some((memory, last)), rating, today, 0.9).unwrap().memory;
                prop_assert!((ours.stability / theirs.stability - 1.0).abs() < 1e-3, "{ours:?} {theirs:?}");
                prop_assert!((ours.difficulty - theirs.difficulty).abs() < 1e-3, "{ours:?} {theirs:?}");
            }
            prop_assert!((fork.recall - parameters.recall(memory, last, today)).abs() < 1e-4);
        }
    }

    #[test]
    fn a_first_answer_is_that_of_the_crate() {
        let parameters = Parameters::published();
        let fork = Trace::Unasked { known: 0.5 }.ask(&Curve::of(&parameters), 0.0);
        for (ours, rating) in [(fork.again, Rating::Again), (fork.good, Rating::Good)] {
            let theirs = parameters.after_answer(None, rating, Day::from_epoch_days(0), 0.9).unwrap().memory;
            assert!(
                (ours.stability - theirs.stability).abs() < 1e-4 && (ours.difficulty - theirs.difficulty).abs() < 1e-4
            );
        }
    }
}
