//! Writes down what happens, step by step; what is not reached after a refusal is only named.

use crate::sandbox::{
    SandboxError,
    oauth::OAuthError,
    scene::{Body, Outcome, Source, Step, Verdict},
};
use serde_json::json;

/// One planned step: its title, from whom to whom, and where it is described.
pub(super) type Part = (&'static str, &'static str, &'static str, Source);

/// Why a walk goes no further.
pub(super) enum Halt {
    Ended(Outcome),
    Failed(SandboxError),
}

impl From<SandboxError> for Halt {
    fn from(error: SandboxError) -> Self {
        Self::Failed(error)
    }
}

pub(super) struct Walk {
    rest: std::slice::Iter<'static, Part>,
    steps: Vec<Step>,
}

impl Walk {
    pub(super) fn along(plan: &'static [Part]) -> Self {
        Self { rest: plan.iter(), steps: Vec::new() }
    }

    /// The next step of the plan.
    pub(super) fn next(&mut self, reason: impl Into<String>) -> Step {
        match self.rest.next() {
            Some(&(title, from, to, source)) => Step::done(title, from, to, reason).source(source),
            None => Step::done("", "", "", reason),
        }
    }

    /// A step, of the plan or beside it.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Not taken, though the walk goes on.
    pub(super) fn skip(&mut self, reason: &str) {
        let step = self.next(reason);
        self.steps.push(Step { verdict: Verdict::Skipped, ..step });
    }

    /// All steps, those that were not reached included.
    pub(super) fn finish(mut self) -> Vec<Step> {
        while !self.rest.as_slice().is_empty() {
            self.skip("Not reached.");
        }
        self.steps
    }
}

pub(super) fn ended(accepted: bool, label: impl Into<String>, reason: impl Into<String>) -> Outcome {
    Outcome { accepted, label: label.into(), reason: reason.into() }
}

/// The token endpoint's refusal, as a step and as an ending.
pub(super) fn refused(step: Step, error: OAuthError) -> (Step, Outcome) {
    let step = Step { verdict: Verdict::Refused, reason: error.why.to_owned(), ..step };
    let step = step.show(
        "HTTP 400; the reason is ours, a user pool gives the name alone",
        Body::Json(json!({"error": error.error})),
    );
    let label = format!("The token endpoint answers {}", error.error);
    (step, ended(false, label, format!("{}: {}", error.error, error.why)))
}

/// A request as one reads it: a line for each parameter.
pub(super) fn request(first: &str, mark: char, fields: &[(&str, &str)]) -> String {
    let mut mark = mark;
    let mut lines = vec![first.to_owned()];
    for (name, value) in fields {
        lines.push(format!("  {mark}{name}={value}"));
        mark = '&';
    }
    lines.join("\n")
}
