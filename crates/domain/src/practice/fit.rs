//! Parameters of FSRS from a learner's own log, offered only where they predict what they have not seen better.

use std::{collections::HashMap, hash::Hash};

use fsrs::{ComputeParametersInput, FSRSItem, FSRSReview, compute_parameters};

use super::{
    Day,
    schedule::{Parameters, Rating, Weights},
    statistics::{Logged, Prediction, log_loss, reviewed},
};

/// How the log was split and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// Answers that the parameters were fitted to, and later ones that they were tried on.
    pub fitted_to: usize,
    pub tried_on: usize,
    /// Log loss on the later ones: of the parameters in force, and of those fitted to the earlier ones.
    pub loss_in_force: f64,
    pub loss_fitted: f64,
    /// Fitted to the whole log; only where they are better by more than chance may explain.
    pub offer: Option<Weights>,
}

/// Why there is no trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTrial {
    /// Answers that came on a later day than the one before them: so many there are, and so many it takes.
    TooFew { there_are: usize, it_takes: usize },
    /// The optimizer gave up on this log.
    Failed,
}

/// Below this a fit would follow single answers. Anki's optimizer once asked for 400 reviews of four grades; here a
/// fifth of them is held out on top.
pub const FEWEST: usize = 500;
/// The last fifth is held out.
const HELD_OUT: usize = 5;

/// `log` is in the order in which the answers were given. Takes seconds for thousands of answers.
pub fn fit<Q: Clone + Eq + Hash>(log: &[Logged<Q>], in_force: &Parameters) -> Result<Trial, NoTrial> {
    let items = items(log);
    if items.len() < FEWEST {
        return Err(NoTrial::TooFew { there_are: items.len(), it_takes: FEWEST });
    }
    let fitted_to = items.len() - items.len() / HELD_OUT;
    let fitted = weights(items[..fitted_to].to_vec())?;
    let trained = Parameters::named("trial", fitted).ok_or(NoTrial::Failed)?;
    let (now, then) = (held_out(log, in_force, fitted_to), held_out(log, &trained, fitted_to));
    let (Some(loss_in_force), Some(loss_fitted)) = (log_loss(&now), log_loss(&then)) else {
        return Err(NoTrial::Failed);
    };
    let offer = if is_better(&then, &now) { Some(weights(items)?) } else { None };
    Ok(Trial { fitted_to, tried_on: now.len(), loss_in_force, loss_fitted, offer })
}

/// For every answer that came on a later day than the one before it: the answers to its question up to it.
fn items<Q: Clone + Eq + Hash>(log: &[Logged<Q>]) -> Vec<FSRSItem> {
    let mut courses: HashMap<Q, (Vec<FSRSReview>, Day)> = HashMap::new();
    let mut items = Vec::new();
    for answer in log {
        let (course, last) = courses.entry(answer.question.clone()).or_insert_with(|| (Vec::new(), answer.day));
        let elapsed = answer.day.since(*last);
        *last = answer.day.max(*last);
        let rating = match Rating::of(answer.verdict, answer.sure) {
            Rating::Again => 1,
            Rating::Hard => 2,
            Rating::Good => 3,
        };
        course.push(FSRSReview { rating, delta_t: elapsed });
        if elapsed > 0 {
            items.push(FSRSItem { reviews: course.clone() });
        }
    }
    items
}

fn weights(items: Vec<FSRSItem>) -> Result<Weights, NoTrial> {
    let input = ComputeParametersInput { train_set: items, num_relearning_steps: Some(0), ..Default::default() };
    let weights = compute_parameters(input).map_err(|_| NoTrial::Failed)?;
    Weights::try_from(weights).map_err(|_| NoTrial::Failed)
}

/// Predictions are in the order of [`items`].
fn held_out<Q: Clone + Eq + Hash>(log: &[Logged<Q>], parameters: &Parameters, from: usize) -> Vec<Prediction> {
    super::statistics::predictions(&reviewed(log.iter().cloned(), parameters)).split_off(from)
}

/// Lower log loss by more than one standard error of the differences, answer by answer.
fn is_better(fitted: &[Prediction], in_force: &[Prediction]) -> bool {
    let loss = |one: &Prediction| log_loss(std::slice::from_ref(one)).unwrap_or(0.0);
    let gains: Vec<f64> = fitted.iter().zip(in_force).map(|(fitted, now)| loss(now) - loss(fitted)).collect();
    #[expect(clippy::cast_precision_loss, reason = "answers are counted in thousands")]
    let of = gains.len() as f64;
    let mean = gains.iter().sum::<f64>() / of;
    let variance = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / of;
    mean > (variance / of).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::{Verdict, schedule::DESIRED_RETENTION};

    /// Reviews at their due days by someone whose true memory follows `truth`. The draws are those of a fixed
    /// linear congruential generator (Knuth's MMIX), so that a run repeats.
    fn log_of(truth: &Parameters, questions: u32, days: i32) -> Vec<Logged<u32>> {
        let mut state = 7_u64;
        let mut draw = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
            ((state >> 11) as f32 / (1_u64 << 53) as f32)
        };
        let published = Parameters::published();
        let mut known: HashMap<u32, (crate::practice::schedule::Memory, Day, Day)> = HashMap::new();
        let mut believed: HashMap<u32, crate::practice::schedule::Memory> = HashMap::new();
        let mut log = Vec::new();
        for day in (0..days).map(Day::from_epoch_days) {
            for question in 0..questions {
                let state = known.get(&question).copied();
                if state.is_some_and(|(_, _, due)| due > day) || (state.is_none() && draw() > 0.1) {
                    continue;
                }
                let recall = state.map_or(0.5, |(memory, last, _)| truth.recall(memory, last, day));
                let verdict = Verdict::from_right(draw() < recall);
                let rating = Rating::of(verdict, None);
                let before = state.map(|(memory, last, _)| (memory, last));
                let next = truth.after_answer(before, rating, day, DESIRED_RETENTION).unwrap();
                let belief = believed.get(&question).copied().zip(before.map(|(_, last)| last));
                let planned = published.after_answer(belief, rating, day, DESIRED_RETENTION).unwrap();
                believed.insert(question, planned.memory);
                known.insert(question, (next.memory, day, planned.due));
                log.push(Logged { question, verdict, sure: None, ms: None, day, retention: DESIRED_RETENTION });
            }
        }
        log
    }

    #[test]
    fn few_answers_are_not_fitted_to() {
        let log = log_of(&Parameters::published(), 20, 20);
        assert!(matches!(fit(&log, &Parameters::published()), Err(NoTrial::TooFew { it_takes: FEWEST, .. })));
    }

    #[test]
    fn someone_who_forgets_much_faster_is_offered_parameters_that_predict_better() {
        let mut weights = *Parameters::published().weights();
        for initial in &mut weights[..4] {
            *initial *= 0.2;
        }
        weights[8] -= 0.9;
        let truth = Parameters::named("truth", weights).unwrap();
        let log = log_of(&truth, 60, 200);
        let trial = fit(&log, &Parameters::published()).unwrap();
        assert!(trial.loss_fitted < trial.loss_in_force, "{trial:?}");
        let offer = Parameters::named("offer", trial.offer.unwrap()).unwrap();
        // Once they are in force, there is nothing better to offer.
        assert_eq!(fit(&log, &offer).unwrap().offer, None);
    }

    #[test]
    fn someone_like_most_is_offered_nothing() {
        let log = log_of(&Parameters::published(), 120, 250);
        assert_eq!(fit(&log, &Parameters::published()).unwrap().offer, None);
    }
}
