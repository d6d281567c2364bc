//! A call to the user pool's API as a step shows it.

use serde_json::{Value, json};

use crate::sandbox::{
    AwsFault,
    scene::{Body, Outcome, Source, Step, Verdict, visit::short},
};

const APP: &str = "App";
const POOL: &str = "User pool";

/// A call, how it is named on the page, and where it is described.
pub(super) struct Act {
    pub(super) operation: &'static str,
    pub(super) body: Value,
    pub(super) source: Source,
}

pub(super) fn asked(title: &'static str, act: &Act) -> Step {
    Step::done(title, APP, POOL, "").source(act.source).show(act.operation, Body::Json(shortened(&act.body)))
}

/// The request without the length of its tokens, which are shown elsewhere.
fn shortened(body: &Value) -> Value {
    match body {
        Value::String(text) if text.len() > 100 => Value::String(short(text)),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), shortened(value))).collect())
        }
        other => other.clone(),
    }
}

pub(super) fn refused(step: Step, fault: &AwsFault) -> Step {
    let answer = json!({"__type": fault.name, "message": fault.message});
    let step = Step { verdict: Verdict::Refused, reason: format!("{}.", said(fault)), ..step };
    step.show("HTTP 400 from the user pool", Body::Json(answer))
}

pub(super) fn said(fault: &AwsFault) -> String {
    format!("{}: {}", fault.name, fault.message.trim_end_matches('.'))
}

pub(super) fn failed(fault: &AwsFault) -> Outcome {
    Outcome { accepted: false, label: "The play broke off".to_owned(), reason: format!("{}.", said(fault)) }
}
