//! A stretch of practice with an end: ten minutes, twenty questions, or until the learner has enough.

/// What ends a sitting by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Minutes(u16),
    Questions(u16),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting {
    pub length: Length,
    /// Unix time in milliseconds.
    pub begun_ms: i64,
}

impl Length {
    pub const TEN_MINUTES: Self = Self::Minutes(10);
    pub const TWENTY_QUESTIONS: Self = Self::Questions(20);
}

impl Sitting {
    const MINUTE_MS: i64 = 60_000;

    /// Whether no further question is asked. One that was asked in time may be answered after it.
    pub fn is_over(&self, now_ms: i64, answered: usize) -> bool {
        match self.length {
            Length::Minutes(_) => self.minutes_left(now_ms) == Some(0),
            Length::Questions(questions) => answered >= usize::from(questions),
        }
    }

    /// When its time is up.
    pub fn ends_ms(&self) -> Option<i64> {
        let Length::Minutes(minutes) = self.length else { return None };
        Some(self.begun_ms.saturating_add(i64::from(minutes) * Self::MINUTE_MS))
    }

    /// Minutes that are left, begun ones counted as whole. A clock that was set back gives no more than there were.
    pub fn minutes_left(&self, now_ms: i64) -> Option<i64> {
        let Length::Minutes(minutes) = self.length else { return None };
        let minutes = i64::from(minutes);
        let passed = now_ms.saturating_sub(self.begun_ms).max(0);
        Some(minutes.saturating_sub(passed / Self::MINUTE_MS).max(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_minutes_end_after_ten_minutes_and_twenty_questions_after_twenty() {
        let minutes = Sitting { length: Length::TEN_MINUTES, begun_ms: 1_000 };
        assert!(!minutes.is_over(600_999, 99) && minutes.is_over(601_000, 0));
        assert_eq!(minutes.ends_ms(), Some(601_000));
        let questions = Sitting { length: Length::TWENTY_QUESTIONS, begun_ms: 1_000 };
        assert!(!questions.is_over(i64::MAX, 19) && questions.is_over(1_000, 20));
        assert_eq!(questions.ends_ms(), None);
    }

    #[test]
    fn a_clock_that_is_set_back_neither_ends_nor_lengthens_a_sitting() {
        let sitting = Sitting { length: Length::TEN_MINUTES, begun_ms: 1_000_000 };
        assert_eq!(sitting.minutes_left(0), Some(10));
        assert_eq!(sitting.minutes_left(1_000_000 + 59_999), Some(10));
        assert_eq!(sitting.minutes_left(1_000_000 + 60_000), Some(9));
    }
}
