//! Behind the browser's back: the code for tokens, and what the app checks of them.

use domain::token::Gate;
use serde_json::json;

use super::{
    super::{
        app, client,
        form::Broken,
        sources,
        walk::{Halt, ended, refused},
    },
    APP, POOL, Play, THIEF, TOO_LATE_S,
};
use crate::sandbox::{
    SandboxError,
    mint::half_hash,
    oauth::{TokenReply, TokenRequest},
    scene::{
        Body, Outcome, Step, Verdict, judged,
        visit::{claim, short},
    },
};

const OTHER_CALLBACK: &str = "http://localhost:8080/callback";

impl Play {
    pub(super) fn exchange(&mut self, code: &str) -> Result<TokenReply, Halt> {
        match self.broken {
            Broken::Old => self.visit.wait(TOO_LATE_S),
            Broken::NoPkce | Broken::OtherVerifier => return Err(self.stolen(code)),
            _ => {}
        }
        let reason = "The code is fresh and unused, and everything that was said when it was asked for fits. These are Alice's tokens.";
        let step = self.walk.next(reason);
        let request = self.token_request(code)?;
        self.post(step, &request)
    }

    fn post(&mut self, step: Step, request: &TokenRequest) -> Result<TokenReply, Halt> {
        let step = step.show("Request", Body::Text(app::posted(request)));
        let answer = self.visit.sandbox.token(None, request, self.visit.now_ms);
        let (step, answer) = match answer {
            Ok(tokens) => (shown(step, &tokens), Ok(tokens)),
            Err(error) => {
                let (step, outcome) = refused(step, error);
                (step, Err(Halt::Ended(outcome)))
            }
        };
        self.walk.push(step);
        answer
    }

    fn token_request(&self, code: &str) -> Result<TokenRequest, SandboxError> {
        let request = self.app.exchange(code);
        Ok(match self.broken {
            Broken::NoVerifier => TokenRequest { code_verifier: None, ..request },
            Broken::CallbackAtToken => TokenRequest { redirect_uri: OTHER_CALLBACK.to_owned(), ..request },
            Broken::NoSecret => TokenRequest { client_secret: None, ..request },
            Broken::OtherClient => {
                let other = client(self.visit.sandbox.samples(), "sample-rotating")?;
                TokenRequest { client_id: other.id, client_secret: other.secret, ..request }
            }
            _ => request,
        })
    }

    /// Someone who saw the code is faster than the app.
    fn stolen(&mut self, code: &str) -> Halt {
        let own = (self.broken == Broken::OtherVerifier).then(|| app::verifier(&mut self.visit.sandbox.chance()));
        let request = TokenRequest { client_secret: None, code_verifier: own, ..self.app.exchange(code) };
        let reason = "Nothing binds the code to the app that asked for it, so whoever comes first gets Alice's tokens.";
        let title = "POST /oauth2/token, by somebody who saw the code".to_owned();
        let step = Step { title, from: THIEF, ..self.walk.next(reason) };
        let posted = self.post(step, &request);
        posted.map_or_else(|halt| halt, |_| Halt::Ended(ended(false, "The thief has Alice's tokens", reason)))
    }

    /// The code is spent. `Ok` would be new tokens.
    pub(super) fn once_more(&mut self, code: &str) -> Result<TokenReply, Halt> {
        let reason = "The code is good for a second time.";
        let step = Step::done("POST /oauth2/token, the second time", APP, POOL, reason).source(sources::CODE);
        let request = self.app.exchange(code);
        self.post(step, &request)
    }

    pub(super) fn verify(&mut self, tokens: &TokenReply) -> Result<(), Halt> {
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

    pub(super) fn user_info(&mut self, tokens: &TokenReply) -> Outcome {
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
