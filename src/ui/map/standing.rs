//! How a learner stands with a concept, told by a sign, a number and a sentence, and only then by a colour.

use crate::practice::Totals;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Standing {
    New,
    /// Some of its questions were answered.
    Begun {
        seen: usize,
        questions: usize,
        recall: u8,
    },
    /// All were, and some of it is about to be forgotten.
    Fading {
        recall: u8,
        due: usize,
    },
    Known {
        recall: u8,
    },
}

/// What is desired of the memory; below it questions are due.
const DESIRED: u8 = 90;

impl Standing {
    /// One of each, for the explanation of the signs.
    pub(super) const EXAMPLES: [Self; 4] = [
        Self::New,
        Self::Begun { seen: 1, questions: 2, recall: 0 },
        Self::Fading { recall: 0, due: 0 },
        Self::Known { recall: 0 },
    ];

    /// Nothing where there is no question to answer.
    pub(super) fn of(totals: &Totals) -> Option<Self> {
        let recall = percent(totals.recall().unwrap_or(0.0));
        match totals.seen {
            _ if totals.questions == 0 => None,
            0 => Some(Self::New),
            seen if !totals.all_seen() => Some(Self::Begun { seen, questions: totals.questions, recall }),
            _ if totals.due > 0 || recall < DESIRED => Some(Self::Fading { recall, due: totals.due }),
            _ => Some(Self::Known { recall }),
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Self::New => "is-new",
            Self::Begun { .. } => "is-begun",
            Self::Fading { .. } => "is-fading",
            Self::Known { .. } => "is-known",
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::New => "○",
            Self::Begun { .. } => "◔",
            Self::Fading { .. } => "◑",
            Self::Known { .. } => "●",
        }
    }

    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::New => "not begun",
            Self::Begun { .. } => "begun: how many of its questions were answered",
            Self::Fading { .. } => "all answered, worth repeating: how much is remembered",
            Self::Known { .. } => "remembered",
        }
    }

    /// Short enough for a box.
    pub(super) fn number(self) -> String {
        match self {
            Self::New => "new".to_owned(),
            Self::Begun { seen, questions, .. } => format!("{seen} of {questions}"),
            Self::Fading { recall, .. } | Self::Known { recall } => format!("{recall} %"),
        }
    }

    pub(super) fn sentence(self) -> String {
        match self {
            Self::New => "Not begun".to_owned(),
            Self::Begun { seen, questions, recall } => {
                format!("{seen} of {questions} questions answered; recall of these {recall} %")
            }
            Self::Fading { recall, due: 0 } => format!("Recall {recall} %"),
            Self::Fading { recall, due } => format!("Recall {recall} %; {due} due"),
            Self::Known { recall } => format!("Recall {recall} %, nothing due"),
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1")]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}
