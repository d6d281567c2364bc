//! Forging: tokens that no user pool would write, each made of a fresh one that the sample pool did write.

use std::sync::Arc;

use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaEncoding},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD},
};
use domain::token::{Object, decode};
use serde_json::json;

use super::{
    error::SandboxError,
    keys::Pair,
    signing_key::{Kind, SigningKey},
    wire::{Minted, Samples},
};

/// What a forger works with: the pool's keys to see what even a right signature does not make good, and keys that are
/// not the pool's.
pub(super) struct Forge<'a> {
    pub(super) minted: Minted,
    pub(super) pair: Pair,
    pub(super) stranger: Arc<Stranger>,
    pub(super) samples: &'a Samples,
    pub(super) now_s: i64,
}

/// Whoever forges tokens has keys too. Made when the first of them is needed, and kept, because that is slow.
pub(super) struct Stranger {
    pub(super) rsa: SigningKey,
    pub(super) elliptic: EcdsaKeyPair,
    /// Not the forger's at all: the one with which a region's load balancers sign.
    pub(super) of_region: EcdsaKeyPair,
}

/// A token that is being written. What it says and who signs it can each be anything.
#[derive(Clone)]
pub(super) struct Draft {
    header: Members,
    claims: Members,
}

/// The members of a JSON object in their order, each with its text; a name may occur twice.
#[derive(Clone, Default)]
struct Members(Vec<(String, String)>);

pub(super) type Forged = Result<String, SandboxError>;

impl Stranger {
    pub(super) fn generate() -> Option<Self> {
        let elliptic = || EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).ok();
        Some(Self { elliptic: elliptic()?, of_region: elliptic()?, rsa: SigningKey::generate(Kind::Pool)? })
    }

    /// The public half of the elliptic key, as JSON.
    pub(super) fn elliptic_jwk(&self) -> String {
        // An uncompressed point: 4, then 32 bytes of x, then as many of y.
        let point = self.elliptic.public_key().as_ref();
        let number = |from: usize| point.get(from..from + 32).map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        json!({"kty": "EC", "crv": "P-256", "x": number(1), "y": number(33)}).to_string()
    }
}

impl Forge<'_> {
    pub(super) fn id(&self) -> Draft {
        Draft::of(&self.minted.id_token)
    }

    pub(super) fn access(&self) -> Draft {
        Draft::of(&self.minted.access_token)
    }

    /// Signed anew by the pool's own key for ID tokens.
    pub(super) fn by_pool(&self, draft: &Draft) -> Forged {
        draft.signed_by(&self.pair.id)
    }

    pub(super) fn access_by_pool(&self, draft: &Draft) -> Forged {
        draft.signed_by(&self.pair.access)
    }

    pub(super) fn by_stranger(&self, draft: &Draft) -> Forged {
        draft.signed_by(&self.stranger.rsa)
    }

    pub(super) fn by_stranger_s_elliptic_key(&self, draft: &Draft) -> Forged {
        let input = draft.input();
        let signature = elliptic_signature(&self.stranger.elliptic, &input)?;
        Ok(finished(&input, &URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The ID token's key as its owner might have saved it, which is no secret at all.
    pub(super) fn public_key_pem(&self) -> Result<Vec<u8>, SandboxError> {
        let text = STANDARD.encode(self.pair.id.public_der()?.as_ref());
        let lines: Vec<&str> = text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        Ok(format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n")).into_bytes())
    }

    /// Header, claims and signature of the fresh ID token.
    pub(super) fn parts(&self) -> [&str; 3] {
        let mut parts = self.minted.id_token.splitn(3, '.').fuse();
        [(); 3].map(|()| parts.next().unwrap_or_default())
    }
}

impl Draft {
    pub(super) fn of(token: &str) -> Self {
        let decoded = decode(token);
        Self { header: Members::of(decoded.header()), claims: Members::of(decoded.claims()) }
    }

    /// `raw` is JSON. A member of that name is replaced, or else added.
    pub(super) fn header(mut self, name: &str, raw: &str) -> Self {
        self.header.set(name, raw);
        self
    }

    pub(super) fn claim(mut self, name: &str, raw: &str) -> Self {
        self.claims.set(name, raw);
        self
    }

    /// Puts it before all others, whether or not there is one of that name already.
    pub(super) fn header_first(mut self, name: &str, raw: &str) -> Self {
        self.header.0.insert(0, (name.to_owned(), raw.to_owned()));
        self
    }

    pub(super) fn claim_first(mut self, name: &str, raw: &str) -> Self {
        self.claims.0.insert(0, (name.to_owned(), raw.to_owned()));
        self
    }

    pub(super) fn without_header(mut self, name: &str) -> Self {
        self.header.0.retain(|member| member.0 != name);
        self
    }

    pub(super) fn without_claim(mut self, name: &str) -> Self {
        self.claims.0.retain(|member| member.0 != name);
        self
    }

    /// The claims as JSON.
    pub(super) fn payload(&self) -> String {
        self.claims.json()
    }

    /// What is signed.
    pub(super) fn input(&self) -> String {
        self.input_with(self.payload().as_bytes())
    }

    /// As [`input`](Self::input), with any bytes for claims.
    pub(super) fn input_with(&self, payload: &[u8]) -> String {
        format!("{}.{}", URL_SAFE_NO_PAD.encode(self.header.json()), URL_SAFE_NO_PAD.encode(payload))
    }

    /// As a load balancer writes it.
    pub(super) fn padded(&self, key: &EcdsaKeyPair) -> Forged {
        let input = format!("{}.{}", URL_SAFE.encode(self.header.json()), URL_SAFE.encode(self.claims.json()));
        Ok(finished(&input, &URL_SAFE.encode(elliptic_signature(key, &input)?)))
    }

    pub(super) fn signed_by(&self, key: &SigningKey) -> Forged {
        signed(&self.input(), key, &RSA_PKCS1_SHA256)
    }

    pub(super) fn with_signature(&self, signature: &str) -> String {
        finished(&self.input(), signature)
    }

    pub(super) fn with_secret(&self, secret: &[u8]) -> String {
        let input = self.input();
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), input.as_bytes());
        finished(&input, &URL_SAFE_NO_PAD.encode(tag))
    }
}

impl Members {
    fn of(object: Option<&Object>) -> Self {
        let members = object.map(|object| object.members.as_slice()).unwrap_or_default();
        Self(members.iter().map(|member| (member.name.clone(), member.raw.clone())).collect())
    }

    fn set(&mut self, name: &str, raw: &str) {
        match self.0.iter_mut().find(|member| member.0 == name) {
            Some(member) => raw.clone_into(&mut member.1),
            None => self.0.push((name.to_owned(), raw.to_owned())),
        }
    }

    fn json(&self) -> String {
        let members: Vec<String> = self.0.iter().map(|(name, raw)| format!("{}:{raw}", json!(name))).collect();
        format!("{{{}}}", members.join(","))
    }
}

pub(super) fn signed(input: &str, key: &SigningKey, encoding: &'static dyn RsaEncoding) -> Forged {
    Ok(finished(input, &URL_SAFE_NO_PAD.encode(key.signature(encoding, input.as_bytes())?)))
}

fn finished(input: &str, signature: &str) -> String {
    format!("{input}.{signature}")
}

fn elliptic_signature(key: &EcdsaKeyPair, input: &str) -> Result<Vec<u8>, SandboxError> {
    let signature = key.sign(&SystemRandom::new(), input.as_bytes()).map_err(|_| SandboxError::Unwritable)?;
    Ok(signature.as_ref().to_vec())
}
