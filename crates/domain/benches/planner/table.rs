//! One line of the table: what a course comes to over all learners, in per cent of right answers.

use crate::Outcome;

pub const HEAD: &str = "\
| questions | days | minutes a day | planner | FSRS | FSRS, filled up | cramming | planner − FSRS | ahead of FSRS | planner − filled up | 30 days later: planner | FSRS | filled up | cramming | foreseen − real | in the band |
|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";

/// The cells after those that name the course.
pub fn row(learners: &[[Outcome; 4]]) -> String {
    let of = |value: &dyn Fn(&[Outcome; 4]) -> f32| Figures::of(learners.iter().map(value));
    let scores: Vec<String> = (0..4).map(|policy| of(&|tried| tried[policy].score).with_spread()).collect();
    let later: Vec<String> = (0..4).map(|policy| format!("{:.1}", of(&|tried| tried[policy].later).mean)).collect();
    let share = |holds: &dyn Fn(&[Outcome; 4]) -> bool| of(&|tried| f32::from(u8::from(holds(tried)))).mean;
    [
        scores.join(" | "),
        of(&|tried| tried[0].score - tried[1].score).with_error(),
        format!("{:.0} %", share(&|tried| tried[0].score > tried[1].score)),
        of(&|tried| tried[0].score - tried[2].score).with_error(),
        later.join(" | "),
        of(&|tried| tried[0].foreseen - tried[0].score).with_spread(),
        format!("{:.0} %", share(&|tried| tried[0].in_band)),
    ]
    .join(" | ")
}

/// In per cent.
struct Figures {
    mean: f32,
    deviation: f32,
    count: f32,
}

impl Figures {
    fn of(shares: impl Iterator<Item = f32>) -> Self {
        let values: Vec<f32> = shares.map(|share| 100.0 * share).collect();
        let count = values.len() as f32;
        let mean = values.iter().sum::<f32>() / count;
        let squares: f32 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Self { mean, deviation: (squares / (count - 1.0).max(1.0)).sqrt(), count }
    }

    /// With the standard deviation over learners.
    fn with_spread(&self) -> String {
        format!("{:.1} ± {:.1}", self.mean, self.deviation)
    }

    /// With the standard error of the mean.
    fn with_error(&self) -> String {
        format!("{:+.1} ± {:.1}", self.mean, self.deviation / self.count.sqrt())
    }
}
