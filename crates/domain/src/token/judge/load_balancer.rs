//! What a target should ask of the header `x-amzn-oidc-data`, by which a load balancer tells it who signed in.
//!
//! It looks like a token and is none of the user pool's: it is signed with ES256 by a key that all load balancers of a
//! region share, its Base64url is padded, and only its signer says which load balancer it comes from.

use base64::{Engine, engine::general_purpose::URL_SAFE};

use super::{
    StepName, Verdict,
    step::{Check, Finding, finding, take},
};
use crate::token::{
    excerpt::{joined, quoted},
    json::{Object, parse_object},
    reference as source,
};

/// How the target's load balancer is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancer {
    /// Its ARN.
    pub arn: String,
    pub issuer: String,
    pub client: String,
    /// The ids of the keys that its region publishes.
    pub kids: Vec<String>,
}

/// What is to be verified with ES256.
#[derive(Clone, Debug)]
pub struct SignedHeader<'a> {
    pub signing_input: &'a str,
    pub signature: Vec<u8>,
    pub kid: String,
}

/// The same six steps as of a token; the last one asks who signed it.
pub fn judge_header(
    data: &str,
    from: &LoadBalancer,
    now_s: i64,
    verify: impl FnOnce(&SignedHeader<'_>) -> bool,
) -> Verdict {
    let mut steps = Vec::with_capacity(StepName::ALL.len());
    let judged = (|| {
        let (header, signing_input, bytes) = take(&mut steps, StepName::Parse, parse(data))?;
        take(&mut steps, StepName::Header, algorithm(&header))?;
        let kid = take(&mut steps, StepName::Key, key(&header, from))?;
        let is_right = verify(&SignedHeader { signing_input, signature: bytes, kid });
        take(&mut steps, StepName::Signature, signature(is_right))?;
        take(&mut steps, StepName::Claims, claims(&header, from, now_s))?;
        take(&mut steps, StepName::Gate, signer(&header, from))
    })();
    judged.map_or_else(|verdict| verdict, |()| Verdict { steps })
}

fn parse(data: &str) -> Check<(Object, &str, Vec<u8>)> {
    let unreadable = || finding("It is not three parts of padded Base64url, of which two are JSON.", source::ALB);
    let (signing_input, signature) = data.rsplit_once('.').ok_or_else(unreadable)?;
    let (header, claims) = signing_input.split_once('.').ok_or_else(unreadable)?;
    let bytes = |part: &str| URL_SAFE.decode(part).map_err(|_| unreadable());
    let object = |part: &str| {
        let text = String::from_utf8(bytes(part)?).map_err(|_| unreadable())?;
        let mut flaws = Vec::new();
        parse_object(&text, &mut flaws).filter(|_| flaws.is_empty()).ok_or_else(unreadable)
    };
    let (header, _claims, signature) = (object(header)?, object(claims)?, bytes(signature)?);
    Ok((
        (header, signing_input, signature),
        finding("Three parts of padded Base64url, as load balancers write them.", source::ALB),
    ))
}

fn algorithm(header: &Object) -> Check<()> {
    if header.text("alg") == Some("ES256") {
        return Ok(((), finding("The algorithm is ES256, with which load balancers sign.", source::ALB)));
    }
    Err(finding("The algorithm is not ES256, with which load balancers sign.", source::RFC_8725_ALG))
}

fn key(header: &Object, from: &LoadBalancer) -> Check<String> {
    let kid = header.text("kid").unwrap_or_default();
    if from.kids.iter().any(|known| known == kid) {
        let reason = "The key is one that the region publishes for all of its load balancers.";
        return Ok((kid.to_owned(), finding(reason, source::ALB)));
    }
    Err(finding(joined(&["The region publishes no key with the id ", &quoted(kid), "."]), source::ALB))
}

fn signature(is_right: bool) -> Check<()> {
    if is_right {
        return Ok(((), finding("The signature is right: a load balancer of this region had it signed.", source::ALB)));
    }
    Err(finding("The signature does not fit: the region's key did not sign exactly this.", source::ALB))
}

fn claims(header: &Object, from: &LoadBalancer, now_s: i64) -> Check<()> {
    let is = |name, wanted: &str, reason| {
        if header.text(name) == Some(wanted) { Ok(()) } else { Err(finding(reason, source::ALB)) }
    };
    is("iss", &from.issuer, "The issuer is not the user pool that the load balancer signs in with.")?;
    is("client", &from.client, "The app client is not the one that the load balancer signs in with.")?;
    if header.value("exp").and_then(serde_json::Value::as_i64).is_none_or(|expires| now_s >= expires) {
        return Err(expired());
    }
    Ok(((), finding("Issuer and app client are those of the load balancer, and it has not expired.", source::ALB)))
}

fn expired() -> Finding {
    finding("It has expired, or does not say when it does (\"exp\" in its header).", source::RFC_7519_EXP)
}

fn signer(header: &Object, from: &LoadBalancer) -> Check<()> {
    let signer = header.text("signer").unwrap_or_default();
    if signer == from.arn {
        return Ok(((), finding("The signer is the load balancer in front of this target.", source::ALB)));
    }
    let reason = [
        "The signer is ",
        &quoted(signer),
        ", not the load balancer in front of this target. Anyone can have a load balancer of their own sign what they like.",
    ];
    Err(finding(joined(&reason), source::ALB))
}
