//! Attacks on a target that believes what a load balancer tells it about the user.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, KeyPair as _, UnparsedPublicKey};
use domain::token::{
    Gate, Verdict,
    judge::{LoadBalancer, judge_header},
    reference as source,
};
use serde_json::json;

use super::{Attack, attack};
use crate::sandbox::forge::{Draft, Forge};

const ARN: &str = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/sample/0123456789abcdef";
const ARN_OF_FORGER: &str =
    "arn:aws:elasticloadbalancing:us-east-1:444455556666:loadbalancer/app/forger/fedcba9876543210";
const KID: &str = "00000000-1111-2222-3333-555555555555";

const MINUTE_S: i64 = 60;

pub(super) const ATTACKS: &[Attack] = &[
    attack(
        "header-sound",
        "A sound header",
        "Nothing: this is what the load balancer in front of the target sends, for comparison.",
        source::ALB,
        |forge| header(forge).padded(&forge.stranger.of_region),
    )
    .at(Gate::Alb),
    attack(
        "header-of-another-load-balancer",
        "A load balancer of the forger's own",
        "The forger's own load balancer, set up for the same user pool, had it signed by the region's key.",
        source::ALB,
        |forge| header(forge).header("signer", &json!(ARN_OF_FORGER).to_string()).padded(&forge.stranger.of_region),
    )
    .at(Gate::Alb)
    .remark(
        "All load balancers of a region share their keys, so the signature is right. Only \"signer\" tells them apart.",
    ),
    attack(
        "header-by-the-forger",
        "Past the load balancer",
        "The forger reaches the target directly and signs the header with a key of their own.",
        source::ALB,
        |forge| header(forge).claim("email", r#""admin@example.com""#).padded(&forge.stranger.elliptic),
    )
    .at(Gate::Alb)
    .remark("A target should also take requests from its load balancer only: that is a rule of its security group."),
    attack(
        "header-unsigned",
        "A header without an algorithm",
        "The header's \"alg\" is none.",
        source::RFC_8725_NONE,
        |forge| header(forge).header("alg", r#""none""#).padded(&forge.stranger.elliptic),
    )
    .at(Gate::Alb),
    attack(
        "header-expired",
        "A header kept for later",
        "It was sound once, and is replayed after it expired.",
        source::RFC_7519_EXP,
        |forge| {
            let past = forge.now_s.saturating_sub(MINUTE_S).to_string();
            header(forge).header("exp", &past).padded(&forge.stranger.of_region)
        },
    )
    .at(Gate::Alb),
    attack(
        "header-of-another-client",
        "Signed in to another application",
        "It names another app client: the user signed in to something else behind the same load balancer.",
        source::ALB,
        |forge| header(forge).header("client", r#""9sampleotherclient0000009""#).padded(&forge.stranger.of_region),
    )
    .at(Gate::Alb),
    attack(
        "header-an-id-token",
        "An ID token in its place",
        "The sound ID token stands in the header, which no load balancer passes on.",
        source::ALB,
        |forge| Ok(forge.minted.id_token.clone()),
    )
    .at(Gate::Alb),
];

/// The load balancer in front of the sample target.
fn in_front_of_us(forge: &Forge<'_>) -> LoadBalancer {
    LoadBalancer {
        arn: ARN.to_owned(),
        issuer: forge.samples.issuers.aws.clone(),
        // The load balancer keeps a secret, so its client is the one that has one.
        client: forge.samples.clients.get(1).map(|client| client.id.clone()).unwrap_or_default(),
        kids: vec![KID.to_owned()],
    }
}

fn header(forge: &Forge<'_>) -> Draft {
    let from = in_front_of_us(forge);
    let draft = Draft::of("").header("alg", r#""ES256""#).header("kid", &json!(KID).to_string());
    let draft = draft.header("signer", &json!(from.arn).to_string());
    let draft = draft.header("iss", &json!(from.issuer).to_string());
    let draft = draft.header("client", &json!(from.client).to_string());
    let draft = draft.header("exp", &forge.now_s.saturating_add(2 * MINUTE_S).to_string());
    draft.claim("sub", r#""aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee""#).claim("email", r#""alice@example.com""#)
}

impl Forge<'_> {
    pub(in crate::sandbox) fn judge_header(&self, data: &str) -> Verdict {
        let key = self.stranger.of_region.public_key().as_ref();
        judge_header(data, &in_front_of_us(self), self.now_s, |header| {
            let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key);
            key.verify(header.signing_input.as_bytes(), &header.signature).is_ok()
        })
    }
}
