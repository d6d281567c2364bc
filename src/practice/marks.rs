//! Marking a question: flagging it, setting it aside and bringing it back, and a note that only the learner sees.

use std::collections::BTreeMap;

use domain::{content::Slug, practice::Mark};

use super::PracticeError;
use crate::{
    content::Library,
    store::{LearnerId, MarkChange, Store},
};

/// What a learner does to a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marking {
    Flag(bool),
    SetAside,
    /// It is asked again, and its misses so far no longer count against it.
    BringBack,
    /// An empty one takes the note away.
    Note(String),
}

/// A question with something on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    pub question: Slug,
    pub mark: Mark,
    pub misses: u32,
}

impl Marked {
    pub fn is_set_aside(&self) -> bool {
        self.mark.is_set_aside(self.misses)
    }

    fn says_something(&self) -> bool {
        self.mark.flagged || !self.mark.note.is_empty() || self.is_set_aside()
    }
}

/// All that is asked at once is kept at once, or nothing of it.
pub async fn mark(
    library: &Library,
    store: &Store,
    learner: LearnerId,
    now_ms: i64,
    question: &Slug,
    markings: impl IntoIterator<Item = Marking>,
) -> Result<(), PracticeError> {
    let mut change = MarkChange::default();
    for marking in markings {
        check_marking(library, question, &marking)?;
        match marking {
            Marking::Flag(flagged) => change.flagged = Some(flagged),
            Marking::SetAside => change.set_aside = Some(true),
            Marking::Note(note) => change.note = Some(tidy(&note)),
            Marking::BringBack => {
                let misses = store.cards_of(learner, &[question]).await?.first().map_or(0, |(_, card)| card.misses);
                change.set_aside = Some(false);
                change.forgiven = Some(misses);
            }
        }
    }
    if change == MarkChange::default() {
        return Ok(());
    }
    Ok(store.change_mark(learner, question, &change, now_ms).await?)
}

/// Whether this can be done at all; asked before a learner is made for it.
pub fn check_marking(library: &Library, question: &Slug, marking: &Marking) -> Result<(), PracticeError> {
    if library.question(question).is_none() {
        return Err(PracticeError::UnknownQuestion);
    }
    match marking {
        Marking::Note(note) if tidy(note).chars().count() > Mark::MOST_OF_A_NOTE => Err(PracticeError::NoteTooLong),
        _ => Ok(()),
    }
}

/// Forms send line breaks as two characters.
fn tidy(note: &str) -> String {
    note.replace("\r\n", "\n").trim().to_owned()
}

/// The mark of one question.
pub async fn marked(store: &Store, learner: LearnerId, question: &Slug) -> Result<Marked, PracticeError> {
    let mark = store.mark(learner, question).await?;
    let misses = store.cards_of(learner, &[question]).await?.first().map_or(0, |(_, card)| card.misses);
    Ok(Marked { question: question.clone(), mark: mark.unwrap_or_default(), misses })
}

/// Every question with a flag or a note and every one that is set aside, also of those that are no longer in the
/// content.
pub async fn all_marked(store: &Store, learner: LearnerId) -> Result<Vec<Marked>, PracticeError> {
    let mut all: BTreeMap<Slug, Marked> = BTreeMap::new();
    let blank = |question: &Slug| Marked { question: question.clone(), mark: Mark::default(), misses: 0 };
    for (question, card) in store.cards(learner).await? {
        all.entry(question.clone()).or_insert_with(|| blank(&question)).misses = card.misses;
    }
    for (question, mark) in store.marks(learner).await? {
        all.entry(question.clone()).or_insert_with(|| blank(&question)).mark = mark;
    }
    Ok(all.into_values().filter(Marked::says_something).collect())
}
