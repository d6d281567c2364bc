//! Sittings: begun with a length and a filter, ended by time, by number or by the learner, and summed up.

use domain::practice::{AttemptId, Length, Reread, Sitting};

use super::{Filter, PracticeError, reveal::reread};
use crate::{
    chance::Chance,
    content::Library,
    store::{LearnerId, SatAnswer, SittingRow, Store},
};

/// Where a sitting stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SittingState {
    pub id: AttemptId,
    pub sitting: Sitting,
    pub filter: Filter,
    pub has_ended: bool,
    pub answers: Vec<SatAnswer>,
}

/// What to read again, with the answers that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToReread {
    pub section: Reread,
    pub misses: usize,
}

impl SittingState {
    pub fn right(&self) -> usize {
        self.answers.iter().filter(|answer| answer.correct).count()
    }

    /// Whether no further question is asked.
    pub fn is_over(&self, now_ms: i64) -> bool {
        self.has_ended || self.sitting.is_over(now_ms, self.answers.len())
    }

    /// The sections behind the misses, in the order of the first of each.
    pub fn to_reread(&self, library: &Library) -> Vec<ToReread> {
        let mut sections: Vec<ToReread> = Vec::new();
        let missed = self.answers.iter().filter(|answer| !answer.correct);
        for question in missed.filter_map(|answer| library.question(&answer.question)) {
            let section = reread(library, question);
            match sections.iter_mut().find(|known| known.section == section) {
                Some(known) => known.misses += 1,
                None => sections.push(ToReread { section, misses: 1 }),
            }
        }
        sections
    }
}

pub async fn begin_sitting(
    store: &Store,
    chance: &Chance,
    learner: LearnerId,
    now_ms: i64,
    length: Length,
    filter: &Filter,
) -> Result<AttemptId, PracticeError> {
    let id = AttemptId::from_random_bytes(chance.bytes());
    let written: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(filter.fields()).finish();
    store.begin_sitting(learner, id, Sitting { length, begun_ms: now_ms }, &written).await?;
    Ok(id)
}

/// A sitting of another learner does not exist.
pub async fn sitting(store: &Store, learner: LearnerId, id: AttemptId) -> Result<SittingState, PracticeError> {
    let row = store.sitting(learner, id).await?.ok_or(PracticeError::UnknownSitting)?;
    let answers = store.sitting_answers(learner, &row).await?;
    let SittingRow { sitting, filter, ended_entry, .. } = row;
    let fields: Vec<_> = form_urlencoded::parse(filter.as_bytes()).collect();
    // What an older version wrote leaves nothing out.
    let filter = Filter::parse(fields.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))).unwrap_or_default();
    Ok(SittingState { id, sitting, filter, has_ended: ended_entry.is_some(), answers })
}
