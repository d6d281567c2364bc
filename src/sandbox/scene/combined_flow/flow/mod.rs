//! The play: every call truly made of the sample pools, one after the other, until one is refused.

mod basic;
mod enhanced;
mod login;
mod request;
mod trust;

use std::collections::BTreeMap;

use domain::policy::Decision;

use super::{
    form::Form,
    people::Person,
    roles::{self, Place},
};
use crate::sandbox::{
    SandboxError,
    identity::{Login, Mapping},
    pool::AwsFault,
    scene::{Outcome, Stage, Step, Verdict},
};

const APP: &str = "App";
const IDENTITY_POOL: &str = "Identity pool";
const STS: &str = "STS";
const IAM: &str = "IAM";

const SIGN_IN: &str = "Sign-in";
const GET_ID: &str = "GetId";
const GET_CREDENTIALS: &str = "GetCredentialsForIdentity";
const GET_TOKEN: &str = "GetOpenIdToken";
const CHOICE: &str = "The identity pool chooses a role";
const ASSUME: &str = "AssumeRoleWithWebIdentity";
const TRUST: &str = "The role's trust policy is asked";
const CREDENTIALS: &str = "Credentials come back";
const REQUEST: &str = "A request with the credentials";
const POLICIES: &str = "The policies are asked";
const ANSWER: &str = "The service answers";
const ENHANCED: [&str; 9] = [SIGN_IN, GET_ID, GET_CREDENTIALS, CHOICE, TRUST, CREDENTIALS, REQUEST, POLICIES, ANSWER];
const BASIC: [&str; 9] = [SIGN_IN, GET_ID, GET_TOKEN, ASSUME, TRUST, CREDENTIALS, REQUEST, POLICIES, ANSWER];
const ELSEWHERE: [&str; 8] = [SIGN_IN, GET_TOKEN, ASSUME, TRUST, CREDENTIALS, REQUEST, POLICIES, ANSWER];

/// What happened.
pub(super) struct Played {
    pub(super) steps: Vec<Step>,
    pub(super) outcome: Outcome,
    /// About the request, if it came to that.
    pub(super) decision: Option<Decision>,
    /// The ARN of the role, if it came to that.
    pub(super) role: Option<String>,
}

/// Why the play ends before its last step.
enum Stop {
    Refused(Outcome),
    Broken(SandboxError),
}

impl From<SandboxError> for Stop {
    fn from(error: SandboxError) -> Self {
        Self::Broken(error)
    }
}

struct Play<'a> {
    stage: Stage<'a>,
    form: &'a Form,
    steps: Vec<Step>,
    decision: Option<Decision>,
    role: Option<String>,
    /// A sentence on how it came to that role.
    choice: String,
}

/// Somebody with an identity of the pool.
struct Holder {
    identity: String,
    tokens: BTreeMap<String, String>,
    logins: Vec<Login>,
}

pub(super) fn play(stage: Stage<'_>, form: &Form, mapping: &Mapping) -> Result<Played, SandboxError> {
    let mut play = Play { stage, form, steps: vec![], decision: None, role: None, choice: String::new() };
    let outcome = match play.through(mapping) {
        Ok(outcome) | Err(Stop::Refused(outcome)) => outcome,
        Err(Stop::Broken(error)) => return Err(error),
    };
    let titles = match (form.person, form.basic) {
        (Person::Mallory, _) => &ELSEWHERE[..],
        (_, true) => &BASIC,
        (_, false) => &ENHANCED,
    };
    let missing = titles.iter().skip(play.steps.len());
    let skipped =
        missing.map(|&title| Step { verdict: Verdict::Skipped, ..Step::done(title, APP, APP, "Not reached.") });
    let steps = play.steps.into_iter().chain(skipped).collect();
    Ok(Played { steps, outcome, decision: play.decision, role: play.role })
}

impl Play<'_> {
    /// Who calls.
    fn client(&self) -> &'static str {
        if self.form.person == Person::Mallory { "Mallory" } else { APP }
    }

    fn through(&mut self, mapping: &Mapping) -> Result<Outcome, Stop> {
        if self.form.person == Person::Mallory {
            let token = self.elsewhere()?;
            let session = self.assume(&token)?;
            return self.ask(&session, None);
        }
        let tokens = self.sign_in()?;
        let holder = self.identity(tokens)?;
        let session = if self.form.basic {
            let token = self.open_id_token(&holder, mapping)?;
            self.assume(&token)?
        } else {
            self.enhanced(&holder, mapping)?
        };
        let subject = holder.logins.first().map(|login| login.subject.as_str());
        self.ask(&session, subject)
    }
}

pub(super) fn place<'a>(stage: Stage<'a>, role: Option<&'a str>) -> Place<'a> {
    Place {
        role: role.map_or(roles::AUTHENTICATED, roles::name),
        identity_pool: &stage.sandbox.samples().identity_pool,
    }
}

fn refused(label: &str, reason: String) -> Stop {
    Stop::Refused(Outcome { accepted: false, label: label.to_owned(), reason })
}

/// Of calls that no choice of the visitor can make fail.
fn broken(_: AwsFault) -> Stop {
    Stop::Broken(SandboxError::NoKeys)
}
