//! The service's side: the checks in order, up to the first that refuses.
//!
//! AWS does not publish the order of its checks; here each case fails one of them only.

use domain::sigv4::Canonical;

use super::{
    super::view::{Body, Step, Verdict},
    answer::Answer,
    form::Plan,
    inspection::{Found, Inspection},
    transit::Received,
};
use crate::sandbox::scene::Source;

pub(super) struct Check {
    title: &'static str,
    service: &'static str,
    pub(super) reason: String,
    source: Source,
    shown: Vec<(&'static str, String)>,
    skipped: bool,
    /// What the service answers, where this check refuses.
    pub(super) answer: Option<Answer>,
}

impl Check {
    pub(super) fn step(&self) -> Step {
        let verdict = match (&self.answer, self.skipped) {
            (Some(_), _) => Verdict::Refused,
            (None, true) => Verdict::Skipped,
            (None, false) => Verdict::Done,
        };
        let step = Step::done(self.title, self.service, self.service, self.reason.clone()).source(self.source);
        let step = self.shown.iter().fold(step, |step, (caption, text)| step.show(*caption, Body::Text(text.clone())));
        let step = match &self.answer {
            Some(answer) => step.show("The service answers", Body::Text(answer.text())),
            None => step,
        };
        Step { verdict, ..step }
    }
}

/// Looks at one side of a request.
type Look<'a> = fn(&Inspection<'a>) -> Found;

pub(super) fn check(plan: &Plan, meant: &Canonical, received: &Received, secret: &str, signed_ms: i64) -> Vec<Check> {
    // The client has just written it, so it can be read.
    let Some(presented) = received.presented() else { return vec![] };
    let now_ms = signed_ms.saturating_add(plan.sent_s * 1000);
    let inspection = Inspection { plan, received, meant, presented, secret, now_ms };
    let mut checks: Vec<Check> = Vec::new();
    let service = plan.service;
    let all: [(&'static str, Look<'_>); 5] = [
        ("Is it for this Region and service?", Inspection::scope),
        ("Whose key is it, and does it still hold?", Inspection::credentials),
        ("Is it in time?", Inspection::time),
        ("Does the signature come out the same?", Inspection::signature),
        ("Is everything covered that must be?", Inspection::coverage),
    ];
    for (title, look) in all {
        let refused = checks.iter().any(|check| check.answer.is_some());
        let found = if refused { Found::good("Not reached.") } else { look(&inspection) };
        let answer = found.fault.map(|fault| service.answer(fault));
        let source = answer.as_ref().map_or(service.source(), |answer| answer.source);
        let (reason, shown) = (found.reason, found.shown);
        checks.push(Check { title, service: service.party(), reason, source, shown, skipped: refused, answer });
    }
    checks
}
