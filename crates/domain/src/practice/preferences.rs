//! What a learner can choose about practice, each within bounds that make sense.

use std::ops::RangeInclusive;

use super::{Day, schedule};
use crate::content::Slug;

#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// A name of the IANA time zone database; UTC until it is known.
    pub time_zone: Option<String>,
    /// Minutes after midnight at which the learner's day begins.
    pub day_begins: u16,
    /// The share of answers that should still be right when a question comes back.
    pub retention: f32,
    pub new_per_day: u16,
    pub reviews_per_day: u16,
    /// Whether single keys do something (WCAG 2.1.4).
    pub shortcuts: bool,
    /// Per cent of an exam's time that are added to it.
    pub extra_time: u16,
    pub exam_day: Option<ExamDay>,
}

/// The exam that a learner prepares for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamDay {
    pub track: Slug,
    pub day: Day,
    pub minutes_per_day: u16,
}

impl Preferences {
    pub const DAY_BEGINS: RangeInclusive<u16> = 0..=720;
    pub const RETENTION: RangeInclusive<f32> = 0.70..=0.97;
    pub const NEW_PER_DAY: RangeInclusive<u16> = 0..=1_000;
    pub const REVIEWS_PER_DAY: RangeInclusive<u16> = 0..=10_000;
    pub const EXTRA_TIME: RangeInclusive<u16> = 0..=200;
    pub const MINUTES_PER_DAY: RangeInclusive<u16> = 1..=720;

    /// The exam that is still to come after `today`, if one is set.
    pub fn exam_after(&self, today: Day) -> Option<&ExamDay> {
        self.exam_day.as_ref().filter(|exam| exam.day > today)
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            time_zone: None,
            day_begins: 4 * 60,
            retention: schedule::DESIRED_RETENTION,
            new_per_day: 20,
            reviews_per_day: 200,
            shortcuts: true,
            extra_time: 0,
            exam_day: None,
        }
    }
}
