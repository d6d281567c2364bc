//! A verdict of the judge as steps of a scene.

use domain::token::{Outcome as StepOutcome, StepName, Verdict as Judged};

use super::{Step, Verdict};

pub(super) const JUDGE: &str = "Verifier";

pub(super) fn steps(judged: &Judged) -> Vec<Step> {
    let step = |step: &domain::token::Step| Step {
        verdict: match step.outcome {
            StepOutcome::Passed => Verdict::Done,
            StepOutcome::Failed => Verdict::Refused,
            StepOutcome::NotReached => Verdict::Skipped,
        },
        ..Step::done(question(step.name), JUDGE, JUDGE, step.reason.as_str()).source(step.reference)
    };
    judged.steps.iter().map(step).collect()
}

/// The step that decided: the one that refused, or the last one.
pub(super) fn deciding(judged: &Judged) -> (StepName, &str) {
    judged.deciding().map_or((StepName::Parse, ""), |step| (step.name, step.reason.as_str()))
}

/// What each step wants to know.
fn question(name: StepName) -> &'static str {
    match name {
        StepName::Parse => "Parse: can it be read in one way only?",
        StepName::Header => "Header: is it signed in the one way that is expected?",
        StepName::Key => "Key: which published key is named?",
        StepName::Signature => "Signature: did that key sign exactly this?",
        StepName::Claims => "Claims: this pool, this client, this moment?",
        StepName::Gate => "Gate: is it meant for this consumer?",
    }
}
