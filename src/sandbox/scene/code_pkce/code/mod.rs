//! The code's way: from the app's secrets to tokens, each protection where it stands.

mod back;
mod front;

use domain::token::{Verdict as Judged, reference};

use super::{
    app::App,
    form::Broken,
    sources,
    walk::{Halt, Part, Walk},
};
use crate::sandbox::{
    SandboxError,
    scene::{Block, Body, Outcome, Stage, judged, visit::Visit},
};

const APP: &str = "App";
const BROWSER: &str = "Browser";
const POOL: &str = "User pool";
const THIEF: &str = "Thief";

const SCOPE: &str = "openid email sample-orders/read";
const FOREIGN_SCOPE: &str = "openid email sample-orders/delete";
const NO_OPENID: &str = "sample-orders/read";
/// A code lives for five minutes.
const TOO_LATE_S: i64 = 5 * 60 + 1;

const PLAN: [Part; 9] = [
    ("The app makes up secrets for this sign-in", APP, APP, sources::VERIFIER),
    ("GET /oauth2/authorize", BROWSER, POOL, sources::AUTHORIZE),
    ("Sign-in on the pool's page", BROWSER, POOL, sources::AUTHORIZE),
    ("Back to the app, with a code", POOL, BROWSER, sources::CODE),
    ("Is it the state of this browser?", APP, APP, sources::STATE),
    ("POST /oauth2/token", APP, POOL, sources::TOKEN),
    ("Is the ID token sound, and meant for the app?", APP, APP, sources::ID_TOKEN),
    ("Does it belong to this sign-in and this access token?", APP, APP, sources::ID_TOKEN),
    ("GET /oauth2/userInfo", APP, POOL, reference::USERINFO),
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
        let mut tokens = self.exchange(&code)?;
        if self.broken == Broken::Reused {
            tokens = self.once_more(&code)?;
        }
        self.verify(&tokens)?;
        Ok(self.user_info(&tokens))
    }
}
