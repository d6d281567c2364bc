//! A machine's way: it shows its own secret, gets an access token of its own, and calls an API with it.

use domain::token::Gate;

use super::{
    app::posted,
    form::MachineBroken,
    sources,
    walk::{Halt, Part, Walk, ended, refused, request},
};
use crate::sandbox::{
    SandboxError,
    oauth::{TokenReply, TokenRequest},
    scene::{
        Block, Body, Cell, Outcome, Stage, Step, Table, Verdict, judged,
        visit::{Visit, claim, short},
    },
    wire::Client,
};

const MACHINE: &str = "Machine";
const POOL: &str = "User pool";
const API: &str = "Your API";

const MACHINE_CLIENT: &str = "sample-m2m";
const PUBLIC_CLIENT: &str = "sample-web";
const SCOPES: &str = "sample-orders/read sample-orders/write";
const NEEDED: &str = "sample-orders/write";

const PLAN: [Part; 3] = [
    ("POST /oauth2/token", MACHINE, POOL, sources::CLIENT_CREDENTIALS),
    ("What is in the token", MACHINE, MACHINE, sources::SCOPES),
    ("POST /orders", MACHINE, API, sources::SCOPES),
];

pub(super) fn play(stage: Stage<'_>, broken: MachineBroken, gate: Gate) -> Result<(Vec<Block>, Outcome), SandboxError> {
    let visit = Visit::lasting(stage, 0, |_| ());
    let name = if broken == MachineBroken::Public { PUBLIC_CLIENT } else { MACHINE_CLIENT };
    let client = super::client(visit.sandbox.samples(), name)?;
    let mut walk = Walk::along(&PLAN);
    let mut after = Vec::new();
    let outcome = match through(&visit, &client, broken, gate, &mut walk, &mut after) {
        Ok(outcome) | Err(Halt::Ended(outcome)) => outcome,
        Err(Halt::Failed(error)) => return Err(error),
    };
    let mut blocks = vec![Block::Steps(walk.finish())];
    blocks.extend(after);
    Ok((blocks, outcome))
}

fn through(
    visit: &Visit,
    client: &Client,
    broken: MachineBroken,
    gate: Gate,
    walk: &mut Walk,
    after: &mut Vec<Block>,
) -> Result<Outcome, Halt> {
    let reply = ask(visit, client, broken, walk)?;
    let token = &reply.access_token;
    let reason = "Its sub is the client itself. There is no user name, no group and no ID token, because nobody signed in; and \
                  no refresh token, because the machine can ask again at any time.";
    let step = walk.next(reason);
    walk.push(step.show("Access token", Body::Token(token.clone())));
    let judged = visit.judge(token, gate, &client.id, &[NEEDED])?;
    let (_, why) = judged::deciding(&judged);
    let call = request("POST /orders", ' ', &[]);
    let step = walk.next(why).source(gate.reference());
    let step = step.show("Request", Body::Text(format!("{call}\nAuthorization: Bearer {}", short(token))));
    after.push(Block::Table(claims(token)));
    after.push(Block::Heading(gate.title().to_owned()));
    after.push(Block::Steps(judged::steps(&judged)));
    if judged.accepted() {
        walk.push(step);
        return Ok(ended(true, "The API lets the machine in", why));
    }
    walk.push(Step { verdict: Verdict::Refused, ..step });
    Ok(ended(false, "The API turns the token down", why))
}

fn ask(visit: &Visit, client: &Client, broken: MachineBroken, walk: &mut Walk) -> Result<TokenReply, Halt> {
    let scope = match broken {
        MachineBroken::ReadOnly => "sample-orders/read",
        MachineBroken::UnknownScope => "sample-orders/read sample-orders/delete",
        MachineBroken::Openid => "openid sample-orders/read",
        _ => SCOPES,
    };
    let request = TokenRequest {
        grant_type: "client_credentials".to_owned(),
        client_id: client.id.clone(),
        client_secret: client.secret.clone().filter(|_| broken != MachineBroken::NoSecret),
        scope: Some(scope.to_owned()),
        ..TokenRequest::default()
    };
    let step = walk.next("").show("Request", Body::Text(posted(&request)));
    match visit.sandbox.token(None, &request, visit.now_ms) {
        Ok(reply) => {
            let answer = serde_json::json!({
                "access_token": short(&reply.access_token),
                "token_type": reply.token_type,
                "expires_in": reply.expires_in,
            });
            let reason = "The secret is right, and the client may ask for these scopes of the resource server sample-orders. \
                          The answer is an access token and nothing else.";
            walk.push(Step { reason: reason.to_owned(), ..step }.show("HTTP 200", Body::Json(answer)));
            Ok(reply)
        }
        Err(error) => {
            let (step, outcome) = refused(step, error);
            walk.push(step);
            Err(Halt::Ended(outcome))
        }
    }
}

fn claims(token: &str) -> Table {
    let row = |name: &str| {
        let value = claim(token, name);
        let value = if value.is_empty() { "(missing)".to_owned() } else { value };
        vec![Cell::text(name), Cell::text(value)]
    };
    Table {
        caption: "What it says".to_owned(),
        head: ["Claim", "Value"].map(str::to_owned).into(),
        rows: ["token_use", "sub", "client_id", "scope", "username", "cognito:groups"].map(row).into(),
    }
}
