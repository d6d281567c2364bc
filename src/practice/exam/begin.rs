//! Beginning an attempt: the paper is drawn and the terms are fixed.

use domain::{
    content::Slug,
    exam::{Drawn, Mode, Offer, Place, Scope, Terms, TermsDomain, draw},
    practice::Preferences,
};

use super::{ExamError, Offered, offered};
use crate::{
    chance::Chance,
    content::Library,
    practice::fresh_attempt,
    store::{ExamId, LearnerId, NewExam, Profile, Store},
};

/// What a learner wants to sit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub track: Slug,
    pub scope: Scope,
    pub mode: Mode,
    /// Per cent to add to the time, kept for the next time; left out, as the preferences say.
    pub extra_time: Option<u16>,
}

/// Whether this can be sat at all; the first thing that [`begin`] asks, too.
pub async fn check(
    library: &Library,
    store: &Store,
    learner: Option<LearnerId>,
    wanted: &Wanted,
) -> Result<(), ExamError> {
    let offered = offered(library, store, learner, &wanted.track).await?;
    if wanted.extra_time.is_some_and(|percent| !Preferences::EXTRA_TIME.contains(&percent)) {
        return Err(ExamError::ExtraTime);
    }
    offered.offer(&wanted.scope).map(drop)
}

pub async fn begin(
    library: &Library,
    store: &Store,
    chance: &Chance,
    learner: LearnerId,
    now_ms: i64,
    wanted: &Wanted,
) -> Result<ExamId, ExamError> {
    check(library, store, Some(learner), wanted).await?;
    let offered = offered(library, store, Some(learner), &wanted.track).await?;
    let offer = offered.offer(&wanted.scope)?;
    let terms = terms(&offered, offer, extra_time(store, learner, now_ms, wanted.extra_time).await?);
    let seed = u64::from_be_bytes(chance.bytes());
    let place = |drawn: Drawn| Place {
        question: drawn.question,
        attempt: fresh_attempt(chance),
        domain: drawn.domain,
        scored: drawn.scored,
    };
    let paper = draw(offered.track, offered.source(&wanted.scope), offer, seed).into_iter().map(place).collect();
    let id = ExamId::new(now_ms, chance.bytes());
    let ends_at = (wanted.mode == Mode::Exam).then(|| now_ms.saturating_add(terms.time_ms()));
    let (track, mode) = (wanted.track.clone(), wanted.mode);
    store.begin_exam(&NewExam { id, learner, track, mode, terms, paper, begun_at: now_ms, ends_at }).await?;
    Ok(id)
}

/// What the learner chose now is kept as a preference.
async fn extra_time(store: &Store, learner: LearnerId, now_ms: i64, chosen: Option<u16>) -> Result<u16, ExamError> {
    let Profile { preferences, .. } = store.profile(learner).await?;
    let Some(chosen) = chosen.filter(|chosen| *chosen != preferences.extra_time) else {
        return Ok(preferences.extra_time);
    };
    store.set_preferences(learner, &Preferences { extra_time: chosen, ..preferences }, now_ms).await?;
    Ok(chosen)
}

fn terms(Offered { track, .. }: &Offered<'_>, offer: &Offer, extra_time: u16) -> Terms {
    let domain = |domain: &domain::content::Domain| TermsDomain {
        id: domain.id.clone(),
        title: domain.title.clone(),
        weight: domain.weight,
    };
    Terms {
        title: track.title.clone(),
        scope: offer.scope.clone(),
        full: offer.full,
        scored: offer.scored(),
        unscored: offer.unscored,
        minutes: offer.minutes,
        extra_time,
        scale: track.scale,
        pass: track.pass,
        domains: track.domains.iter().map(domain).collect(),
    }
}
