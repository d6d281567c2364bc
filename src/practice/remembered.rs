//! How well the questions of one concept are remembered today, and which of its sections least.

use std::collections::HashMap;

use domain::{
    content::{Question, Slug},
    practice::Reread,
};

use super::{Calendar, PracticeError, insight::WEAK, reveal::reread};
use crate::{
    content::Library,
    store::{AnswerRow, LearnerId, Profile, Store},
};

#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// The mean over the questions that were answered.
    pub recall: f32,
    /// Worth reading again, with the mean recall of its questions.
    pub weakest: Option<(Reread, f32)>,
}

#[derive(Default)]
struct Mean {
    sum: f32,
    count: f32,
}

impl Mean {
    fn add(&mut self, value: f32) {
        self.sum += value;
        self.count += 1.0;
    }

    fn value(&self) -> f32 {
        self.sum / self.count.max(1.0)
    }
}

/// `None` where nothing was answered under the key that holds now.
pub(super) async fn remembered(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    answered: &[(&Question, &AnswerRow)],
) -> Result<Option<Remembered>, PracticeError> {
    if answered.is_empty() {
        return Ok(None);
    }
    let Profile { preferences, parameters } = store.profile(learner).await?;
    let today = Calendar::of(&preferences).day(now_ms);
    let mut all = Mean::default();
    let mut sections: HashMap<&Slug, (&Question, Mean)> = HashMap::new();
    for (question, row) in answered {
        let (memory, day) = row.memory();
        let recall = parameters.retained(memory, day, today);
        all.add(recall);
        sections.entry(&question.section).or_insert_with(|| (question, Mean::default())).1.add(recall);
    }
    let weak = sections.into_values().map(|(question, mean)| (question, mean.value())).filter(|(_, mean)| *mean < WEAK);
    let weakest = weak.min_by(|(one, mean), (other, other_mean)| {
        mean.total_cmp(other_mean).then_with(|| one.section.cmp(&other.section))
    });
    let weakest = weakest.map(|(question, recall)| (reread(library, question), recall));
    Ok(Some(Remembered { recall: all.value(), weakest }))
}
