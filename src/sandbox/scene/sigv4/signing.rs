//! The client's side, step by step.

use domain::sigv4::{Part, Rules};

use super::{
    super::view::{Body, Cell, Step, Table},
    form::Plan,
};
use crate::sandbox::{
    scene::Source,
    sigv4::{Draft, Place, Seal, SignRequest, SignedDraft, sha256},
};

const SIGNING: Source = Source {
    title: "AWS IAM: create a signed AWS API request",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html",
};
const S3_HEADER: Source = Source {
    title: "Amazon S3: signature calculations for the Authorization header",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html",
};
const S3_QUERY: Source = Source {
    title: "Amazon S3: authenticating requests using query parameters",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html",
};

pub(super) const CLIENT: &str = "Client";

pub(super) struct Signing {
    pub(super) signed: SignedDraft,
    pub(super) steps: Vec<Step>,
    /// The canonical request, with what each line is.
    pub(super) lines: Table,
}

pub(super) fn steps(plan: &Plan, request: &SignRequest, draft: Draft<'_>) -> Signing {
    let (place, rules, address) = (draft.place, Rules::of(&request.service), draft.address.clone());
    let scope = draft.scope.text();
    let signed = draft.sign();
    let seal = &signed.seal;
    let done = |title: &str, reason: &str| Step::done(title, CLIENT, CLIENT, reason);
    let placed = match (&signed.authorization, place) {
        (Some(value), _) => done(
            "Put it into the header",
            "Who signed, for what, which headers count, and the signature. The secret key is not in it.",
        )
        .show("Authorization", Body::Text(value.clone())),
        (None, _) => done(
            "Put it into the address",
            "The signature comes last. Whoever has the address has the request, until it expires.",
        )
        .show("Presigned address", Body::Text(address.with_query(&signed.query))),
    };
    let steps = vec![
        payload(request, seal, rules),
        done("Write the canonical request", path_story(rules))
            .source(SIGNING)
            .show("Path as typed", Body::Text(plan.typed_path().to_owned()))
            .show("Canonical request", Body::Text(seal.canonical.text())),
        done(
            "Write the string to sign",
            "The algorithm, the time, the scope and the hash of the canonical request. The scope is what the signature \
             holds for.",
        )
        .source(SIGNING)
        .show("Scope", Body::Text(scope))
        .show("String to sign", Body::Text(seal.string_to_sign.clone())),
        done(
            "Make the signing key",
            "Four times HMAC-SHA256, each with the result of the one before as its key. A key that leaks is good for one \
             day, one Region and one service.",
        )
        .source(SIGNING)
        .show("The four keys", Body::Text(chain(request, seal))),
        done("Sign", "HMAC-SHA256 of the string to sign with the last key, in hexadecimal digits.")
            .show("Signature", Body::Text(seal.signature.clone())),
        placed.source(if place_is_query(place) { S3_QUERY } else { SIGNING }),
    ];
    let lines = lines(seal);
    Signing { signed, steps, lines }
}

fn place_is_query(place: Place) -> bool {
    matches!(place, Place::Query(_))
}

fn payload(request: &SignRequest, seal: &Seal, rules: Rules) -> Step {
    let written = &seal.canonical.payload;
    if *written == sha256(request.body.as_bytes()) {
        let source = if rules == Rules::S3 { S3_HEADER } else { SIGNING };
        let reason = if rules == Rules::S3 {
            "SHA-256 of the body. S3 wants it in the header x-amz-content-sha256 too."
        } else {
            "SHA-256 of the body, of nothing if there is none."
        };
        return Step::done("Hash the body", CLIENT, CLIENT, reason)
            .source(source)
            .show(format!("SHA-256 of {} bytes", request.body.len()), Body::Text(written.clone()));
    }
    Step::done(
        "Leave the body unsigned",
        CLIENT,
        CLIENT,
        "Whoever presigns for S3 does not know yet what will be uploaded, so a constant stands where the hash would.",
    )
    .source(S3_QUERY)
    .show("In the place of the hash", Body::Text(written.clone()))
}

fn path_story(rules: Rules) -> &'static str {
    match rules {
        Rules::S3 => {
            "One spelling for all requests that mean the same. S3 encodes the path once and tidies nothing, because a key \
             may hold // and dots."
        }
        Rules::Others => {
            "One spelling for all requests that mean the same. Every service but S3 removes empty and dotted segments and \
             encodes the path of the address once more: %20 becomes %2520."
        }
    }
}

fn chain(request: &SignRequest, seal: &Seal) -> String {
    let date = &request.time[..8];
    let [of_date, of_region, of_service, signing] = &seal.keys;
    format!(
        "HMAC(\"AWS4{}\", \"{date}\")\n  = {of_date}\nHMAC(that, \"{}\")\n  = {of_region}\nHMAC(that, \"{}\")\n  = \
         {of_service}\nHMAC(that, \"aws4_request\")\n  = {signing}",
        request.credentials.secret, request.region, request.service
    )
}

fn lines(seal: &Seal) -> Table {
    let row = |(part, line): (Part, String)| {
        let line = if line.is_empty() { "(empty)".to_owned() } else { line };
        vec![Cell::text(line), Cell::text(meaning(part))]
    };
    Table {
        caption: "The canonical request, line by line".to_owned(),
        head: ["Line", "What it is"].map(str::to_owned).to_vec(),
        rows: seal.canonical.lines().into_iter().map(row).collect(),
    }
}

fn meaning(part: Part) -> &'static str {
    match part {
        Part::Method => "the method",
        Part::Path => "the path, encoded",
        Part::Query => "the query: encoded, sorted by name, then by value",
        Part::Header => "a header: name in small letters, spaces trimmed",
        Part::End => "an empty line after the headers",
        Part::SignedHeaders => "the names of the headers that count",
        Part::Payload => "the body's hash, or that it is not signed",
    }
}
