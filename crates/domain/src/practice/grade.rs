//! What counts as right: exactly the right options, no more and no fewer.

use std::collections::BTreeSet;

use crate::content::{Kind, Question, Slug};

/// The options that a learner chose, checked against the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen(BTreeSet<Slug>);

/// What the learner sent cannot be an answer to this question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidChoice {
    Nothing,
    TwoForSingle,
    UnknownOption(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Wrong,
}

impl Chosen {
    /// Checks the ids that were sent: all known, at least one, and only one where only one can be right.
    pub fn parse<'a>(question: &Question, sent: impl IntoIterator<Item = &'a str>) -> Result<Self, InvalidChoice> {
        let mut chosen = BTreeSet::new();
        for id in sent {
            let known = question.options.iter().find(|option| option.id.as_str() == id);
            chosen.insert(known.ok_or_else(|| InvalidChoice::UnknownOption(id.to_owned()))?.id.clone());
        }
        match (chosen.len(), question.kind) {
            (0, _) => Err(InvalidChoice::Nothing),
            (2.., Kind::Single) => Err(InvalidChoice::TwoForSingle),
            _ => Ok(Self(chosen)),
        }
    }

    pub fn ids(&self) -> impl Iterator<Item = &Slug> {
        self.0.iter()
    }

    pub fn contains(&self, id: &Slug) -> bool {
        self.0.contains(id)
    }
}

/// Too few right options of several are wrong, not an error.
pub fn judge(question: &Question, chosen: &Chosen) -> Verdict {
    if question.options.iter().all(|option| option.right == chosen.contains(&option.id)) {
        Verdict::Right
    } else {
        Verdict::Wrong
    }
}

impl Verdict {
    pub fn from_right(right: bool) -> Self {
        if right { Self::Right } else { Self::Wrong }
    }

    pub fn is_right(self) -> bool {
        self == Self::Right
    }
}
