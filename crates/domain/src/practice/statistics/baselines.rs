//! What others would have predicted for the same log: a constant, and SM-2.
//!
//! Neither looks ahead: each predicts an answer from the ones before it.

use std::{collections::HashMap, hash::Hash};

use super::{Logged, Prediction};
use crate::practice::Day;

/// The learner's own share of right answers so far, whichever the question; one half before there is any.
pub fn constant<Q: Clone + Eq + Hash>(log: &[Logged<Q>]) -> Vec<Prediction> {
    let (mut right, mut of) = (0_u32, 0_u32);
    let mut predicted = Vec::new();
    each(log, |answer, elapsed| {
        if elapsed.is_some() {
            // Laplace's rule of succession keeps the first ones away from certainty.
            let recall = (f64::from(right) + 1.0) / (f64::from(of) + 2.0);
            predicted.push(Prediction { recall, right: answer.verdict.is_right() });
            right += u32::from(answer.verdict.is_right());
            of += 1;
        }
    });
    predicted
}

/// SM-2 (Wozniak 1990) with the interval that it gives taken as the time in which recall falls to 90 per cent.
///
/// SM-2 predicts no probability; this reading of it is the usual one (srs-benchmark). A right answer has quality 4, a
/// right but unsure one 3, a wrong one 1. <https://super-memory.com/english/ol/sm2.htm>
pub fn sm2<Q: Clone + Eq + Hash>(log: &[Logged<Q>]) -> Vec<Prediction> {
    let mut cards: HashMap<Q, Sm2> = HashMap::new();
    let mut predicted = Vec::new();
    each(log, |answer, elapsed| {
        let card = cards.entry(answer.question.clone()).or_default();
        if let Some(elapsed) = elapsed {
            let recall = 0.9_f64.powf(f64::from(elapsed) / card.interval.max(1.0));
            predicted.push(Prediction { recall, right: answer.verdict.is_right() });
        }
        card.answer(match (answer.verdict.is_right(), answer.sure) {
            (false, _) => 1.0,
            (true, Some(false)) => 3.0,
            (true, _) => 4.0,
        });
    });
    predicted
}

struct Sm2 {
    repetitions: u32,
    easiness: f64,
    /// Days.
    interval: f64,
}

impl Default for Sm2 {
    fn default() -> Self {
        Self { repetitions: 0, easiness: 2.5, interval: 0.0 }
    }
}

impl Sm2 {
    fn answer(&mut self, quality: f64) {
        if quality < 3.0 {
            (self.repetitions, self.interval) = (0, 1.0);
        } else {
            self.interval = match self.repetitions {
                0 => 1.0,
                1 => 6.0,
                _ => (self.interval * self.easiness).ceil().min(36_500.0),
            };
            self.repetitions += 1;
        }
        let missing = 5.0 - quality;
        self.easiness = (self.easiness + 0.1 - missing * (0.08 + missing * 0.02)).max(1.3);
    }
}

/// Hands over every answer, with the days since the one before it to the same question where it came on a later day.
fn each<Q: Clone + Eq + Hash>(log: &[Logged<Q>], mut told: impl FnMut(&Logged<Q>, Option<u32>)) {
    let mut last: HashMap<Q, Day> = HashMap::new();
    for answer in log {
        // A clock that was set back does not make a day earlier.
        let day = last.get(&answer.question).map_or(answer.day, |day| answer.day.max(*day));
        let before = last.insert(answer.question.clone(), day);
        told(answer, before.map(|before| answer.day.since(before)).filter(|days| *days > 0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::{Verdict, schedule::DESIRED_RETENTION};

    fn answers(course: &[(i32, bool)]) -> Vec<Logged<u8>> {
        let answer = |&(day, right): &(i32, bool)| Logged {
            question: 1,
            verdict: Verdict::from_right(right),
            sure: None,
            ms: None,
            day: Day::from_epoch_days(day),
            retention: DESIRED_RETENTION,
        };
        course.iter().map(answer).collect()
    }

    #[test]
    fn sm2_spreads_right_answers_as_its_author_has_it() {
        // Quality 4 leaves the easiness of 2.5 as it is: 1, 6, 15, 38 days.
        let log = answers(&[(0, true), (1, true), (7, true), (22, true), (60, true)]);
        assert!(sm2(&log).iter().all(|prediction| (prediction.recall - 0.9).abs() < 1e-9), "{:?}", sm2(&log));
        let late = sm2(&answers(&[(0, true), (2, true)]));
        assert!((late[0].recall - 0.81).abs() < 1e-9);
    }

    #[test]
    fn sm2_begins_again_after_a_miss() {
        let predicted = sm2(&answers(&[(0, true), (1, true), (7, false), (8, true)]));
        assert!((predicted[2].recall - 0.9).abs() < 1e-9);
    }

    #[test]
    fn the_constant_knows_only_what_was_answered_before() {
        let predicted = constant(&answers(&[(0, true), (1, true), (2, true), (3, false)]));
        let recalls: Vec<f64> = predicted.iter().map(|prediction| prediction.recall).collect();
        assert_eq!(recalls, [0.5, 2.0 / 3.0, 3.0 / 4.0]);
    }

    #[test]
    fn all_predict_the_same_answers() {
        let log = answers(&[(0, true), (0, false), (3, true), (3, true), (9, false)]);
        let fsrs =
            crate::practice::statistics::reviewed(log.clone(), &crate::practice::schedule::Parameters::published());
        let right = |predictions: Vec<Prediction>| predictions.iter().map(|one| one.right).collect::<Vec<_>>();
        assert_eq!(right(constant(&log)), right(sm2(&log)));
        assert_eq!(right(sm2(&log)), right(super::super::predictions(&fsrs)));
    }
}
