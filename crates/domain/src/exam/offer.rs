//! Which papers a bank allows: the blueprint as it is, or what comes closest to it, said as what it is.

use super::{
    Bank, Scope,
    quota::{largest, quotas},
};
use crate::content::Track;

/// A paper that can be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub scope: Scope,
    /// Whether it has as many questions as the blueprint wants.
    pub full: bool,
    /// How many questions that count come from each domain, in the order of the blueprint.
    pub scored: Vec<u32>,
    /// How many are asked beside them.
    pub unscored: u32,
    pub minutes: u32,
}

impl Offer {
    pub fn scored(&self) -> u32 {
        self.scored.iter().sum()
    }

    pub fn questions(&self) -> u32 {
        self.scored() + self.unscored
    }

    /// Per cent of the blueprint's weight that the domains of this paper have.
    pub fn weight(&self, track: &Track) -> u32 {
        let asked = track.domains.iter().zip(&self.scored).filter(|(_, count)| **count > 0);
        asked.map(|(domain, _)| domain.weight).sum()
    }

    /// The time is in proportion to the questions.
    fn of(track: &Track, scope: Scope, scored: Vec<u32>, unscored: u32) -> Self {
        let mut offer = Self { scope, full: false, scored, unscored, minutes: 0 };
        offer.minutes = (track.minutes * offer.questions()).div_ceil(track.questions().max(1)).max(1);
        offer.full = offer.scored() == track.scored && unscored == track.unscored;
        offer
    }
}

/// What can be asked, the widest first; empty where the bank is. `missed` are those of the bank that the learner
/// answered wrong last.
pub fn offers(track: &Track, bank: &Bank<'_>, missed: &Bank<'_>) -> Vec<Offer> {
    let counts = bank.counts();
    let weights: Vec<u32> = track.domains.iter().map(|domain| domain.weight).collect();
    let blueprint = quotas(&weights, track.scored);
    let whole = whole(track, &weights, &counts);
    let covered = covered(track, &weights, &blueprint, &counts);
    let sections = (0..counts.len()).filter_map(|at| section(track, at, &blueprint, &counts));
    whole.into_iter().chain(covered).chain(sections).chain(self::missed(track, missed)).collect()
}

/// The largest paper that keeps the weights.
fn whole(track: &Track, weights: &[u32], counts: &[usize]) -> Option<Offer> {
    let scored = largest(weights, counts, track.scored)?;
    let total: u32 = scored.iter().sum();
    // As many beside as the blueprint has in proportion, from what is left.
    let wanted = (track.unscored * total + track.scored / 2) / track.scored;
    let left = counts.iter().sum::<usize>().saturating_sub(usize::try_from(total).unwrap_or(usize::MAX));
    let unscored = wanted.min(u32::try_from(left).unwrap_or(u32::MAX));
    Some(Offer::of(track, Scope::Whole, scored, unscored))
}

/// The domains that the bank can fill as the blueprint wants, or, where there is none, those of which it has anything.
fn covered(track: &Track, weights: &[u32], blueprint: &[u32], counts: &[usize]) -> Option<Offer> {
    let filled = |at: usize| usize::try_from(blueprint[at]).is_ok_and(|wanted| counts[at] >= wanted);
    let any_filled = (0..counts.len()).any(filled);
    let is_covered = |at: usize| if any_filled { filled(at) } else { counts[at] > 0 };
    let covered: Vec<usize> = (0..counts.len()).filter(|&at| is_covered(at)).collect();
    if covered.len() == counts.len() {
        return None;
    }
    let kept: Vec<u32> =
        weights.iter().enumerate().map(|(at, weight)| if covered.contains(&at) { *weight } else { 0 }).collect();
    let at_most = covered.iter().map(|&at| blueprint[at]).sum();
    Some(Offer::of(track, Scope::Covered, largest(&kept, counts, at_most)?, 0))
}

/// One domain, with as many questions as the blueprint has of it.
fn section(track: &Track, at: usize, blueprint: &[u32], counts: &[usize]) -> Option<Offer> {
    let mut scored = vec![0; counts.len()];
    scored[at] = blueprint[at].min(u32::try_from(counts[at]).unwrap_or(u32::MAX));
    let scope = Scope::Section(track.domains.get(at)?.id.clone());
    (scored[at] > 0).then(|| Offer::of(track, scope, scored, 0))
}

/// As many of the missed as a paper has room for, in proportion to how many each domain has.
fn missed(track: &Track, missed: &Bank<'_>) -> Option<Offer> {
    let counts: Vec<u32> = missed.counts().into_iter().map(|count| u32::try_from(count).unwrap_or(u32::MAX)).collect();
    let total = counts.iter().fold(0_u32, |sum, count| sum.saturating_add(*count));
    let scored = quotas(&counts, total.min(track.scored));
    (total > 0).then(|| Offer::of(track, Scope::Missed, scored, 0))
}
