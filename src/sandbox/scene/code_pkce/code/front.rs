//! Through the browser: the request, the sign-in and the way back, up to the comparison of the state.

use form_urlencoded::parse;
use serde_json::json;

use super::{
    super::{
        app::{self, App, CALLBACK},
        form::Broken,
        sources,
        walk::{Halt, ended, refused, request},
    },
    APP, POOL, Play, SCOPE,
};
use crate::sandbox::{
    oauth::{Authorize, Authorized, Unredirectable},
    scene::{Body, Step, Verdict},
};

impl Play {
    /// The address at which the browser comes back.
    pub(super) fn own_callback(&mut self) -> Result<String, Halt> {
        let request = self.request();
        let authorized = self.authorize(&request)?;
        self.sign_in(&request, &authorized, "alice", "Name and password go to the pool. The app never sees them.")
    }

    fn request(&self) -> Authorize {
        let request = self.app.authorize();
        match self.broken {
            Broken::Plain => Authorize {
                code_challenge: Some(self.app.verifier.clone()),
                code_challenge_method: Some("plain".to_owned()),
                ..request
            },
            Broken::NoPkce => Authorize { code_challenge: None, code_challenge_method: None, ..request },
            Broken::CallbackAtAuthorize => Authorize { redirect_uri: format!("{CALLBACK}/"), ..request },
            Broken::NoState => Authorize { state: None, ..request },
            Broken::OtherNonce => Authorize { nonce: Some("another-nonce".to_owned()), ..request },
            Broken::Implicit => Authorize { response_type: "token".to_owned(), ..request },
            _ => request,
        }
    }

    fn authorize(&mut self, asked: &Authorize) -> Result<Authorized, Halt> {
        let address = request("GET /oauth2/authorize", '?', &app::asked(asked));
        let step = self.walk.next("").show("Address", Body::Text(address));
        let answer = self.visit.sandbox.authorize(asked);
        let (step, outcome) = match answer {
            Ok(Ok(authorized)) => {
                let reason = format!(
                    "The client is known, the redirect_uri is one of its addresses to the letter, and it may ask for these scopes: {}.",
                    authorized.scope
                );
                self.walk.push(Step { reason, ..step });
                return Ok(authorized);
            }
            Ok(Err(error)) => {
                let back = asked.back(&[("error", error.error)]);
                let step = step.show("302 Found, Location", Body::Text(back));
                let reason = format!("{}: {}", error.error, error.why);
                (
                    Step { reason: reason.clone(), ..step },
                    ended(false, format!("Sent back with {}", error.error), reason),
                )
            }
            Err(nowhere) => {
                let reason = match nowhere {
                    Unredirectable::UnknownClient => "Nobody knows this client_id.",
                    Unredirectable::RedirectMismatch => {
                        "redirect_mismatch: the redirect_uri is not one of the client's addresses, to the letter. So nothing is \
                         sent there, not even the error."
                    }
                };
                (Step { reason: reason.to_owned(), ..step }, ended(false, "An error page, and no way back", reason))
            }
        };
        self.walk.push(Step { verdict: Verdict::Refused, ..step });
        Err(Halt::Ended(outcome))
    }

    fn sign_in(
        &mut self,
        request: &Authorize,
        authorized: &Authorized,
        name: &str,
        reason: &str,
    ) -> Result<String, Halt> {
        let user = self.visit.sandbox.samples().users.iter().find(|user| user.username == name);
        let password = user.map(|user| user.password.clone()).unwrap_or_default();
        let sandbox = &self.visit.sandbox;
        let signed_in = sandbox.sign_in_hosted(None, request, authorized, Some((name, &password)), self.visit.now_ms);
        let step = self.walk.next(reason);
        let back = match signed_in {
            Ok(back) => back,
            Err(fault) => {
                self.walk.push(Step { verdict: Verdict::Refused, reason: fault.message.clone(), ..step });
                return Err(Halt::Ended(ended(false, "The sign-in is refused", fault.message)));
            }
        };
        self.walk.push(step);
        let reason = "The code goes through the browser, so it may end up in histories and logs. By itself it should be worth nothing.";
        let step = self.walk.next(reason).show("302 Found, Location", Body::Text(back.clone()));
        self.walk.push(step);
        Ok(back)
    }

    /// The attacker began a sign-in of their own, kept its end to themselves, and gets Alice's browser to open it: she
    /// would go on in the attacker's account without noticing.
    pub(super) fn foreign_callback(&mut self) -> Result<String, Halt> {
        let attacker = App::new(self.app.client.clone(), SCOPE, &mut self.visit.sandbox.chance());
        let request = attacker.authorize();
        let authorized = self.authorize(&request)?;
        let reason = "Not Alice but Bob, in his own browser, with a state, a nonce and a code_challenge of his own. He does not \
                      open the address that he is sent to: he gets Alice to open it.";
        self.sign_in(&request, &authorized, "bob", reason)
    }

    /// The code, if the callback belongs to the sign-in that this browser began.
    pub(super) fn same_state(&mut self, callback: &str) -> Result<String, Halt> {
        let code = parameter(callback, "code").unwrap_or_default();
        let came = parameter(callback, "state");
        let compared = json!({"remembered": self.app.state, "came": came});
        let step = self.walk.next("").show("State", Body::Json(compared));
        if came.as_deref() == Some(self.app.state.as_str()) {
            let reason = "It is. So this browser began this sign-in, and nobody slipped it a foreign one.";
            self.walk.push(Step { reason: reason.to_owned(), ..step });
            return Ok(code);
        }
        let reason = match came {
            None => "There is no state in the callback. The app cannot know who began this sign-in, and stops.",
            Some(_) => "It is another one: somebody else began this sign-in. The app stops and shows an error.",
        };
        self.walk.push(Step { verdict: Verdict::Refused, reason: reason.to_owned(), ..step });
        if self.broken == Broken::OtherState {
            self.had_it_gone_on(&code);
        }
        Err(Halt::Ended(ended(
            false,
            "The app turns the callback down",
            format!("{reason} The pool would not have noticed."),
        )))
    }

    fn had_it_gone_on(&mut self, code: &str) {
        let exchange = self.app.exchange(code);
        let Err(error) = self.visit.sandbox.token(None, &exchange, self.visit.now_ms) else { return };
        let step = Step::done("Had the app gone on", APP, POOL, "").show("Request", Body::Text(app::posted(&exchange)));
        let (step, _) = refused(step.source(sources::PKCE), error);
        let reason =
            format!("{} PKCE would have caught it as well: Bob's code wants Bob's code_verifier.", step.reason);
        self.walk.push(Step { reason, ..step });
    }
}

/// A parameter of the callback's query.
fn parameter(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    parse(query.as_bytes()).find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
