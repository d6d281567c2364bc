//! Where a learner stands with a question: a pure function of the answer log.

use super::{
    AttemptId, Day, Verdict,
    schedule::{Memory, Parameters, Rating},
};

/// The state of one question for one learner.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The last answer that counts.
    pub attempt: AttemptId,
    /// The learner asked for the question again, or missed it in the sandbox: it is shown as unanswered.
    pub asked_again: bool,
    /// Of the last answer.
    pub verdict: Verdict,
    pub answers: u32,
    /// How many of them were wrong.
    pub misses: u32,
    /// How often a question that had been answered was then missed.
    pub lapses: u32,
    /// The day of the last answer.
    pub day: Day,
    pub memory: Memory,
    /// Days, not rounded.
    pub interval_days: f32,
    pub due: Day,
}

/// One answer, as far as memory is concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered {
    pub attempt: AttemptId,
    pub verdict: Verdict,
    pub sure: Option<bool>,
    pub day: Day,
    pub retention: f32,
}

/// One entry of the log about one question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Entry {
    Answered(Answered),
    AskedAgain,
}

impl Card {
    /// The card after an answer; `None` where [`Parameters::after_answer`] refuses.
    pub fn after_answer(before: Option<&Self>, answer: &Answered, parameters: &Parameters) -> Option<Self> {
        let memory = before.map(|card| (card.memory, card.day));
        let rating = Rating::of(answer.verdict, answer.sure);
        let next = parameters.after_answer(memory, rating, answer.day, answer.retention)?;
        let lapsed = before.is_some() && !answer.verdict.is_right();
        Some(Self {
            attempt: answer.attempt,
            asked_again: false,
            verdict: answer.verdict,
            answers: before.map_or(0, |card| card.answers) + 1,
            misses: before.map_or(0, |card| card.misses) + u32::from(!answer.verdict.is_right()),
            lapses: before.map_or(0, |card| card.lapses) + u32::from(lapsed),
            // A clock that was set back must not make the next interval longer.
            day: before.map_or(answer.day, |card| card.day.max(answer.day)),
            memory: next.memory,
            interval_days: next.interval_days,
            due: next.due,
        })
    }

    /// The card that a log leads to with these parameters; `None` for a log without an answer.
    pub fn replay(log: impl IntoIterator<Item = Entry>, parameters: &Parameters) -> Option<Self> {
        log.into_iter().fold(None, |card, entry| Self::followed_by(card, &entry, parameters))
    }

    /// What one more entry makes of a card.
    pub fn followed_by(card: Option<Self>, entry: &Entry, parameters: &Parameters) -> Option<Self> {
        match entry {
            Entry::Answered(answer) => Self::after_answer(card.as_ref(), answer, parameters).or(card),
            Entry::AskedAgain => card.map(|card| Self { asked_again: true, ..card }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::schedule;

    fn replay(log: impl IntoIterator<Item = Entry>) -> Option<Card> {
        Card::replay(log, &Parameters::published())
    }

    fn answered(number: u128, verdict: Verdict, day: i32) -> Entry {
        Entry::Answered(Answered {
            attempt: AttemptId::from_u128(number),
            verdict,
            sure: None,
            day: Day::from_epoch_days(day),
            retention: schedule::DESIRED_RETENTION,
        })
    }

    #[test]
    fn a_question_that_was_never_answered_has_no_card() {
        assert_eq!(replay([]), None);
        assert_eq!(replay([Entry::AskedAgain]), None);
    }

    #[test]
    fn asking_again_shows_the_question_as_open_and_keeps_the_memory() {
        let answer = answered(1, Verdict::Right, 100);
        let (plain, again) = (replay([answer]).unwrap(), replay([answer, Entry::AskedAgain]).unwrap());
        assert!(again.asked_again && !plain.asked_again);
        assert_eq!(again.memory, plain.memory);
    }

    #[test]
    fn only_a_miss_after_an_earlier_answer_is_a_lapse() {
        let log = [answered(1, Verdict::Wrong, 1), answered(2, Verdict::Right, 2), answered(3, Verdict::Wrong, 4)];
        let card = replay(log).unwrap();
        assert_eq!((card.answers, card.misses, card.lapses), (3, 2, 1));
    }
}
