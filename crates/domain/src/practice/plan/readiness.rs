//! Whether enough is known to speak about an exam at all.

use super::{Estimate, Outlook, Record, positive};

/// Whether the exam can be spoken about, and what can be said.
#[derive(Clone, Debug, PartialEq)]
pub enum Readiness {
    /// Too little is known: what is missing in each domain that holds it back, with the domain's position.
    Held(Vec<(usize, Held)>),
    /// The interval that holds the share of right answers four times in five, if the exam asks like the questions here.
    /// An estimate, never a promise.
    Between(Estimate),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// So many more answers are needed, each to a question that was asked on an earlier day.
    Answers(u32),
    /// The domain has no questions here, so nothing can be said about the whole.
    NoQuestions,
}

/// How many answers each domain needs. Fewer leave its share of right answers open by more than 14 points to either
/// side (four times in five and at worst: 1.2816 · √(¼ / 20) = 0.14), which says less than one knew before.
pub const LEAST_ANSWERS: u32 = 20;

/// The outlook as an interval, or what is still missing. `weights` and `records` have one entry for each domain; a
/// domain without weight plays no part.
pub fn readiness(weights: &[f32], records: &[Record], outlook: &Outlook) -> Readiness {
    let weighty = || (0..weights.len()).filter(|at| positive(weights[*at]) > 0.0);
    let missing = |at: usize| {
        let answered = records.get(at).map_or(0, |record| record.answered);
        match outlook.domains.get(at) {
            Some(Some(_)) if answered >= LEAST_ANSWERS => None,
            Some(Some(_)) => Some((at, Held::Answers(LEAST_ANSWERS - answered))),
            _ => Some((at, Held::NoQuestions)),
        }
    };
    let held: Vec<(usize, Held)> = weighty().filter_map(missing).collect();
    if held.is_empty() && weighty().next().is_some() {
        Readiness::Between(outlook.total)
    } else {
        Readiness::Held(held)
    }
}
