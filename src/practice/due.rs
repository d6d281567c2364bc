//! What is due today, the least remembered first.

use domain::{
    content::Slug,
    practice::{Day, schedule},
};

use super::PracticeError;
use crate::{
    content::Library,
    store::{LearnerId, Store},
};

#[derive(Clone, Debug, PartialEq)]
pub struct DueQuestion {
    pub question: Slug,
    pub concept: Slug,
    pub due: Day,
    /// The probability that the answer is still remembered.
    pub recall: f32,
}

/// Questions that were removed from the content keep their history and are not asked.
pub async fn due(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
) -> Result<Vec<DueQuestion>, PracticeError> {
    let today = Day::at(now_ms, 0);
    let cards = store.cards(learner).await?;
    let mut due: Vec<DueQuestion> = cards
        .into_iter()
        .filter(|(_, card)| card.due <= today)
        .filter_map(|(question, card)| {
            let concept = library.question(&question)?.concept.clone();
            Some(DueQuestion {
                concept,
                question,
                due: card.due,
                recall: schedule::recall(card.memory, card.day, today),
            })
        })
        .collect();
    due.sort_by(|one, other| one.recall.total_cmp(&other.recall).then_with(|| one.question.cmp(&other.question)));
    Ok(due)
}
