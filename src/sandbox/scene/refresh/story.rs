//! The play: sign-in, first refresh, what happens, and the second try.

use domain::token::{Gate, reference};
use serde_json::{Value, json};

use super::{
    call::{Act, asked, failed, refused, said},
    form::{Form, Happens},
    sources,
};
use crate::sandbox::{
    AwsFault, SandboxError,
    scene::{
        Body, Outcome, Stage, Step, Verdict, judged,
        visit::{Visit, short},
    },
};

const APP: &str = "App";
const API: &str = "Your API";

/// From the sign-in to the first refresh.
const FIRST_REFRESH_AFTER_S: i64 = 30 * 60;
const PLAIN: &str = "sample-web";
const ROTATING: &str = "sample-rotating";

pub(super) struct Tokens {
    pub(super) id: String,
    pub(super) access: String,
    pub(super) refresh: Option<String>,
}

pub(super) struct Story {
    pub(super) steps: Vec<Step>,
    /// Of the sign-in.
    pub(super) first: Option<Tokens>,
    /// Of the first refresh.
    pub(super) second: Option<Tokens>,
    pub(super) outcome: Outcome,
}

pub(super) fn tell(stage: Stage<'_>, form: &Form) -> Result<Story, SandboxError> {
    let lasting = FIRST_REFRESH_AFTER_S.saturating_add(form.seconds);
    let mut play = Play {
        visit: Visit::lasting(stage, lasting, |samples| {
            for client in &mut samples.clients {
                client.rotation_grace_s = client.rotation_grace_s.and(form.grace_s);
            }
        }),
        rotates: form.grace_s.is_some(),
        client: String::new(),
        steps: Vec::new(),
    };
    let name = if play.rotates { ROTATING } else { PLAIN };
    let samples = play.visit.sandbox.samples();
    play.client =
        samples.clients.iter().find(|client| client.name == name).map(|client| client.id.clone()).unwrap_or_default();
    play.through(form)
}

struct Play {
    visit: Visit,
    rotates: bool,
    client: String,
    steps: Vec<Step>,
}

impl Play {
    fn through(mut self, form: &Form) -> Result<Story, SandboxError> {
        let first = match self.sign_in() {
            Ok(tokens) => tokens,
            Err(fault) => return Ok(self.ended(None, None, failed(&fault))),
        };
        let original = first.refresh.clone().unwrap_or_default();
        self.look_at(&original)?;
        self.visit.wait(FIRST_REFRESH_AFTER_S);
        let act = self.refresh_with(&original);
        let second = match self.refreshed("Half an hour later: the first refresh", &act) {
            Ok(tokens) => tokens,
            Err(fault) => return Ok(self.ended(Some(first), None, failed(&fault))),
        };
        let newest = second.refresh.clone().unwrap_or_else(|| original.clone());
        self.what_happens(form.happens, &newest, &second.access);
        self.visit.wait(form.seconds);
        let outcome = match form.happens {
            Happens::Bearer => self.as_bearer(&newest)?,
            happens => self.second_use(happens, (&original, &newest), &second.access)?,
        };
        Ok(self.ended(Some(first), Some(second), outcome))
    }

    fn ended(self, first: Option<Tokens>, second: Option<Tokens>, outcome: Outcome) -> Story {
        Story { steps: self.steps, first, second, outcome }
    }

    fn sign_in(&mut self) -> Result<Tokens, AwsFault> {
        let alice = self.visit.sandbox.samples().users.iter().find(|user| user.username == "alice");
        let password = alice.map(|user| user.password.clone()).unwrap_or_default();
        let body = json!({
            "AuthFlow": "USER_PASSWORD_AUTH",
            "ClientId": self.client,
            "AuthParameters": {"USERNAME": "alice", "PASSWORD": password},
        });
        let act = Act { operation: "InitiateAuth", body, source: sources::INITIATE_AUTH };
        self.tokens(
            "Alice signs in",
            &act,
            "Three tokens: who she is, what the app may do for her, and how to get more.",
        )
    }

    /// What can be seen of a refresh token from outside.
    fn look_at(&mut self, refresh: &str) -> Result<(), SandboxError> {
        let judged = self.visit.judge(refresh, Gate::Access, &self.client, &[])?;
        let (_, why) = judged::deciding(&judged);
        let reason = format!(
            "Five parts instead of three: it is encrypted for the pool alone. The header can be read, the rest cannot, \
             neither by you nor by us. A verifier stops at once: {why}"
        );
        let step = Step::done("The refresh token, looked at", APP, APP, reason).source(reference::REFRESH_TOKEN);
        self.steps.push(step.show("Refresh token", Body::Token(refresh.to_owned())));
        Ok(())
    }

    /// The way to refresh that the app client wants.
    fn refresh_with(&self, token: &str) -> Act {
        if self.rotates {
            let body = json!({"ClientId": self.client, "RefreshToken": token});
            return Act { operation: "GetTokensFromRefreshToken", body, source: sources::GET_TOKENS };
        }
        self.refresh_by_flow(token)
    }

    fn refresh_by_flow(&self, token: &str) -> Act {
        let body = json!({
            "AuthFlow": "REFRESH_TOKEN_AUTH",
            "ClientId": self.client,
            "AuthParameters": {"REFRESH_TOKEN": token},
        });
        Act { operation: "InitiateAuth", body, source: reference::REFRESH_TOKEN }
    }

    fn what_happens(&mut self, happens: Happens, refresh: &str, access: &str) {
        let (title, act, reason) = match happens {
            Happens::Revoke => {
                let body = json!({"ClientId": self.client, "Token": refresh});
                let act = Act { operation: "RevokeToken", body, source: sources::REVOCATION };
                ("The refresh token is revoked", act, "The pool notes that this sign-in is over. The answer is empty.")
            }
            Happens::SignOut => {
                let body = json!({"AccessToken": access});
                let act = Act { operation: "GlobalSignOut", body, source: sources::GLOBAL_SIGN_OUT };
                let reason = "Every sign-in of Alice that began up to now is over, on all her devices.";
                ("Alice signs out everywhere", act, reason)
            }
            _ => return,
        };
        let called = self.call(&act);
        let step = asked(title, &act);
        self.steps.push(match called {
            Ok(_) => Step { reason: reason.to_owned(), ..step },
            Err(fault) => refused(step, &fault),
        });
    }

    fn second_use(
        &mut self,
        happens: Happens,
        (original, newest): (&str, &str),
        access: &str,
    ) -> Result<Outcome, SandboxError> {
        let act = match happens {
            Happens::Reuse => self.refresh_with(original),
            Happens::OldFlow => self.refresh_by_flow(newest),
            _ => self.refresh_with(newest),
        };
        let refreshed = self.refreshed("The second try", &act);
        let online = self.get_user(access);
        let offline = self.offline(access)?;
        let label = match &refreshed {
            Ok(tokens) if tokens.refresh.is_some() => "New ID, access and refresh token",
            Ok(_) => "New ID and access token",
            Err(fault) if fault.name != "NotAuthorizedException" => fault.name,
            Err(_) if offline => "No new tokens, but offline the access token still passes",
            Err(_) => "No new tokens, and the access token has expired too",
        };
        let asked = online.map_or_else(|fault| said(&fault), |()| "it still answers".to_owned());
        let reason = match &refreshed {
            Ok(_) => {
                format!("The pool takes the refresh token. Asked with the access token from before, GetUser: {asked}.")
            }
            Err(fault) => format!("{}. Asked with the access token from before, GetUser: {asked}.", said(fault)),
        };
        Ok(Outcome { accepted: refreshed.is_ok(), label: label.to_owned(), reason })
    }

    fn refreshed(&mut self, title: &'static str, act: &Act) -> Result<Tokens, AwsFault> {
        let reason = if self.rotates {
            "New ID and access token of the same sign-in, and a new refresh token that ends when the first would have."
        } else {
            "New ID and access token of the same sign-in. No refresh token: the app keeps the one it has."
        };
        self.tokens(title, act, reason)
    }

    fn tokens(&mut self, title: &'static str, act: &Act, reason: &str) -> Result<Tokens, AwsFault> {
        let reply = self.call(act);
        let step = asked(title, act);
        let result = match &reply {
            Ok(reply) => &reply["AuthenticationResult"],
            Err(fault) => {
                self.steps.push(refused(step, fault));
                return Err(fault.clone());
            }
        };
        let text = |name: &str| result[name].as_str().map(str::to_owned);
        let tokens = Tokens {
            id: text("IdToken").unwrap_or_default(),
            access: text("AccessToken").unwrap_or_default(),
            refresh: text("RefreshToken"),
        };
        let mut step = Step { reason: reason.to_owned(), ..step }
            .show("ID token", Body::Token(tokens.id.clone()))
            .show("Access token", Body::Token(tokens.access.clone()));
        if let Some(refresh) = &tokens.refresh {
            step = step.show("Refresh token", Body::Token(refresh.clone()));
        }
        self.steps.push(step);
        Ok(tokens)
    }

    fn get_user(&mut self, access: &str) -> Result<(), AwsFault> {
        let act = Act { operation: "GetUser", body: json!({"AccessToken": access}), source: reference::GET_USER };
        let called = self.call(&act);
        let step = asked("The pool is asked with the access token of the first refresh", &act);
        self.steps.push(match &called {
            Ok(_) => Step { reason: "The pool still honours it.".to_owned(), ..step },
            Err(fault) => refused(step, fault),
        });
        called.map(|_| ())
    }

    /// Whether an API that asks nobody still takes the access token.
    fn offline(&mut self, access: &str) -> Result<bool, SandboxError> {
        let judged = self.visit.judge(access, Gate::Access, &self.client, &[])?;
        let (_, why) = judged::deciding(&judged);
        let accepted = judged.accepted();
        let reason = if accepted {
            "Signature, issuer, client and time are right, and that is all that can be seen from here.".to_owned()
        } else {
            why.to_owned()
        };
        let step = Step::done("The same access token, checked without asking the pool", APP, API, reason);
        let verdict = if accepted { Verdict::Done } else { Verdict::Refused };
        self.steps.push(Step { verdict, ..step }.source(reference::VERIFYING));
        Ok(accepted)
    }

    /// The refresh token where an access token belongs.
    fn as_bearer(&mut self, refresh: &str) -> Result<Outcome, SandboxError> {
        let judged = self.visit.judge(refresh, Gate::HttpJwtAuthorizer, &self.client, &[])?;
        let (_, why) = judged::deciding(&judged);
        let step = Step::refused("Authorization: Bearer, with the refresh token", APP, API, why)
            .source(Gate::HttpJwtAuthorizer.reference());
        let header = format!("Authorization: Bearer {}", short(refresh));
        self.steps.push(step.show("Header", Body::Text(header)));
        let online = self.get_user_with(refresh);
        let label = if judged.accepted() { "The API takes it" } else { "Nobody takes it as an access token" };
        let reason = format!("{why} GetUser: {online}.");
        Ok(Outcome { accepted: judged.accepted(), label: label.to_owned(), reason })
    }

    fn get_user_with(&mut self, token: &str) -> String {
        let act = Act { operation: "GetUser", body: json!({"AccessToken": token}), source: reference::GET_USER };
        match self.call(&act) {
            Ok(_) => "it answers".to_owned(),
            Err(fault) => {
                self.steps.push(refused(asked("GetUser, with the refresh token", &act), &fault));
                said(&fault)
            }
        }
    }

    fn call(&self, act: &Act) -> Result<Value, AwsFault> {
        self.visit.call(act.operation, &act.body)
    }
}
