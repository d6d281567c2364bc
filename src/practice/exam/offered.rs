//! What the bank holds of an exam, and which papers it allows for this learner.

use std::collections::HashSet;

use domain::{
    content::{Slug, Track},
    exam::{Bank, Offer, Scope, offers},
};

use super::ExamError;
use crate::{
    content::Library,
    store::{LearnerId, Store, StoreError},
};

/// An exam with everything that can be drawn for it.
#[derive(Clone, Debug)]
pub struct Offered<'l> {
    pub track: &'l Track,
    pub bank: Bank<'l>,
    /// What the learner answered wrong last.
    pub missed: Bank<'l>,
    pub offers: Vec<Offer>,
}

impl<'l> Offered<'l> {
    pub fn offer(&self, scope: &Scope) -> Result<&Offer, ExamError> {
        let found = self.offers.iter().find(|offer| offer.scope == *scope);
        found.ok_or_else(|| ExamError::NotOnOffer(scope.clone()))
    }

    /// The questions that a paper of this scope is drawn from.
    pub fn source(&self, scope: &Scope) -> &Bank<'l> {
        if *scope == Scope::Missed { &self.missed } else { &self.bank }
    }
}

/// Without a learner nothing was missed.
pub async fn offered<'l>(
    library: &'l Library,
    store: &Store,
    learner: Option<LearnerId>,
    track: &Slug,
) -> Result<Offered<'l>, ExamError> {
    let track = library.track(track).ok_or(ExamError::UnknownTrack)?;
    Ok(offered_of(library, track, &wrong_last(store, learner).await?))
}

/// The papers of every track.
pub async fn all_offered<'l>(
    library: &'l Library,
    store: &Store,
    learner: Option<LearnerId>,
) -> Result<Vec<Offered<'l>>, ExamError> {
    let wrong_last = wrong_last(store, learner).await?;
    Ok(library.tracks().iter().map(|track| offered_of(library, track, &wrong_last)).collect())
}

fn offered_of<'l>(library: &'l Library, track: &'l Track, wrong_last: &HashSet<Slug>) -> Offered<'l> {
    let bank = Bank::of(track, library.questions());
    let missed = bank.only(|id| wrong_last.contains(id));
    let offers = offers(track, &bank, &missed);
    Offered { track, bank, missed, offers }
}

async fn wrong_last(store: &Store, learner: Option<LearnerId>) -> Result<HashSet<Slug>, StoreError> {
    let Some(learner) = learner else { return Ok(HashSet::new()) };
    let cards = store.cards(learner).await?;
    Ok(cards.into_iter().filter(|(_, card)| !card.verdict.is_right()).map(|(question, _)| question).collect())
}
