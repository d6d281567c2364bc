//! Writes down what happens, step by step; after the first failure everything else is only named.

use domain::trigger::{Ran, TriggerError, TriggerSource};
use serde_json::Value;

use super::catalog;
use crate::sandbox::scene::{Body, Step, Verdict};

const CLIENT: &str = "Client";
const POOL: &str = "User pool";
const FUNCTION: &str = "Function";

#[derive(Default)]
pub(super) struct Log {
    pub(super) steps: Vec<Step>,
    pub(super) error: Option<TriggerError>,
}

impl Log {
    /// The client calls the pool.
    pub(super) fn call(&mut self, title: &str, reason: &str) {
        self.push(Step::done(title, CLIENT, POOL, reason));
    }

    /// The pool answers the client.
    pub(super) fn reply(&mut self, title: &str, reason: &str) {
        self.push(Step::done(title, POOL, CLIENT, reason));
    }

    /// The pool does something by itself.
    pub(super) fn within(&mut self, title: &str, reason: &str) {
        self.push(Step::done(title, POOL, POOL, reason));
    }

    /// A trigger has its turn. `None` where it, or something before it, failed.
    pub(super) fn ran<T, S: Into<String>>(&mut self, ran: Ran<T>, said: impl FnOnce(&T) -> S) -> Option<T> {
        let source = ran.source;
        if self.error.is_some() {
            self.push(Step::done(source.as_str(), POOL, FUNCTION, ""));
            return None;
        }
        let reason = match &ran.result {
            _ if !ran.attached => "No function is attached, so nobody is asked.".to_owned(),
            Ok(result) => said(result).into(),
            Err(error) => failed(error),
        };
        let mut step =
            Step::done(source.as_str(), POOL, FUNCTION, reason).source(catalog::described_in(source.trigger()));
        step.verdict = match (&ran.result, ran.attached) {
            (Err(_), _) => Verdict::Refused,
            (Ok(_), true) => Verdict::Done,
            (Ok(_), false) => Verdict::Skipped,
        };
        if ran.attached {
            let caption = answered(&ran.answer, &ran.event);
            step = step.show("Event", Body::Json(ran.event)).show(caption, Body::Json(ran.answer));
        }
        self.steps.push(step);
        ran.result.map_err(|error| self.error = Some(error)).ok()
    }

    /// The pool itself ends it.
    pub(super) fn fail(&mut self, title: &str, error: TriggerError) {
        if self.error.is_none() {
            self.steps.push(Step::refused(title, POOL, CLIENT, error.to_string()));
            self.error = Some(error);
        }
    }

    /// Named, because the reader expects it here, though it never runs.
    pub(super) fn never(&mut self, source: TriggerSource, reason: &str) {
        let mut step = Step::done(source.as_str(), POOL, POOL, reason);
        step.verdict = Verdict::Skipped;
        self.steps.push(step);
    }

    fn push(&mut self, step: Step) {
        let step = match &self.error {
            Some(_) => Step { verdict: Verdict::Skipped, reason: "Not reached.".to_owned(), ..step },
            None => step,
        };
        self.steps.push(step);
    }
}

fn failed(error: &TriggerError) -> String {
    match error.exception {
        "UserLambdaValidationException" => "The function throws, and the pool passes its words on.".to_owned(),
        "UnexpectedLambdaException" => "No answer within five seconds, however often the pool asks.".to_owned(),
        "InvalidLambdaResponseException" => {
            "The function returns its response alone; the pool wants the whole event back.".to_owned()
        }
        "UserNotFoundException" => "The migration fails; its reason stays in the function's log.".to_owned(),
        _ => error.to_string(),
    }
}

fn answered(answer: &Value, event: &Value) -> &'static str {
    match answer {
        Value::Null => "Answer: none came",
        _ if answer == event => "Answer: the event as it came",
        _ if answer.get("errorMessage").is_some() => "Answer: an error",
        _ if answer.get("triggerSource").is_none() => "Answer: not the event",
        _ => "Answer: the event, with its response filled in",
    }
}
