//! Decisions in words: which statement allowed, or what kept those that came near from it.

use domain::policy::{
    Comparison, Decision, Effect, Layer, LayerTrace, Mismatch, Outcome as Decided, Request, StatementTrace,
};
use serde_json::{Value, json};

use crate::sandbox::scene::{Body, Step};

/// The statements that decided as they are written, or what did not fit, in full.
pub(super) fn show(step: Step, decision: &Decision) -> Step {
    let deciding: &[StatementTrace] = match &decision.outcome {
        Decided::Allowed(by) => by,
        Decided::Denied(statement) => std::slice::from_ref(statement),
        Decided::NotAllowed(_) => &[],
    };
    let step = deciding.iter().fold(step, |step, one| step.show(one.cite(), Body::Text(one.text.clone())));
    let near = silent(decision).into_iter().flat_map(near);
    near.fold(step, |step, (statement, mismatch)| {
        step.show(format!("What does not fit: {}", statement.cite()), Body::Json(compared(mismatch)))
    })
}

/// Of a session's request. Where only the session stops it, the role's word comes first.
pub(super) fn why(decision: &Decision, request: &Request) -> String {
    let nothing = |trace: &LayerTrace| {
        let policies: Vec<&str> = trace.statements.iter().map(|one| one.policy.as_str()).collect();
        let policies = policies.chunk_by(|one, next| one == next).map(|same| same[0]).collect::<Vec<_>>().join(" or ");
        format!("No statement of {policies} is about {}.", request.action)
    };
    let said = said(decision, nothing);
    let role = decision.layer(Layer::IdentityBased).and_then(LayerTrace::allows);
    match (&decision.outcome, role) {
        (Decided::NotAllowed(_), Some(role)) => {
            format!("The role may do it, by {}, but its session may not: {said}", role.cite())
        }
        _ => said,
    }
}

/// As [`why`], for a trust policy.
pub(super) fn why_trusted(decision: &Decision) -> String {
    said(decision, |_| "No statement of the trust policy is about AssumeRoleWithWebIdentity.".to_owned())
}

/// `nothing`: what to say of a layer of which no statement came near.
fn said(decision: &Decision, nothing: impl Fn(&LayerTrace) -> String) -> String {
    match &decision.outcome {
        Decided::Allowed(by) => {
            let cited: Vec<String> = by.iter().map(StatementTrace::cite).collect();
            let absences: String = by.iter().map(StatementTrace::absences).collect();
            format!("Allowed by {}.{absences}", cited.join(" and "))
        }
        Decided::Denied(one) => format!("Denied by {}, and a Deny always wins.{}", one.cite(), one.absences()),
        Decided::NotAllowed(_) => {
            let layer = |trace: &LayerTrace| {
                let near = near(trace).map(|(one, mismatch)| format!("Not by {}: {mismatch}", one.cite()));
                let near: Vec<String> = near.collect();
                if near.is_empty() { nothing(trace) } else { near.join(" ") }
            };
            silent(decision).into_iter().map(layer).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The layers that had to allow and do not.
fn silent(decision: &Decision) -> Vec<&LayerTrace> {
    let Decided::NotAllowed(missing) = &decision.outcome else { return vec![] };
    missing.iter().filter_map(|layer| decision.layer(*layer)).collect()
}

/// Statements that would allow the action, if the rest of them fitted too.
fn near(trace: &LayerTrace) -> impl Iterator<Item = (&StatementTrace, &Mismatch)> {
    trace.statements.iter().filter_map(|one| match &one.matched {
        Err(Mismatch::Action { .. }) | Ok(_) => None,
        Err(mismatch) => (one.effect == Effect::Allow).then_some((one, mismatch)),
    })
}

fn compared(mismatch: &Mismatch) -> Value {
    let Comparison { element, condition, wanted, present } = mismatch.compared();
    let mut compared = json!({"Element": element, "Wanted": wanted, "Present": present});
    if let Some((operator, key)) = condition {
        compared["Operator"] = operator.into();
        compared["Key"] = key.into();
    }
    compared
}

/// What conditions and variables can refer to.
pub(super) fn known(request: &Request) -> Body {
    let lines: Vec<String> = request
        .context
        .iter()
        .flat_map(|(key, values)| values.iter().map(move |value| format!("{key} = {value}")))
        .collect();
    Body::Text(lines.join("\n"))
}
