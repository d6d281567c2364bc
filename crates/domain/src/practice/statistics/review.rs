//! The log told again with what was expected of every answer just before it was given.

use std::collections::HashMap;
use std::hash::Hash;

use crate::practice::{
    Day, Verdict,
    schedule::{Memory, Parameters, Rating},
};

/// One answer as the log has it. `Q` names the question.
#[derive(Clone, Debug, PartialEq)]
pub struct Logged<Q> {
    pub question: Q,
    pub verdict: Verdict,
    pub sure: Option<bool>,
    /// How long the learner thought, in milliseconds.
    pub ms: Option<i64>,
    pub day: Day,
    pub retention: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed<Q> {
    pub question: Q,
    pub right: bool,
    pub sure: Option<bool>,
    pub ms: Option<i64>,
    pub day: Day,
    /// `None` for the first answer to a question.
    pub before: Option<Before>,
}

/// What was known of a question when it was answered again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Before {
    /// The probability that the answer would be remembered.
    pub recall: f32,
    /// Days since the answer before.
    pub elapsed: u32,
    /// Days for which the question had been put off.
    pub interval: u32,
}

struct State {
    memory: Memory,
    day: Day,
    interval: u32,
}

/// `log` is in the order in which the answers were given, without those that were taken back.
///
/// Memory is computed with `parameters` throughout, whichever were in force at the time: it says what these parameters
/// would have predicted.
pub fn reviewed<Q: Clone + Eq + Hash>(
    log: impl IntoIterator<Item = Logged<Q>>,
    parameters: &Parameters,
) -> Vec<Reviewed<Q>> {
    let mut states: HashMap<Q, State> = HashMap::new();
    let mut told = Vec::new();
    for answer in log {
        let state = states.get(&answer.question);
        let before = state.map(|state| Before {
            recall: parameters.recall(state.memory, state.day, answer.day),
            elapsed: answer.day.since(state.day),
            interval: state.interval,
        });
        let rating = Rating::of(answer.verdict, answer.sure);
        let known = state.map(|state| (state.memory, state.day));
        // What cannot be scheduled leaves the memory as it was, as it does in the log.
        if let Some(next) = parameters.after_answer(known, rating, answer.day, answer.retention) {
            let day = known.map_or(answer.day, |(_, day)| day.max(answer.day));
            let interval = next.due.since(answer.day);
            states.insert(answer.question.clone(), State { memory: next.memory, day, interval });
        }
        told.push(Reviewed {
            question: answer.question,
            right: answer.verdict.is_right(),
            sure: answer.sure,
            ms: answer.ms,
            day: answer.day,
            before,
        });
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::schedule::DESIRED_RETENTION;

    fn answer(question: u8, right: bool, day: i32) -> Logged<u8> {
        let verdict = Verdict::from_right(right);
        let day = Day::from_epoch_days(day);
        Logged { question, verdict, sure: None, ms: None, day, retention: DESIRED_RETENTION }
    }

    #[test]
    fn the_first_answer_to_a_question_had_nothing_to_be_expected_of_it() {
        let told = reviewed([answer(1, true, 0), answer(2, true, 0), answer(1, true, 2)], &Parameters::published());
        assert_eq!(told[0].before, None);
        assert_eq!(told[1].before, None);
        let before = told[2].before.unwrap();
        assert_eq!((before.elapsed, before.interval), (2, 2));
        assert!((before.recall - 0.9095).abs() < 0.001, "{}", before.recall);
    }

    #[test]
    fn what_is_said_of_one_question_does_not_depend_on_others() {
        let alone = reviewed([answer(1, true, 0), answer(1, false, 9)], &Parameters::published());
        let among = [answer(1, true, 0), answer(2, false, 3), answer(1, false, 9), answer(2, true, 10)];
        let among = reviewed(among, &Parameters::published());
        assert_eq!(alone, among.into_iter().filter(|told| told.question == 1).collect::<Vec<_>>());
    }
}
