//! Drawing a paper: by a seed alone, so that the same seed draws the same paper from the same bank.

use super::{Bank, Offer};
use crate::{
    content::{Slug, Track},
    shuffle::shuffle,
};

/// A question that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub question: Slug,
    pub domain: Slug,
    pub scored: bool,
}

/// Draws what `offer` says, and mixes it. Each domain gives as many questions that count as it owes; those beside are
/// drawn from all that is left. No question comes twice.
pub fn draw(track: &Track, bank: &Bank<'_>, offer: &Offer, seed: u64) -> Vec<Drawn> {
    let mut state = seed;
    let (mut paper, mut left) = (Vec::new(), Vec::new());
    for ((domain, ids), owed) in track.domains.iter().zip(bank.domains()).zip(&offer.scored) {
        let mut ids = ids.clone();
        shuffle(&mut ids, &mut state);
        let owed = usize::try_from(*owed).unwrap_or(usize::MAX).min(ids.len());
        let drawn = |scored| move |id: &&Slug| Drawn { question: (*id).clone(), domain: domain.id.clone(), scored };
        paper.extend(ids[..owed].iter().map(drawn(true)));
        left.extend(ids[owed..].iter().map(drawn(false)));
    }
    shuffle(&mut left, &mut state);
    left.truncate(usize::try_from(offer.unscored).unwrap_or(usize::MAX));
    paper.append(&mut left);
    shuffle(&mut paper, &mut state);
    paper
}
