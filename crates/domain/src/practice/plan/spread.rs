//! Spreads answers over questions and days: the next answer always goes where it adds most to the day of the exam.

use std::{cmp::Ordering, collections::BinaryHeap};

use super::{
    calendar::{Calendar, MOST_SPANS, as_days},
    recall::{Curve, Trace},
};

/// A question with what is at stake.
pub(super) struct Prospect {
    /// Where it stands in the caller's list.
    pub(super) item: usize,
    pub(super) trace: Trace,
    /// What certain recall on the day adds to the expected share of right answers.
    pub(super) worth: f32,
}

/// When each question is asked.
pub(super) struct Spread<'a> {
    calendar: &'a Calendar,
    prospects: &'a [Prospect],
    curve: Curve,
    /// One bit for each span in which the question is asked.
    asked: Vec<u16>,
    /// Recall on the day of the exam.
    recall: Vec<f32>,
    /// Answers that still fit into each span.
    free: Vec<f32>,
}

/// Another answer to a question, in the best span for it that was open.
struct Offer {
    gain: f32,
    prospect: usize,
    span: usize,
}

/// An answer that would raise the recall of its question by less is not worth its time: the minutes stay free.
const LEAST_GAIN: f32 = 1e-4;

impl<'a> Spread<'a> {
    pub(super) fn over(calendar: &'a Calendar, prospects: &'a [Prospect], curve: Curve) -> Self {
        let recall = prospects.iter().map(|prospect| prospect.trace.recall_at(&curve, calendar.exam)).collect();
        let free = calendar.spans.iter().map(|span| span.answers.ceil()).collect();
        let mut spread = Self { calendar, prospects, curve, asked: vec![0; prospects.len()], recall, free };
        spread.fill();
        spread
    }

    /// Recall of a question on the day of the exam.
    pub(super) fn recall(&self, prospect: usize) -> f32 {
        self.recall[prospect]
    }

    /// Recall of a question after so many spans, on the day that follows them.
    pub(super) fn recall_after(&self, prospect: usize, spans: usize) -> f32 {
        let Some(last) = spans.checked_sub(1).and_then(|last| self.calendar.spans.get(last)) else {
            // On the day of an answer everything is remembered, also what was only just told: that says nothing.
            let trace = self.prospects[prospect].trace;
            return trace.recall_at(&self.curve, if trace.is_of_today() { 1.0 } else { 0.0 });
        };
        let until = (0..spans).fold(0, |bits, span| bits | 1 << span);
        self.recall_from(self.prospects[prospect].trace, self.asked[prospect] & until, as_days(last.end))
    }

    /// Today's questions, first the one whose loss would cost most.
    pub(super) fn today(&self) -> impl Iterator<Item = usize> {
        let today = (0..self.asked.len()).filter(|at| self.asked[*at] & 1 == 1);
        let mut by_loss: Vec<(f32, usize)> = today.map(|at| (self.loss_without_today(at), at)).collect();
        by_loss.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        by_loss.into_iter().map(|(_, at)| at)
    }

    fn loss_without_today(&self, at: usize) -> f32 {
        self.prospects[at].worth * (self.recall[at] - self.recall_if(at, self.asked[at] & !1))
    }

    fn fill(&mut self) {
        let mut gains = vec![[0.0; MOST_SPANS]; self.prospects.len()];
        let mut offers = BinaryHeap::with_capacity(self.prospects.len());
        for (at, gains) in gains.iter_mut().enumerate() {
            *gains = self.gains(at);
            offers.extend(self.best_offer(at, gains));
        }
        while let Some(Offer { prospect, span, .. }) = offers.pop() {
            if self.free[span] >= 1.0 {
                self.free[span] -= 1.0;
                self.asked[prospect] |= 1 << span;
                self.recall[prospect] = self.recall_if(prospect, self.asked[prospect]);
                gains[prospect] = self.gains(prospect);
            }
            offers.extend(self.best_offer(prospect, &gains[prospect]));
        }
    }

    fn best_offer(&self, prospect: usize, gains: &[f32; MOST_SPANS]) -> Option<Offer> {
        let open = (0..self.free.len()).filter(|span| self.free[*span] >= 1.0);
        let span = open.max_by(|a, b| gains[*a].total_cmp(&gains[*b]))?;
        let gain = gains[span];
        (gain > LEAST_GAIN * self.prospects[prospect].worth).then_some(Offer { gain, prospect, span })
    }

    /// What one more answer would add, for each span; nothing for a span that has one already or is full, nor for today
    /// where an answer was given today: it would show what was just read.
    fn gains(&self, at: usize) -> [f32; MOST_SPANS] {
        let (asked, worth) = (self.asked[at], self.prospects[at].worth);
        let mut gains = [0.0; MOST_SPANS];
        let mut before = self.prospects[at].trace;
        for (span, gain) in gains.iter_mut().enumerate().take(self.calendar.spans.len()) {
            if asked & (1 << span) != 0 {
                before = before.ask(&self.curve, self.calendar.spans[span].day).middle();
            } else if self.free[span] >= 1.0 && !(span == 0 && before.is_of_today()) {
                let later = asked & (u16::MAX << span);
                *gain = worth * (self.recall_from(before, later | 1 << span, self.calendar.exam) - self.recall[at]);
            }
        }
        gains
    }

    fn recall_if(&self, at: usize, asked: u16) -> f32 {
        self.recall_from(self.prospects[at].trace, asked, self.calendar.exam)
    }

    /// Recall on a day after being asked in these spans.
    fn recall_from(&self, mut trace: Trace, mut asked: u16, on: f32) -> f32 {
        while asked != 0 {
            let day = self.calendar.spans[asked.trailing_zeros() as usize].day;
            asked &= asked - 1;
            let fork = trace.ask(&self.curve, day);
            if asked == 0 {
                return fork.recall_at(&self.curve, on);
            }
            trace = fork.middle();
        }
        trace.recall_at(&self.curve, on)
    }
}

impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Offer {}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Of two that add the same, the one that was listed first goes first.
impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(other.prospect.cmp(&self.prospect))
    }
}
