//! The code's way: from the app's secrets to tokens, each protection where it stands.

use domain::token::{Gate, Verdict as Judged};
use form_urlencoded::parse;
use serde_json::json;

use super::{
    app::{self, App, CALLBACK},
    form::Broken,
    sources,
    walk::{Halt, Part, Walk, ended, refused, request},
};
use crate::sandbox::{
    SandboxError,
    mint::half_hash,
    oauth::{Authorize, Authorized, TokenReply, TokenRequest, Unredirectable},
    scene::{
        Block, Body, Outcome, Stage, Step, Verdict, judged,
        visit::{Visit, claim, short},
    },
};

const APP: &str = "App";
const BROWSER: &str = "Browser";
const POOL: &str = "User pool";
const THIEF: &str = "Thief";

const SCOPE: &str = "openid email sample-orders/read";
const FOREIGN_SCOPE: &str = "openid email sample-orders/delete";
const NO_OPENID: &str = "sample-orders/read";
const OTHER_CALLBACK: &str = "http://localhost:8080/callback";
/// A code lives for five minutes.
const TOO_LATE_S: i64 = 5 * 60 + 1;

const PLAN: [Part; 9] = [
    ("The app makes up secrets for this sign-in", APP, APP, sources::VERIFIER),
    ("GET /oauth2/authorize", BROWSER, POOL, sources::AUTHORIZE),
    ("Alice signs in on the pool's page", BROWSER, POOL, sources::AUTHORIZE),
    ("Back to the app, with a code", POOL, BROWSER, sources::CODE),
    ("Is it the state of this browser?", APP, APP, sources::STATE),
    ("POST /oauth2/token", APP, POOL, sources::TOKEN),
    ("Is the ID token sound, and meant for the app?", APP, APP, sources::ID_TOKEN),
    ("Does it belong to this sign-in and this access token?", APP, APP, sources::ID_TOKEN),
    ("GET /oauth2/userInfo", APP, POOL, domain::token::reference::USERINFO),
];

pub(super) fn play(stage: Stage<'_>, client: &str, broken: Broken) -> Result<(Vec<Block>, Outcome), SandboxError> {
    let lasting = if broken == Broken::Old { TOO_LATE_S } else { 0 };
    let visit = Visit::lasting(stage, lasting, |_| ());
    let client = super::client(visit.sandbox.samples(), client)?;
    let scope = match broken {
        Broken::ForeignScope => FOREIGN_SCOPE,
        Broken::NoOpenid => NO_OPENID,
        _ => SCOPE,
    };
    let app = App::new(client, scope, &mut visit.sandbox.chance());
    let mut play = Play { visit, app, broken, walk: Walk::along(&PLAN), judged: None };
    let outcome = match play.through() {
        Ok(outcome) | Err(Halt::Ended(outcome)) => outcome,
        Err(Halt::Failed(error)) => return Err(error),
    };
    let mut blocks = vec![Block::Steps(play.walk.finish())];
    if let Some(judged) = &play.judged {
        blocks.push(Block::Heading("The ID token, verified".to_owned()));
        blocks.push(Block::Steps(judged::steps(judged)));
    }
    Ok((blocks, outcome))
}

struct Play {
    visit: Visit,
    app: App,
    broken: Broken,
    walk: Walk,
    judged: Option<Judged>,
}

impl Play {
    fn through(&mut self) -> Result<Outcome, Halt> {
        let reason = "Random texts that the app remembers for this browser. Only the SHA-256 of the code_verifier will be \
                      seen by anyone else: the code_challenge.";
        let step = self.walk.next(reason).show("What the app remembers", Body::Json(self.app.remembers()));
        self.walk.push(step);
        let callback = if self.broken == Broken::OtherState { self.foreign_callback()? } else { self.own_callback()? };
        let code = self.same_state(&callback)?;
        let tokens = self.exchange(&code)?;
        if self.broken == Broken::Reused {
            return Err(self.once_more(&code));
        }
        self.verify(&tokens)?;
        Ok(self.user_info(&tokens))
    }

    /// The address at which the browser comes back.
    fn own_callback(&mut self) -> Result<String, Halt> {
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

    /// The attacker began a sign-in of their own, kept its end to themselves, and gets Alice's browser to open it: she would
    /// go on in the attacker's account without noticing.
    fn foreign_callback(&mut self) -> Result<String, Halt> {
        let attacker = App::new(self.app.client.clone(), SCOPE, &mut self.visit.sandbox.chance());
        let request = attacker.authorize();
        let authorized = self.authorize(&request)?;
        let reason = "Not Alice but Bob, in his own browser, with a state, a nonce and a code_challenge of his own. He does not \
                      open the address that he is sent to: he gets Alice to open it.";
        self.sign_in(&request, &authorized, "bob", reason)
    }

    /// The code, if the callback belongs to the sign-in that this browser began.
    fn same_state(&mut self, callback: &str) -> Result<String, Halt> {
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

    fn exchange(&mut self, code: &str) -> Result<TokenReply, Halt> {
        match self.broken {
            Broken::Old => self.visit.wait(TOO_LATE_S),
            Broken::NoPkce | Broken::OtherVerifier => return Err(self.stolen(code)),
            _ => {}
        }
        let request = self.token_request(code)?;
        let step = self.walk.next("").show("Request", Body::Text(app::posted(&request)));
        match self.visit.sandbox.token(None, &request, self.visit.now_ms) {
            Ok(tokens) => {
                let reason = "The code is fresh and unused, and everything that was said when it was asked for fits. These are Alice's tokens.";
                let step = shown(Step { reason: reason.to_owned(), ..step }, &tokens);
                self.walk.push(step);
                Ok(tokens)
            }
            Err(error) => {
                let (step, outcome) = refused(step, error);
                self.walk.push(step);
                Err(Halt::Ended(outcome))
            }
        }
    }

    fn token_request(&self, code: &str) -> Result<TokenRequest, SandboxError> {
        let request = self.app.exchange(code);
        Ok(match self.broken {
            Broken::NoVerifier => TokenRequest { code_verifier: None, ..request },
            Broken::CallbackAtToken => TokenRequest { redirect_uri: OTHER_CALLBACK.to_owned(), ..request },
            Broken::NoSecret => TokenRequest { client_secret: None, ..request },
            Broken::OtherClient => {
                let other = super::client(self.visit.sandbox.samples(), "sample-rotating")?;
                TokenRequest { client_id: other.id, client_secret: other.secret, ..request }
            }
            _ => request,
        })
    }

    /// Someone who saw the code is faster than the app.
    fn stolen(&mut self, code: &str) -> Halt {
        let request = TokenRequest {
            client_secret: None,
            code_verifier: (self.broken == Broken::OtherVerifier)
                .then(|| app::verifier(&mut self.visit.sandbox.chance())),
            ..self.app.exchange(code)
        };
        let step = self.walk.next("").show("Request", Body::Text(app::posted(&request)));
        let step = Step { title: "POST /oauth2/token, by somebody who saw the code".to_owned(), from: THIEF, ..step };
        match self.visit.sandbox.token(None, &request, self.visit.now_ms) {
            Ok(tokens) => {
                let reason =
                    "Nothing binds the code to the app that asked for it, so whoever comes first gets Alice's tokens.";
                self.walk.push(shown(Step { reason: reason.to_owned(), ..step }, &tokens));
                Halt::Ended(ended(false, "The thief has Alice's tokens", reason))
            }
            Err(error) => {
                let (step, outcome) = refused(step, error);
                self.walk.push(step);
                Halt::Ended(outcome)
            }
        }
    }

    fn once_more(&mut self, code: &str) -> Halt {
        let request = self.app.exchange(code);
        let step = Step::done("POST /oauth2/token, the second time", APP, POOL, "").source(sources::CODE);
        let step = step.show("Request", Body::Text(app::posted(&request)));
        match self.visit.sandbox.token(None, &request, self.visit.now_ms) {
            Ok(_) => Halt::Failed(SandboxError::Unwritable),
            Err(error) => {
                let (step, outcome) = refused(step, error);
                self.walk.push(step);
                Halt::Ended(outcome)
            }
        }
    }

    fn verify(&mut self, tokens: &TokenReply) -> Result<(), Halt> {
        let Some(id_token) = &tokens.id_token else {
            self.walk.skip("There is no ID token: the app did not ask for openid.");
            self.walk.skip("There is no ID token.");
            return Ok(());
        };
        let judged = self.visit.judge(id_token, Gate::Id, &self.app.client.id, &[])?;
        let (_, why) = judged::deciding(&judged);
        let (why, accepted) = (why.to_owned(), judged.accepted());
        self.judged = Some(judged);
        let step = self.walk.next(why.clone());
        if !accepted {
            self.walk.push(Step { verdict: Verdict::Refused, ..step });
            return Err(Halt::Ended(ended(false, "The app turns the ID token down", why)));
        }
        self.walk.push(step);
        self.belongs(id_token, &tokens.access_token)
    }

    /// Nonce and `at_hash`, which no verifier can check that does not know the sign-in.
    fn belongs(&mut self, id_token: &str, access_token: &str) -> Result<(), Halt> {
        let (nonce, at_hash) = (claim(id_token, "nonce"), claim(id_token, "at_hash"));
        let computed = half_hash(access_token);
        let compared = json!({
            "nonce": {"remembered": self.app.nonce, "in the ID token": nonce},
            "at_hash": {"computed from the access token": computed, "in the ID token": at_hash},
        });
        let step = self.walk.next("").show("Compared", Body::Json(compared));
        let wrong = if nonce != self.app.nonce {
            "The nonce is not the one that the app remembers: this ID token was made for another sign-in, however right its signature is."
        } else if at_hash != computed {
            "The at_hash is not that of the access token: the two were not issued together."
        } else {
            let reason = "The nonce is the app's own, and at_hash is the left half of the access token's SHA-256: they were issued together.";
            self.walk.push(Step { reason: reason.to_owned(), ..step });
            return Ok(());
        };
        self.walk.push(Step { verdict: Verdict::Refused, reason: wrong.to_owned(), ..step });
        Err(Halt::Ended(ended(false, "The app turns the ID token down", wrong)))
    }

    fn user_info(&mut self, tokens: &TokenReply) -> Outcome {
        let header = format!("GET /oauth2/userInfo\nAuthorization: Bearer {}", short(&tokens.access_token));
        let step = self.walk.next("").show("Request", Body::Text(header));
        let info = self.visit.sandbox.user_info(None, &tokens.access_token, self.visit.now_ms);
        let step = if let Ok(info) = info {
            let reason = "The attributes that the scopes open, and the sub of the ID token.".to_owned();
            Step { reason, ..step }.show("HTTP 200", Body::Json(info))
        } else {
            let reason = "401, invalid_token: userInfo wants an access token with the scope openid.".to_owned();
            Step { verdict: Verdict::Refused, reason, ..step }
        };
        self.walk.push(step);
        if tokens.id_token.is_some() {
            return ended(true, "Alice is signed in", "Every check of the pool and of the app passes.");
        }
        let reason = "Without openid this is OAuth alone: the app may do something, and does not learn who signed in.";
        ended(false, "An access token, but no ID token", reason)
    }
}

fn shown(step: Step, tokens: &TokenReply) -> Step {
    let mut reply = json!({"access_token": short(&tokens.access_token), "token_type": tokens.token_type, "expires_in": tokens.expires_in});
    let others = [("id_token", &tokens.id_token), ("refresh_token", &tokens.refresh_token)];
    for (name, token) in others {
        if let Some(token) = token {
            reply[name] = json!(short(token));
        }
    }
    let mut step = step.show("HTTP 200", Body::Json(reply));
    let token = |text: &String| Body::Token(text.clone());
    if let Some(id_token) = &tokens.id_token {
        step = step.show("ID token", token(id_token));
    }
    step.show("Access token", token(&tokens.access_token))
}

/// A parameter of the callback's query.
fn parameter(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    parse(query.as_bytes()).find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
