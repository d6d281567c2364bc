//! The verdict on a token: the line that sums it up, and the six steps with the one that decided.

use domain::token::{Gate, Outcome, Step, StepName, Verdict};

use super::token_markup::Markup;

/// Where the browser cannot verify a signature, everything else is judged as if it were right.
pub(super) fn leave_signature_open(verdict: &mut Verdict) {
    for step in verdict.steps.iter_mut().filter(|step| step.name == StepName::Signature) {
        step.outcome = Outcome::NotReached;
        "Not checked: this browser verifies signatures only on pages that come by https or from this machine."
            .clone_into(&mut step.reason);
    }
}

/// Whether the token's end would change the verdict.
pub(super) fn is_in_time(verdict: &Verdict) -> bool {
    verdict.steps.iter().any(|step| step.name == StepName::Claims && step.outcome == Outcome::Passed)
}

/// The line that screen readers announce.
pub(super) fn write_summary(to: &mut Markup, verdict: &Verdict, gate: Option<Gate>) {
    let signed = |step: &Step| step.name == StepName::Signature && step.outcome == Outcome::Passed;
    if let Some(step) = verdict.failed() {
        to.tags("<p class=\"judge-verdict is-refused\"><b>Refused</b> at the step ").text(step.name.as_str()).tags(".");
    } else if let Some(gate) = gate.filter(|_| verdict.accepted()) {
        to.tags("<p class=\"judge-verdict is-accepted\"><b>Accepted</b> by: ").text(gate.title()).tags(".");
    } else if verdict.steps.iter().any(signed) {
        to.tags("<p class=\"judge-verdict is-accepted\"><b>Signed</b> by a key of this set. Nothing else was asked.");
    } else {
        to.tags("<p class=\"judge-verdict\"><b>Not decided:</b> the signature was not checked.");
    }
    to.tags("</p>");
}

pub(super) fn write_steps(to: &mut Markup, verdict: &Verdict) {
    let deciding = verdict.deciding().map(|step| step.name);
    to.tags("<ol class=\"judge-steps\">");
    let mut left_out = "not checked";
    for step in &verdict.steps {
        write_step(to, step, deciding == Some(step.name), left_out);
        if step.outcome == Outcome::Failed {
            left_out = "not reached";
        }
    }
    to.tags("</ol>");
}

fn write_step(to: &mut Markup, step: &Step, decides: bool, left_out: &'static str) {
    to.tags(match (step.outcome, decides) {
        (Outcome::Passed, false) => "<li class=\"judge-step is-passed\">",
        (Outcome::Passed, true) => "<li class=\"judge-step is-passed is-deciding\">",
        (Outcome::Failed, _) => "<li class=\"judge-step is-failed is-deciding\">",
        (Outcome::NotReached, _) => "<li class=\"judge-step\">",
    });
    to.tags("<p class=\"judge-step-title\"><b>").text(step.name.as_str()).tags("</b> <span class=\"judge-step-word\">");
    to.tags(match step.outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "failed",
        Outcome::NotReached => left_out,
    });
    to.tags("</span><p>").text(&step.reason);
    to.tags("<p class=\"judge-step-reference\"><a rel=\"noopener\" href=\"").text(step.reference.url);
    to.tags("\">").text(step.reference.title).tags("</a></li>");
}
