//! A made-up bank of questions for an exam with four domains.

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// The blueprint of DVA-C02.
pub const WEIGHTS: [f32; 4] = [32.0, 26.0, 24.0, 18.0];
/// How the bank's questions are spread over its domains: not as the blueprint is.
const SHARES: [f32; 4] = [0.25, 0.40, 0.20, 0.15];
pub const SCORED: u32 = 50;

pub struct Bank {
    pub questions: Vec<Question>,
}

#[derive(Clone, Copy)]
pub struct Question {
    pub domain: usize,
    pub guess: f32,
}

impl Bank {
    /// Three of four questions have one right option of four, the others two of five; in no order.
    pub fn drawn(size: usize, chance: &mut ChaCha8Rng) -> Self {
        let mut questions: Vec<Question> = (0..size).map(|at| question(at, size)).collect();
        questions.shuffle(chance);
        Self { questions }
    }

    /// The mean of each domain, over what holds of a question and its chance of guessing.
    pub fn by_domain(&self, of: impl Fn(usize, f32) -> f32) -> [f32; 4] {
        let mut sums = [(0.0, 0.0); 4];
        for (at, question) in self.questions.iter().enumerate() {
            let (sum, count) = &mut sums[question.domain];
            *sum += of(at, question.guess);
            *count += 1.0;
        }
        sums.map(|(sum, count)| sum / count)
    }
}

fn question(at: usize, size: usize) -> Question {
    let place = at as f32 / size as f32;
    let mut upto = 0.0;
    let domain = SHARES.iter().position(|share| {
        upto += share;
        place < upto
    });
    Question { domain: domain.unwrap_or(3), guess: if at % 4 == 3 { 0.1 } else { 0.25 } }
}
