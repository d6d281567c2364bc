//! A simulated learner: memory by FSRS-6 with parameters of their own, and guessing where memory fails.

use domain::practice::{
    Day,
    schedule::{Memory, Parameters, Rating, Weights},
};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, LogNormal};

use crate::bank::Bank;

/// The spread of each parameter over the users that FSRS was fitted to, as the crate `fsrs` keeps it for its optimiser:
/// `PARAMS_STDDEV` in `src/training.rs` of version 6.6.
const SPREAD: Weights = [
    6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32,
    0.14, 0.27,
];

/// What FSRS-6 accepts, as the crate clips it.
const BOUNDS: [(f32, f32); 21] = [
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.01, 0.8),
    (0.1, 0.8),
];

pub struct Learner {
    truth: Parameters,
    /// The share of questions that are known before they are first asked.
    known: f32,
    /// How much better than usual each question sticks.
    stickiness: Vec<f32>,
    /// Whether each was known before.
    known_before: Vec<bool>,
    memory: Vec<Option<(Memory, Day)>>,
}

impl Learner {
    pub fn drawn(bank: &Bank, chance: &mut ChaCha8Rng) -> Self {
        let known = chance.random_range(0.05..0.45);
        let questions = bank.questions.len();
        Self {
            truth: parameters(chance),
            known,
            stickiness: (0..questions).map(|_| log_normal(1.0, 0.5).sample(chance)).collect(),
            known_before: (0..questions).map(|_| chance.random_bool(f64::from(known))).collect(),
            memory: vec![None; questions],
        }
    }

    /// Whether the answer is right. What was not remembered is learned anew from the reveal, guessed or not.
    pub fn answer(&mut self, question: usize, guess: f32, today: Day, chance: &mut ChaCha8Rng) -> bool {
        let remembered = match self.memory[question] {
            None => self.known_before[question],
            Some((memory, last)) => {
                chance.random_bool(f64::from(self.truth.recall(memory, last, today).clamp(0.0, 1.0)))
            }
        };
        let rating = if remembered { Rating::Good } else { Rating::Again };
        let next = self.truth.after_answer(self.memory[question], rating, today, 0.9).expect("sound parameters");
        let mut memory = next.memory;
        if self.memory[question].is_none() {
            memory.stability *= self.stickiness[question];
        }
        self.memory[question] = Some((memory, today));
        remembered || chance.random_bool(f64::from(guess))
    }

    /// The chance to be right on the day.
    pub fn chance(&self, question: usize, guess: f32, day: Day) -> f32 {
        let recall = match self.memory[question] {
            None => self.known,
            Some((memory, last)) => self.truth.recall(memory, last, day),
        };
        recall + (1.0 - recall) * guess
    }
}

/// Each parameter log-normal around the published one, with the published spread, within what FSRS accepts.
fn parameters(chance: &mut ChaCha8Rng) -> Parameters {
    let published = *Parameters::published().weights();
    let mut weights = published;
    for (at, weight) in weights.iter_mut().enumerate() {
        let (low, high) = BOUNDS[at];
        *weight = log_normal(published[at], sigma(published[at], SPREAD[at])).sample(chance).clamp(low, high);
    }
    // A better first answer never leaves a weaker memory.
    weights[..4].sort_by(f32::total_cmp);
    Parameters::named("truth", weights).expect("within bounds")
}

fn log_normal(median: f32, sigma: f32) -> LogNormal<f32> {
    LogNormal::new(median.ln(), sigma).expect("a positive spread")
}

/// The sigma of a log-normal distribution with this median and this standard deviation.
fn sigma(median: f32, deviation: f32) -> f32 {
    let ratio = (deviation / median).powi(2);
    f32::midpoint(1.0, (1.0 + 4.0 * ratio).sqrt()).ln().sqrt()
}
