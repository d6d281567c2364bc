//! The scene of the judge: one token, and what every consumer of tokens makes of it.

use domain::{
    scene::Scene,
    token::{Gate, StepName, Verdict as Judged},
};
use serde_json::json;

use super::{
    Block, Body, Case, Cell, Choices, Control, Exhibit, Input, Outcome, SandboxError, Script, Stage, Table, Verdict,
    View, judged,
};
use crate::sandbox::{
    forge::{Draft, Forged},
    sign_in::MOST_SCOPES,
    verify,
    wire::{IssuerMode, MintRequest},
};

const TOKEN: &str = "token";
const BREAK: &str = "break";
const SCOPES: &str = "scopes";
pub(super) const GATE: &str = "gate";

const LONGEST_SCOPES: usize = 1000;
const TWO_HOURS_MS: i64 = 2 * 60 * 60 * 1000;
const MULTI_REGION_ISSUER: &str = "https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE00";
const OTHER_ISSUER: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE99";
const HOSTED_SCOPES: [&str; 3] = ["openid", "email", "orders/read"];

const TOKENS: [(&str, &str); 5] = [
    ("id", "ID token"),
    ("access", "Access token of a sign-in by the API"),
    ("access-hosted", "Access token of the hosted pages, with openid, email and orders/read"),
    ("refresh", "Refresh token"),
    ("id-multi-region", "ID token of the multi-Region issuer"),
];
const BREAKS: [(&str, &str); 7] = [
    ("none", "Nothing"),
    ("expired", "It expired an hour ago"),
    ("tampered", "Its groups were changed after it was signed"),
    ("other-client", "It was issued to another app client"),
    ("other-pool", "Another user pool issued it"),
    ("no-kid", "Its header names no key"),
    ("alg-none", "Its algorithm is none"),
];

pub(super) const SCRIPT: Script = Script {
    lead: "A sound token is not sound for everyone. Choose one, break it if you like, and see what each consumer of \
           tokens makes of it: your own code, API Gateway's authorizers, the identity pool, the user pool's own \
           endpoints and a load balancer.",
    notice: &[
        "The first five steps are the same for everybody; only the last one is the consumer's own rule.",
        "A user pool authorizer of a REST API wants the ID token, until its method names a scope: then it wants an \
         access token.",
        "The JWT authorizer of an HTTP API cannot tell ID from access tokens. Naming a scope on the route makes it \
         refuse ID tokens, which have none.",
        "An identity pool takes the ID token only; userInfo and the user pool's own API take the access token only, \
         each with a scope of its own.",
    ],
    cases: &[
        case("id-at-rest", "The ID token at a REST API without scopes", &[(TOKEN, "id"), (GATE, "rest-authorizer")]),
        case("access-at-rest", "The access token instead", &[(TOKEN, "access"), (GATE, "rest-authorizer")]),
        case(
            "id-at-rest-scopes",
            "The method names a scope",
            &[(TOKEN, "id"), (SCOPES, "orders/read"), (GATE, "rest-authorizer-scopes")],
        ),
        case("id-at-userinfo", "The ID token at userInfo", &[(TOKEN, "id"), (GATE, "userinfo")]),
        case("access-at-userinfo", "The API's access token at userInfo", &[(TOKEN, "access"), (GATE, "userinfo")]),
        case("access-in-logins", "The access token in Logins", &[(TOKEN, "access"), (GATE, "identity-pool")]),
        case("access-at-http", "The access token at an HTTP API", &[(TOKEN, "access"), (GATE, "http-jwt-authorizer")]),
        case("expired", "An expired ID token", &[(TOKEN, "id"), (BREAK, "expired"), (GATE, "rest-authorizer")]),
        case(
            "multi-region-at-rest",
            "The multi-Region issuer",
            &[(TOKEN, "id-multi-region"), (GATE, "rest-authorizer")],
        ),
    ],
    checked: "2026-11-23",
};

const fn case(id: &'static str, label: &'static str, choices: &'static [(&'static str, &'static str)]) -> Case {
    Case { id, label, choices }
}

/// What was chosen.
struct Question<'a> {
    token: &'a str,
    broken: &'a str,
    scopes: &'a str,
    gate: Gate,
}

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> Result<View, SandboxError> {
    let question = Question {
        token: choices.one_of(TOKEN, &TOKENS.map(|(name, _)| name)),
        broken: choices.one_of(BREAK, &BREAKS.map(|(name, _)| name)),
        scopes: choices.text(SCOPES, ""),
        gate: choices.get(GATE).and_then(|name| name.parse().ok()).unwrap_or(Gate::RestAuthorizer),
    };
    let controls = controls(&question);
    if let Some(outcome) = unaskable(question.scopes) {
        return Ok(View { controls, blocks: Vec::new(), outcome });
    }
    let token = token(stage, &question)?;
    let verdicts = verdicts(stage, &question, &token)?;
    let Some((_, chosen)) = verdicts.iter().find(|(gate, _)| *gate == question.gate) else {
        return Err(SandboxError::Unwritable);
    };
    let outcome = outcome(chosen);
    let blocks = vec![
        Block::Table(table(&question, &verdicts)),
        Block::Heading(question.gate.title().to_owned()),
        Block::Steps(judged::steps(chosen)),
        Block::Exhibit(Exhibit { caption: "The token".to_owned(), body: Body::Token(token) }),
    ];
    Ok(View { controls, blocks, outcome })
}

fn controls(question: &Question<'_>) -> Vec<Control> {
    let select = |options: &[(&'static str, &'static str)], chosen: &str| Input::Select {
        options: options.to_vec(),
        chosen: chosen.to_owned(),
    };
    let gates = Gate::ALL.map(|gate| (gate.as_str(), gate.title()));
    vec![
        Control { name: TOKEN, label: "Token", help: "", input: select(&TOKENS, question.token) },
        Control {
            name: BREAK,
            label: "What is wrong with it",
            help: "A refresh token stays as it is: nobody but the pool can read it.",
            input: select(&BREAKS, question.broken),
        },
        Control {
            name: SCOPES,
            label: "Scopes that are asked for",
            help: "Separated by spaces; any one of them is enough. Only consumers that ask for scopes look at them.",
            input: Input::Line { value: question.scopes.to_owned(), longest: LONGEST_SCOPES },
        },
        Control {
            name: GATE,
            label: "Consumer to look at closely",
            help: "",
            input: select(&gates, question.gate.as_str()),
        },
    ]
}

fn unaskable(scopes: &str) -> Option<Outcome> {
    let reason = if scopes.len() > LONGEST_SCOPES {
        format!("The scopes are longer than {LONGEST_SCOPES} bytes.")
    } else if scopes.split_whitespace().count() > MOST_SCOPES {
        format!("At most {MOST_SCOPES} scopes can be asked for.")
    } else {
        return None;
    };
    Some(Outcome { accepted: false, label: "Nobody can be asked".to_owned(), reason })
}

fn token(stage: Stage<'_>, question: &Question<'_>) -> Forged {
    let hosted = question.token == "access-hosted";
    let request = MintRequest {
        issuer: if hosted { IssuerMode::Local } else { IssuerMode::Aws },
        scopes: hosted.then(|| HOSTED_SCOPES.map(str::to_owned).into()),
        ..MintRequest::default()
    };
    let age_ms = if question.broken == "expired" { TWO_HOURS_MS } else { 0 };
    let forge = stage.sandbox.forge(&request, stage.now_ms.saturating_sub(age_ms))?;
    let (fresh, key, client) = match question.token {
        "refresh" => return Ok(forge.minted.refresh_token),
        "access" | "access-hosted" => (&forge.minted.access_token, &forge.pair.access, "client_id"),
        _ => (&forge.minted.id_token, &forge.pair.id, "aud"),
    };
    let multi_region = question.token == "id-multi-region";
    if !multi_region && ["none", "expired"].contains(&question.broken) {
        return Ok(fresh.clone());
    }
    let mut draft = Draft::of(fresh);
    if multi_region {
        draft = draft.claim("iss", &json!(MULTI_REGION_ISSUER).to_string());
    }
    match question.broken {
        "tampered" => {
            let signature = draft.clone().signed_by(key)?;
            let signature = signature.rsplit('.').next().unwrap_or_default();
            Ok(draft.claim("cognito:groups", r#"["admins"]"#).with_signature(signature))
        }
        "other-client" => draft.claim(client, r#""9sampleotherclient0000009""#).signed_by(key),
        "other-pool" => {
            let kid = json!(forge.stranger.rsa.kid()).to_string();
            forge.by_stranger(&draft.header("kid", &kid).claim("iss", &json!(OTHER_ISSUER).to_string()))
        }
        "no-kid" => draft.without_header("kid").signed_by(key),
        "alg-none" => Ok(draft.header("alg", r#""none""#).with_signature("")),
        _ => draft.signed_by(key),
    }
}

fn verdicts(stage: Stage<'_>, question: &Question<'_>, token: &str) -> Result<Vec<(Gate, Judged)>, SandboxError> {
    let scopes: Vec<String> = question.scopes.split_whitespace().map(str::to_owned).collect();
    let judge = |gate| {
        let samples = stage.sandbox.samples();
        let mut expectation = verify::expectation(samples, gate, scopes.clone(), stage.now_ms);
        // Consumers of such a pool are set up for its issuer, where they can be.
        expectation.issuers.push(MULTI_REGION_ISSUER.to_owned());
        Ok((gate, stage.sandbox.judge_expecting(token, &expectation, stage.now_ms)?))
    };
    Gate::ALL.into_iter().map(judge).collect()
}

fn table(question: &Question<'_>, verdicts: &[(Gate, Judged)]) -> Table {
    let row = |(gate, judged): &(Gate, Judged)| {
        let (step, reason) = judged::deciding(judged);
        let source = judged.deciding().map(|step| step.reference.title).unwrap_or_default();
        let accepted = judged.accepted();
        let verdict =
            if accepted { Cell::marked("accepts", Verdict::Done) } else { Cell::marked("refuses", Verdict::Refused) };
        let consumer = Cell { link: Some(address(question, *gate)), ..Cell::text(gate.title()) };
        vec![consumer, verdict, Cell::text(step.as_str()), Cell::text(reason), Cell::text(source)]
    };
    Table {
        caption: "What every consumer says".to_owned(),
        head: ["Consumer", "Verdict", "Step", "Reason", "Source"].map(str::to_owned).into(),
        rows: verdicts.iter().map(row).collect(),
    }
}

/// Of the same question at another consumer.
fn address(question: &Question<'_>, gate: Gate) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(TOKEN, question.token)
        .append_pair(BREAK, question.broken)
        .append_pair(SCOPES, question.scopes)
        .append_pair(GATE, gate.as_str())
        .finish();
    format!("/sandbox/{}?{query}", Scene::Judge)
}

fn outcome(judged: &Judged) -> Outcome {
    let accepted = judged.accepted();
    let (step, reason) = judged::deciding(judged);
    let label = match step {
        _ if accepted => "This consumer accepts it",
        StepName::Parse => "Everyone refuses its form",
        StepName::Header => "Everyone refuses its header",
        StepName::Key => "Everyone refuses its key",
        StepName::Signature => "Everyone refuses its signature",
        StepName::Claims => "Everyone refuses its claims",
        StepName::Gate => "This consumer refuses its kind",
    };
    Outcome { accepted, label: label.to_owned(), reason: reason.to_owned() }
}
