//! The steps of a judgement: what was checked, how it came out, why, and whose rule it is.

use serde::Serialize;

use crate::token::reference::{self as source, Reference};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepName {
    Parse,
    Header,
    Key,
    Signature,
    Claims,
    Gate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed,
    /// An earlier step failed, so nothing that this one would read can be relied on.
    NotReached,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub name: StepName,
    pub outcome: Outcome,
    /// A sentence for people.
    pub reason: String,
    pub reference: Reference,
}

/// All six steps, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub steps: Vec<Step>,
}

impl StepName {
    pub const ALL: [Self; 6] = [Self::Parse, Self::Header, Self::Key, Self::Signature, Self::Claims, Self::Gate];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::Header => "header",
            Self::Key => "key",
            Self::Signature => "signature",
            Self::Claims => "claims",
            Self::Gate => "gate",
        }
    }

    /// Whose rule the step is, where nothing more exact decided.
    fn reference(self) -> Reference {
        match self {
            Self::Parse => source::RFC_7515_COMPACT,
            Self::Header => source::RFC_8725_ALG,
            Self::Key => source::RFC_7515_KID,
            Self::Signature => source::RFC_7515_VALIDATION,
            Self::Claims | Self::Gate => source::VERIFYING,
        }
    }
}

impl Verdict {
    pub fn accepted(&self) -> bool {
        self.steps.iter().all(|step| step.outcome == Outcome::Passed)
    }

    /// Of a message that was to be signed, and nothing else.
    pub(super) fn of_signature(mut steps: Vec<Step>) -> Self {
        leave_out_the_rest(&mut steps, "Not asked: the message need not be a token.");
        Self { steps }
    }

    /// The step that decided: the one that failed, or else the last that was taken.
    pub fn deciding(&self) -> Option<&Step> {
        self.failed().or_else(|| self.steps.iter().rev().find(|step| step.outcome == Outcome::Passed))
    }

    /// The step that decided against the token.
    pub fn failed(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.outcome == Outcome::Failed)
    }
}

/// Why a step came out as it did.
#[derive(Clone, Debug)]
pub(in crate::token) struct Finding {
    pub(in crate::token) reason: String,
    pub(in crate::token) reference: Reference,
}

/// `Ok` lets the token on to the next step.
pub(in crate::token) type Check<T> = Result<(T, Finding), Finding>;

pub(in crate::token) fn finding(reason: impl Into<String>, reference: Reference) -> Finding {
    Finding { reason: reason.into(), reference }
}

/// Adds the step to those before it. `Err` is the whole verdict: this step failed, the later ones were not reached.
pub(super) fn take<T>(steps: &mut Vec<Step>, name: StepName, check: Check<T>) -> Result<T, Verdict> {
    match check {
        Ok((value, Finding { reason, reference })) => {
            steps.push(Step { name, outcome: Outcome::Passed, reason, reference });
            Ok(value)
        }
        Err(Finding { reason, reference }) => {
            steps.push(Step { name, outcome: Outcome::Failed, reason, reference });
            leave_out_the_rest(steps, "Not reached: an earlier step failed.");
            Err(Verdict { steps: std::mem::take(steps) })
        }
    }
}

fn leave_out_the_rest(steps: &mut Vec<Step>, reason: &str) {
    let later = StepName::ALL.into_iter().skip(steps.len()).map(|name| Step {
        name,
        outcome: Outcome::NotReached,
        reason: reason.to_owned(),
        reference: name.reference(),
    });
    steps.extend(later);
}
