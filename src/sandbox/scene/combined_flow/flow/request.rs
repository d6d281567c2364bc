//! The request in the end, and whether the policies let it pass.

use domain::policy::{Decision, Kind, Layer, Outcome as Decided, Policies, Policy, Request, evaluate};
use jiff::Timestamp;

use super::{ANSWER, IAM, POLICIES, Play, REQUEST, Stop, place};
use crate::sandbox::{
    SandboxError,
    scene::{
        Outcome, Step,
        combined_flow::{
            asked::{Session, Whose},
            decided,
            people::Person,
            roles, sources,
        },
    },
};

impl Play<'_> {
    pub(super) fn ask(&mut self, session: &Session, subject: Option<&str>) -> Result<Outcome, Stop> {
        let (action, client) = (self.form.action, self.client());
        let owner = self.form.whose.owner(&session.identity, subject);
        let request = action.request(session, &owner);
        let day = Timestamp::from_millisecond(self.stage.now_ms).map(|at| at.strftime("%Y%m%d").to_string());
        let sent = action.sent(session, &owner, &day.unwrap_or_default());
        let reason = format!("{} on {}, signed with the credentials.", request.action, request.resource);
        let step = Step::done(REQUEST, client, action.service(), reason).source(sources::SIGNED);
        self.steps.push(step.show("Request", sent));
        let decision = self.decide(session, &request)?;
        let why = decided::why(&decision, &request);
        self.steps.push(self.decision_step(&request, &decision, &why));
        let answered = if decision.allowed() {
            Step::done(ANSWER, action.service(), client, "200, with what was asked for.")
        } else {
            let answer = action.refusal(&request, &decision);
            Step::refused(ANSWER, action.service(), client, "403, access denied.").show("Answer", answer)
        };
        self.steps.push(answered.source(sources::DENIED));
        let accepted = decision.allowed();
        let reason = if accepted { format!("{why} {}", self.choice) } else { why };
        let outcome = Outcome { accepted, label: self.label(&decision).to_owned(), reason };
        self.decision = Some(decision);
        Ok(outcome)
    }

    fn decide(&self, session: &Session, request: &Request) -> Result<Decision, SandboxError> {
        let name = format!("the policy of {}", roles::name(&session.role));
        let text = self.form.permissions(place(self.stage, Some(&session.role)));
        // What was written in the form was read before, and the others are ours.
        let policy = Policy::parse(&name, Kind::IdentityBased, &text).map_err(|_| SandboxError::Unwritable)?;
        let narrowing = if session.narrowed { roles::scope_down() } else { Ok(vec![]) };
        let policies = Policies {
            identity: vec![policy],
            session: narrowing.map_err(|_| SandboxError::Unwritable)?,
            ..Policies::default()
        };
        Ok(evaluate(&policies, request))
    }

    fn decision_step(&self, request: &Request, decision: &Decision, why: &str) -> Step {
        let action = self.form.action;
        let step = if decision.allowed() {
            Step::done(POLICIES, action.service(), IAM, why)
        } else {
            Step::refused(POLICIES, action.service(), IAM, why)
        };
        decided::show(
            step.source(action.source()).show("What policies can ask about", decided::known(request)),
            decision,
        )
    }

    fn label(&self, decision: &Decision) -> &'static str {
        match &decision.outcome {
            Decided::Allowed(_) if self.form.person == Person::Mallory => "Somebody from another pool is let in",
            Decided::Allowed(_) if self.form.whose == Whose::Other => "Somebody else's data is given out",
            Decided::Allowed(_) => "The request is allowed",
            Decided::Denied(_) => "A Deny ends it",
            Decided::NotAllowed(missing) if missing.contains(&Layer::IdentityBased) => {
                "The role's policy does not allow it"
            }
            Decided::NotAllowed(_) => "The session policies of guests stop it",
        }
    }
}
