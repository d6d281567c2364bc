//! The days until an exam: which questions to ask today so that the most answers will be right on that day.
//!
//! One call of [`Preparation::plan`] answers what a learner asks: what to practise today, what to expect on the day if
//! every day's minutes are used, and (with [`Preparation::with_more`]) what more minutes would buy. It is a pure
//! function that keeps nothing: after each answer it is simply asked again. How it decides, and what that is worth
//! against plain FSRS and against cramming, is in `docs/planner.md`.

mod calendar;
mod estimate;
mod guess;
mod readiness;
mod recall;
mod spread;

use calendar::Calendar;
pub use estimate::{Estimate, Outlook, Record};
pub use guess::{known_at_first, right_by_guessing};
pub use readiness::{Held, LEAST_ANSWERS, Readiness, readiness};
use recall::{Curve, Trace};
use spread::{Prospect, Spread};

use super::{
    Day,
    schedule::{Memory, Parameters},
};

/// A learner's way to an exam, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct Preparation<'a> {
    /// Every question that may be asked. Those that are set aside are left out by the caller.
    pub items: &'a [Item],
    /// Each domain's share of the exam, on any scale; [`Item::domain`] counts in this list.
    pub weights: &'a [f32],
    /// How many questions of the exam count; the width of the bands follows from it.
    pub scored: u32,
    pub today: Day,
    pub exam: Day,
    /// What is left of today's time.
    pub seconds_today: f32,
    /// The time of every later day before the exam; nothing is planned on the day itself.
    pub seconds_per_day: f32,
    /// What an answer takes, with reading its reveal.
    pub seconds_per_answer: f32,
    /// The chance that a question that was never asked is known all the same; see [`known_at_first`].
    pub known_at_first: f32,
    /// How the answers in each domain went so far, in the order of `weights`; what is missing counts as no answers.
    /// They move what is expected, and change nothing in what is asked.
    pub records: &'a [Record],
    pub parameters: &'a Parameters,
}

/// A question as the planner sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Where its domain stands in [`Preparation::weights`]; a question of no domain counts for nothing and is left out.
    pub domain: usize,
    /// The chance to be right without knowing; see [`right_by_guessing`].
    pub guess: f32,
    /// The memory after the last answer and the day of that answer; `None` for a question that was never asked.
    pub memory: Option<(Memory, Day)>,
}

/// What to do today and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Today's questions as positions in [`Preparation::items`], the one that matters most first: whoever stops early
    /// has done the best part.
    pub today: Vec<usize>,
    /// If the exam were today.
    pub now: Outlook,
    /// On the day of the exam, if the plan is followed.
    pub on_the_day: Outlook,
}

impl Preparation<'_> {
    /// `None` when the exam is not ahead any more, or has no domain with a weight: then plain FSRS says what is due.
    pub fn plan(&self) -> Option<Plan> {
        let (prospects, calendar) = self.prospects()?;
        let spread = Spread::over(&calendar, &prospects, self.curve());
        Some(Plan {
            today: spread.today().map(|at| prospects[at].item).collect(),
            now: self.outlook(&prospects, |at| spread.recall_after(at, 0)),
            on_the_day: self.outlook(&prospects, |at| spread.recall(at)),
        })
    }

    /// What to expect if the exam were on that day and the plan were followed until then: today, some of the days in
    /// between, and the day itself. `None` as for [`Preparation::plan`].
    pub fn course(&self) -> Option<Vec<(Day, Outlook)>> {
        let (prospects, calendar) = self.prospects()?;
        let spread = Spread::over(&calendar, &prospects, self.curve());
        let days = std::iter::once(0).chain(calendar.spans.iter().map(|span| span.end));
        let outlook =
            |(spans, days)| (self.today.plus(days), self.outlook(&prospects, |at| spread.recall_after(at, spans)));
        Some(days.enumerate().map(outlook).collect())
    }

    fn outlook(&self, prospects: &[Prospect], recall: impl Fn(usize) -> f32) -> Outlook {
        let items = prospects.iter().enumerate();
        let chances: Vec<_> = items.map(|(at, prospect)| self.chance(prospect.item, recall(at))).collect();
        Outlook::of(self, &chances)
    }

    /// By how much the expected share of right answers on the day would rise with so many more seconds on each day.
    pub fn with_more(&self, seconds: f32) -> Option<f32> {
        let richer = Self {
            seconds_today: self.seconds_today + seconds,
            seconds_per_day: self.seconds_per_day + seconds,
            ..*self
        };
        let gain = richer.plan()?.on_the_day.total.expected - self.plan()?.on_the_day.total.expected;
        Some(gain.max(0.0))
    }

    fn prospects(&self) -> Option<(Vec<Prospect>, Calendar)> {
        let days = self.exam.since(self.today);
        if days == 0 || self.total_weight() <= 0.0 {
            return None;
        }
        let per_item = self.weight_per_item();
        let prospects = self.items.iter().enumerate().filter_map(|(at, item)| {
            let weight = per_item.get(item.domain).copied().filter(|weight| *weight > 0.0)?;
            let trace = self.trace(item);
            Some(Prospect { item: at, trace, worth: weight * (1.0 - fraction(item.guess)) })
        });
        let answers = |seconds: f32| answers(seconds, self.seconds_per_answer);
        let calendar = Calendar::new(days, answers(self.seconds_today), answers(self.seconds_per_day));
        Some((prospects.collect(), calendar))
    }

    fn trace(&self, item: &Item) -> Trace {
        match item.memory {
            Some((memory, day)) => Trace::remembered(memory, self.today.since(day)),
            None => Trace::Unasked { known: fraction(self.known_at_first) },
        }
    }

    /// The chance of a right answer: to know it, or else to guess it.
    fn chance(&self, item: usize, recall: f32) -> (usize, f32) {
        let Item { domain, guess, .. } = self.items[item];
        (domain, recall + (1.0 - recall) * fraction(guess))
    }

    fn curve(&self) -> Curve {
        Curve::of(self.parameters)
    }

    /// What one question of each domain counts for: the exam asks a sample of the domain, not of the bank.
    fn weight_per_item(&self) -> Vec<f32> {
        let mut counts = vec![0.0_f32; self.weights.len()];
        for item in self.items {
            if let Some(count) = counts.get_mut(item.domain) {
                *count += 1.0;
            }
        }
        let total = self.total_weight();
        self.weights.iter().zip(counts).map(|(weight, count)| positive(*weight) / total / count.max(1.0)).collect()
    }

    fn total_weight(&self) -> f32 {
        self.weights.iter().map(|weight| positive(*weight)).sum()
    }
}

/// A weight, whatever came in.
fn positive(weight: f32) -> f32 {
    if weight.is_finite() { weight.max(0.0) } else { 0.0 }
}

/// A share between 0 and 1, whatever came in.
fn fraction(value: f32) -> f32 {
    if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 }
}

/// How many answers fit; the last one may be begun and not finished.
fn answers(seconds: f32, each: f32) -> f32 {
    let answers = seconds / each.max(1.0);
    if answers.is_finite() { answers.clamp(0.0, 10_000.0) } else { 0.0 }
}
