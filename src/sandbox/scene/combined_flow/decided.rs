//! Decisions in words: which statement allowed, or what kept each of them from it.

use domain::policy::{Decision, Effect, Outcome as Decided, Request, StatementTrace};

use crate::sandbox::scene::{Body, Step};

/// The statements that decided, as they are written.
pub(super) fn show(step: Step, decision: &Decision) -> Step {
    let deciding: &[StatementTrace] = match &decision.outcome {
        Decided::Allowed(by) => by,
        Decided::Denied(statement) => std::slice::from_ref(statement),
        Decided::NotAllowed(_) => &[],
    };
    let show = |step: Step, one: &StatementTrace| {
        step.show(format!("The deciding one: {}", one.cite()), Body::Text(one.text.clone()))
    };
    deciding.iter().fold(step, show)
}

pub(super) fn why(decision: &Decision) -> String {
    match &decision.outcome {
        Decided::Allowed(by) => {
            let cited: Vec<String> = by.iter().map(StatementTrace::cite).collect();
            format!("Allowed by {}.", cited.join(" and "))
        }
        Decided::Denied(statement) => format!("Denied by {}, and a Deny always wins.", statement.cite()),
        Decided::NotAllowed(missing) => {
            let layers = missing.iter().filter_map(|layer| decision.layer(*layer));
            let allows = layers.flat_map(|layer| &layer.statements).filter(|one| one.effect == Effect::Allow);
            let not = |one: &StatementTrace| {
                let mismatch = one.matched.as_ref().err()?;
                Some(format!("Not by {}: {mismatch}", one.cite()))
            };
            let why: Vec<String> = allows.filter_map(not).collect();
            if why.is_empty() { "No statement allows it.".to_owned() } else { why.join(" ") }
        }
    }
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
