//! The talk between an app and the pool: each call is made for real, and written down with what was sent and what came
//! back.

use rand::{SeedableRng, rngs::StdRng};
use serde_json::{Map, Value, json};

use super::{
    form::{Form, Wrong},
    refusal, sources,
};
use crate::sandbox::{
    AwsFault, Message,
    pool::secret_hash,
    scene::{Body, Source, Stage, Step, visit::Visit},
    wire::{ChallengeUser, Client, User},
};

pub(super) const APP: &str = "App";
pub(super) const POOL: &str = "User pool";
/// A second more than a session lives.
const TOO_LONG_S: i64 = 181;
/// Longer texts are shortened where they stand in the middle of JSON.
const LONGEST_SHOWN: usize = 100;
const SHORTENED: usize = 24;

pub(super) struct Talk {
    pub(super) visit: Visit,
    /// The key of the pool: the sample users of a common one stay as they are, whoever signs in.
    pub(super) pool: Option<String>,
    pub(super) form: Form,
    pub(super) client: Client,
    pub(super) rng: StdRng,
    pub(super) steps: Vec<Step>,
    /// Something was refused on the way, and there was another try.
    pub(super) stumbled: bool,
    answered_twice: bool,
}

/// One call as it is written down.
pub(super) struct Act<'a> {
    pub(super) title: String,
    pub(super) operation: &'a str,
    pub(super) body: Value,
    /// What it means when it goes well.
    pub(super) means: &'a str,
    pub(super) source: Source,
}

impl Talk {
    pub(super) fn begin(stage: Stage<'_>, form: Form, client: Client) -> Self {
        let seconds = if form.wrong == Wrong::SessionOld { TOO_LONG_S } else { 0 };
        let visit = Visit::lasting(stage, seconds, |_| {});
        let pool = (!form.is_federated()).then(|| visit.sandbox.own("visitor"));
        let rng = StdRng::from_rng(&mut visit.sandbox.chance());
        Self { visit, pool, form, client, rng, steps: Vec::new(), stumbled: false, answered_twice: false }
    }

    pub(super) fn goes_wrong(&self, wrong: Wrong) -> bool {
        self.form.wrong == wrong
    }

    /// One of the sample users; those whose sign-in asks for more than a password included.
    pub(super) fn person(&self, name: &str) -> Person {
        let samples = self.visit.sandbox.samples();
        let plain = samples.users.iter().find(|user| user.username == name);
        let challenged = samples.challenge_users.iter().find(|sample| sample.user.username == name);
        let password = plain.or(challenged.map(|sample| &sample.user)).map(|user: &User| user.password.clone());
        let totp_secret = challenged.and_then(|sample: &ChallengeUser| sample.totp_secret.clone());
        let name = if self.goes_wrong(Wrong::UnknownUser) { "mallory" } else { name };
        Person {
            name: name.to_owned(),
            password: password.unwrap_or_default(),
            totp_secret: totp_secret.unwrap_or_default(),
        }
    }

    /// Something that happens outside of the API.
    pub(super) fn note(&mut self, step: Step) {
        self.steps.push(step);
    }

    pub(super) fn initiate(
        &mut self,
        flow: &str,
        name: &str,
        parameters: &[(&str, &str)],
        means: &str,
    ) -> Result<Value, AwsFault> {
        let mut parameters = texts(parameters);
        parameters.insert("USERNAME".to_owned(), json!(name));
        self.add_hash("SECRET_HASH", name, &mut parameters);
        let body = json!({"AuthFlow": flow, "ClientId": self.client.id, "AuthParameters": parameters});
        let title = format!("InitiateAuth: {flow}");
        self.call(Act { title, operation: "InitiateAuth", body, means, source: sources::of_flow(flow) })
    }

    /// Answers the challenge that the pool asked with.
    pub(super) fn respond(
        &mut self,
        asked: &Value,
        name: &str,
        responses: &[(&str, &str)],
        means: &str,
    ) -> Result<Value, AwsFault> {
        let challenge = text(&asked["ChallengeName"]);
        let mut responses = texts(responses);
        responses.insert("USERNAME".to_owned(), json!(name));
        self.add_hash("SECRET_HASH", name, &mut responses);
        let body = json!({
            "ChallengeName": challenge,
            "ClientId": self.client.id,
            "Session": asked["Session"],
            "ChallengeResponses": responses,
        });
        let act = |more: &str| Act {
            title: format!("RespondToAuthChallenge: {challenge}{more}"),
            operation: "RespondToAuthChallenge",
            body: body.clone(),
            means,
            source: sources::of_challenge(challenge),
        };
        let reply = self.call(act(""))?;
        if !self.goes_wrong(Wrong::SessionTwice) || self.answered_twice {
            return Ok(reply);
        }
        self.answered_twice = true;
        self.call(act(", sent again"))
    }

    pub(super) fn add_hash(&self, field: &str, name: &str, to: &mut Map<String, Value>) {
        if let Some(secret) = self.client.secret.as_ref().filter(|_| !self.goes_wrong(Wrong::NoSecretHash)) {
            to.insert(field.to_owned(), json!(secret_hash(secret, name, &self.client.id)));
        }
    }

    pub(super) fn call(&mut self, act: Act<'_>) -> Result<Value, AwsFault> {
        let Act { title, operation, body, means, source } = act;
        let sent = body.to_string();
        let called = self.visit.sandbox.user_pool(self.pool.as_deref(), operation, sent.as_bytes(), self.visit.now_ms);
        let step = Step::done(title, APP, POOL, means).source(source).show("Request", Body::Json(shortened(&body)));
        self.steps.push(match &called {
            Ok(reply) => step.show("Answer", Body::Json(shortened(reply))),
            Err(fault) => refusal::step(step, fault, self.form),
        });
        called
    }

    /// The time it takes to answer, where that is what goes wrong.
    pub(super) fn dawdle(&mut self) {
        if self.goes_wrong(Wrong::SessionOld) {
            self.visit.wait(TOO_LONG_S);
            let reason = "A session lives for three minutes, unless the app client is set up for more, up to fifteen.";
            self.note(Step::done("Three minutes and a second pass", APP, APP, reason).source(sources::RESPOND));
        }
    }

    /// The code that the pool has just sent, shown instead.
    pub(super) fn delivered(&mut self) -> Result<String, AwsFault> {
        let Message { to, by, code, .. } =
            self.visit.sandbox.messages(self.pool.as_deref())?.into_iter().next().ok_or_else(AwsFault::internal)?;
        let (title, mailbox) = if by == "sms" { ("The SMS", "Phone") } else { ("The e-mail", "Mailbox") };
        let reason = "It is shown here instead of being sent. The app never sees it: the person types the code.";
        let step = Step::done(title, POOL, mailbox, reason).source(sources::MFA);
        self.note(step.show("Message", Body::Text(format!("To: {to}\n\nYour code is {code}."))));
        Ok(code)
    }
}

pub(super) struct Person {
    pub(super) name: String,
    pub(super) password: String,
    pub(super) totp_secret: String,
}

impl Person {
    pub(super) fn types(&self, talk: &Talk) -> String {
        if talk.goes_wrong(Wrong::Password) { format!("{}-or-so", self.password) } else { self.password.clone() }
    }
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn texts(pairs: &[(&str, &str)]) -> Map<String, Value> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), json!(value))).collect()
}

pub(super) fn short(long: &str) -> String {
    long.chars().take(SHORTENED).chain(['…']).collect()
}

fn shortened(value: &Value) -> Value {
    match value {
        Value::String(long) if long.len() > LONGEST_SHOWN => Value::String(short(long)),
        Value::Array(items) => items.iter().map(shortened).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, member)| (name.clone(), shortened(member))).collect())
        }
        other => other.clone(),
    }
}
