//! Shares of right answers: per day, of young and mature questions, and of those who said that they were sure.

use std::collections::BTreeMap;

use super::Reviewed;
use crate::practice::Day;

/// A question that was put off for at least this long counts as mature, as Anki has it.
pub const MATURE_DAYS: u32 = 21;

/// Longer than this nobody thinks about one question: the page was left open. Anki counts as much at most.
const LONGEST_MS: i64 = 60_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub right: u32,
    pub of: u32,
}

impl Share {
    /// `None` where there is nothing to take a share of.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.right) / f64::from(self.of))
    }

    fn count(&mut self, right: bool) {
        self.right += u32::from(right);
        self.of += 1;
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCount {
    pub answers: Share,
    /// Time spent on answering, with a minute for an answer at most.
    pub ms: i64,
}

/// What was done on each day on which anything was.
pub fn by_day<Q>(reviewed: &[Reviewed<Q>]) -> BTreeMap<Day, DayCount> {
    let mut days: BTreeMap<Day, DayCount> = BTreeMap::new();
    for answer in reviewed {
        let day = days.entry(answer.day).or_default();
        day.answers.count(answer.right);
        day.ms += answer.ms.unwrap_or(0).clamp(0, LONGEST_MS);
    }
    days
}

/// Of the questions that were asked again on a later day, how many were still known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Put off for less than [`MATURE_DAYS`].
    pub young: Share,
    pub mature: Share,
}

impl Retention {
    pub fn all(self) -> Share {
        Share { right: self.young.right + self.mature.right, of: self.young.of + self.mature.of }
    }
}

/// Counts the first answer of a day to each question, from `since` on: what is asked again that day was just told.
pub fn retention<Q>(reviewed: &[Reviewed<Q>], since: Day) -> Retention {
    let mut retention = Retention::default();
    for answer in reviewed.iter().filter(|answer| answer.day >= since) {
        let Some(before) = answer.before.filter(|before| before.elapsed > 0) else { continue };
        let share = if before.interval >= MATURE_DAYS { &mut retention.mature } else { &mut retention.young };
        share.count(answer.right);
    }
    retention
}

/// How often one was right, by what one said before the answer was revealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calibration {
    pub sure: Share,
    pub unsure: Share,
    pub unsaid: Share,
}

pub fn calibration<Q>(reviewed: &[Reviewed<Q>]) -> Calibration {
    let mut calibration = Calibration::default();
    for answer in reviewed {
        let share = match answer.sure {
            Some(true) => &mut calibration.sure,
            Some(false) => &mut calibration.unsure,
            None => &mut calibration.unsaid,
        };
        share.count(answer.right);
    }
    calibration
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::statistics::Before;

    fn told(day: i32, right: bool, sure: Option<bool>, before: Option<(u32, u32)>) -> Reviewed<u8> {
        let before = before.map(|(elapsed, interval)| Before { recall: 0.9, elapsed, interval });
        Reviewed { question: 1, right, sure, ms: Some(90_000), day: Day::from_epoch_days(day), before }
    }

    #[test]
    fn only_the_first_answer_of_a_later_day_tells_what_was_retained() {
        let log = [
            told(0, true, None, None),
            told(2, true, None, Some((2, 2))),
            told(2, false, None, Some((0, 11))),
            told(40, false, None, Some((38, 30))),
            told(41, true, None, Some((1, 1))),
        ];
        let all = retention(&log, Day::from_epoch_days(0));
        assert_eq!((all.young, all.mature), (Share { right: 2, of: 2 }, Share { right: 0, of: 1 }));
        assert_eq!(retention(&log, Day::from_epoch_days(41)).all(), Share { right: 1, of: 1 });
    }

    #[test]
    fn an_answer_takes_a_minute_at_most() {
        let days = by_day(&[told(3, true, None, None), told(3, false, None, None)]);
        assert_eq!(days[&Day::from_epoch_days(3)], DayCount { answers: Share { right: 1, of: 2 }, ms: 120_000 });
    }

    #[test]
    fn who_says_nothing_is_not_counted_as_sure() {
        let log = [told(0, true, Some(true), None), told(0, false, Some(false), None), told(0, true, None, None)];
        let Calibration { sure, unsure, unsaid } = calibration(&log);
        assert_eq!((sure.value(), unsure.value(), unsaid.value()), (Some(1.0), Some(0.0), Some(1.0)));
    }
}
