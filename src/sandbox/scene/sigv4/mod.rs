//! The scene of Signature Version 4: a request is signed, something happens to it on the way, and the service checks.

mod answer;
mod form;
mod inspection;
mod service;
mod signing;
mod transit;

use domain::sigv4::parameter;

use super::{Block, Case, Cell, Choices, Outcome, Script, Stage, Table, View};
use crate::sandbox::sigv4::{Place, SignRefusal};
use form::Plan;
use service::Check;
use transit::Received;

pub(super) const SCRIPT: Script = Script {
    lead: "A client signs a request with temporary credentials, and the service signs what arrives once more. Only if \
           both come to the same signature is the request what the client sent. Every hash here is computed.",
    notice: &[
        "The secret key is never sent. It only makes the key that signs, and that key holds for one day, one Region and one service.",
        "The service computes the signature from what arrives. Whatever is not in the canonical request can change unnoticed.",
        "S3 does not sign the body of a presigned address, and it alone leaves the path as it is.",
        "An address can promise seven days, and still ends with the credentials that signed it.",
    ],
    cases: &[
        Case { id: "as-is", label: "As the SDK sends it", choices: &[] },
        Case { id: "body", label: "The body is changed after signing", choices: &[("change", "body")] },
        Case { id: "header", label: "A signed header is changed on the way", choices: &[("change", "header")] },
        Case { id: "added", label: "A proxy adds the header Via", choices: &[("change", "added")] },
        Case { id: "clock", label: "The client's clock is 16 minutes slow", choices: &[("clock", "-16")] },
        Case { id: "region", label: "Signed for another Region", choices: &[("region", "us-west-2")] },
        Case { id: "token", label: "The session token is left out", choices: &[("token", "left-out")] },
        Case {
            id: "expired",
            label: "A presigned address, opened after it expired",
            choices: &[("mode", "presigned"), ("sent", "600")],
        },
        Case {
            id: "credentials",
            label: "A presigned address of 12 hours, by credentials of one hour",
            choices: &[("mode", "presigned"), ("expires", "43200"), ("sent", "5400")],
        },
    ],
    checked: "2026-11-23",
};

pub(super) fn play(stage: Stage<'_>, choices: &Choices) -> View {
    let plan = Plan::of(choices);
    let (blocks, outcome) = match run(&plan, stage.now_ms) {
        Ok(played) => played,
        Err(reason) => (vec![], Outcome { accepted: false, label: "Nothing is signed".to_owned(), reason }),
    };
    View { controls: plan.controls(), blocks, outcome }
}

fn run(plan: &Plan, now_ms: i64) -> Result<(Vec<Block>, Outcome), String> {
    let request = plan.request(now_ms)?;
    let draft = request.draft().map_err(|refusal| sentence(&refusal))?;
    let (address, place) = (draft.address.clone(), draft.place);
    let secret = request.credentials.secret.as_str();
    let signing = signing::steps(plan, &request, draft);
    let received = Received::of(plan, &address, &signing.signed);
    let checks = service::check(plan, &signing.signed.seal.canonical, &received, secret, now_ms);

    let mut blocks = vec![Block::Heading("The client signs".to_owned()), Block::Steps(signing.steps)];
    blocks.push(Block::Table(signing.lines));
    if let Place::Query(_) = place {
        blocks.push(Block::Table(taken_apart(&signing.signed.query)));
    }
    blocks.push(Block::Heading("The service checks".to_owned()));
    blocks
        .push(Block::Steps([received.step(plan.service)].into_iter().chain(checks.iter().map(Check::step)).collect()));
    Ok((blocks, outcome(&checks)))
}

fn outcome(checks: &[Check]) -> Outcome {
    let refused = checks.iter().find_map(|check| check.answer.as_ref().map(|answer| (answer, check)));
    match refused {
        Some((answer, check)) => Outcome { accepted: false, label: answer.label(), reason: check.reason.clone() },
        None => Outcome {
            accepted: true,
            label: "200 OK".to_owned(),
            reason: "The service came to the same signature, in time and with credentials that still hold. What the \
                     caller may do is decided only now, by policies."
                .to_owned(),
        },
    }
}

/// The parameters of a presigned address, with the credential in its five parts.
fn taken_apart(query: &str) -> Table {
    let value = |name| parameter(query, name).unwrap_or_default();
    let credential = value("X-Amz-Credential");
    let mut rows =
        vec![[("X-Amz-Algorithm"), &value("X-Amz-Algorithm"), "HMAC with SHA-256, version 4"].map(Cell::text)];
    let parts = ["access key id, not the secret", "day", "Region", "service", "the same for all of version 4"];
    for (part, meaning) in credential.split('/').zip(parts) {
        rows.push(["X-Amz-Credential, a part", part, meaning].map(Cell::text));
    }
    for (name, meaning) in [
        ("X-Amz-Date", "when it was signed, in UTC"),
        ("X-Amz-Expires", "for how many seconds from then, 604800 at most"),
        ("X-Amz-SignedHeaders", "must be sent with exactly the signed values"),
        ("X-Amz-Security-Token", "the session token of temporary credentials"),
        ("X-Amz-Signature", "covers all above, so none of it can be changed"),
    ] {
        if let Some(value) = parameter(query, name) {
            rows.push([name, &value, meaning].map(Cell::text));
        }
    }
    Table {
        caption: "The presigned address, taken apart".to_owned(),
        head: ["Parameter", "Value", "Meaning"].map(str::to_owned).to_vec(),
        rows: rows.into_iter().map(Vec::from).collect(),
    }
}

fn sentence(refusal: &SignRefusal) -> String {
    let text = refusal.to_string();
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_ascii_uppercase());
    format!("{}{}.", first.map(String::from).unwrap_or_default(), rest.as_str())
}

#[cfg(test)]
mod tests;
