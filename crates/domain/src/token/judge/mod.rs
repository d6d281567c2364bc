//! The judge: one token, one verdict, in six steps that each say why.
//!
//! It is stricter than any single library, because it stands in for all readers at once: whatever two of them could
//! read differently is refused. There is no leeway.

mod claims;
mod form;
mod header;
mod key;
mod load_balancer;
mod roca;
mod step;

use serde_json::Value;

pub(super) use self::{
    claims::{Kind, Sound},
    step::{Check, Finding, finding},
};
use self::{form::Signed, step::take};
pub use self::{
    load_balancer::{LoadBalancer, SignedHeader, judge_header},
    step::{Outcome, Step, StepName, Verdict},
};
use super::{
    gate::Gate,
    json::Object,
    keys::{Jwk, KeySet},
    reference as source,
};

/// The longest token that is judged, in bytes.
pub const LONGEST: usize = 16 * 1024;

/// What the consumer is set up to expect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    pub issuers: Vec<String>,
    pub clients: Vec<String>,
    pub gate: Gate,
    /// The scopes that the consumer asks for, any one of which is enough.
    pub scopes: Vec<String>,
    /// Unix time in seconds.
    pub now_s: i64,
}

/// A token whose form, header and key are sound, and whose signature is to be verified next: RSASSA-PKCS1-v1_5 with
/// SHA-256 over `signing_input`.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub signing_input: String,
    pub signature: Vec<u8>,
    pub key: Jwk,
    claims: Object,
    steps: Vec<Step>,
}

/// The first three steps. `Err` is the verdict on a token that fails one of them.
pub fn prepare(token: &str, keys: &KeySet) -> Result<Prepared, Verdict> {
    let mut steps = Vec::with_capacity(StepName::ALL.len());
    let (signed, claims) = take(&mut steps, StepName::Parse, form::check(token))?;
    prepare_signed(signed, claims, steps, keys)
}

/// As [`prepare`] for a signed message of any content, to be concluded by [`Prepared::conclude_signed`]: what it says
/// is not read, so its claims count as missing.
pub fn prepare_any(message: &str, keys: &KeySet) -> Result<Prepared, Verdict> {
    let mut steps = Vec::with_capacity(StepName::ALL.len());
    let signed = take(&mut steps, StepName::Parse, form::check_any(message))?;
    prepare_signed(signed, Object::default(), steps, keys)
}

fn prepare_signed(signed: Signed, claims: Object, mut steps: Vec<Step>, keys: &KeySet) -> Result<Prepared, Verdict> {
    let Signed { header, signing_input, signature } = signed;
    take(&mut steps, StepName::Header, header::check(&header))?;
    let key = take(&mut steps, StepName::Key, key::choose(&header, keys))?;
    Ok(Prepared { signing_input, signature, key, claims, steps })
}

impl Prepared {
    /// The last three steps, once it is known whether the signature is right.
    pub fn conclude(self, signature_is_right: bool, expectation: &Expectation) -> Verdict {
        let Self { claims, mut steps, .. } = self;
        conclude(&mut steps, signature_is_right, &claims, expectation).unwrap_or_else(|verdict| verdict)
    }

    /// The signature alone, for messages that need not be tokens.
    pub fn conclude_signed(self, signature_is_right: bool) -> Verdict {
        let mut steps = self.steps;
        match take(&mut steps, StepName::Signature, signature(signature_is_right)) {
            Ok(()) => Verdict::of_signature(steps),
            Err(verdict) => verdict,
        }
    }
}

/// All six steps, where the signature can be verified at once.
pub fn judge(token: &str, keys: &KeySet, expectation: &Expectation, verify: impl FnOnce(&Prepared) -> bool) -> Verdict {
    match prepare(token, keys) {
        Ok(prepared) => {
            let signature_is_right = verify(&prepared);
            prepared.conclude(signature_is_right, expectation)
        }
        Err(verdict) => verdict,
    }
}

fn conclude(
    steps: &mut Vec<Step>,
    signature_is_right: bool,
    claims: &Object,
    expectation: &Expectation,
) -> Result<Verdict, Verdict> {
    take(steps, StepName::Signature, signature(signature_is_right))?;
    let sound = take(steps, StepName::Claims, claims::check(claims, expectation))?;
    take(steps, StepName::Gate, expectation.gate.admit(&sound, &expectation.scopes).map(|why| ((), why)))?;
    Ok(Verdict { steps: std::mem::take(steps) })
}

fn signature(is_right: bool) -> Check<()> {
    if is_right {
        let reason = "The signature is right: header and claims are as the user pool wrote them.";
        Ok(((), finding(reason, source::RFC_7515_VALIDATION)))
    } else {
        let reason = "The signature does not fit: header or claims were changed, or another key signed them.";
        Err(finding(reason, source::RFC_7515_VALIDATION))
    }
}

/// What kind of JSON stands where another was expected.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
