//! One RSA key of the pool: it signs tokens and verifies them, and its private half never leaves memory.

use aws_lc_rs::{
    digest::{SHA256, digest},
    encoding::{AsDer, PublicKeyX509Der},
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{
        KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RsaEncoding,
        RsaPublicKeyComponents,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::token::{Jwk, Prepared};
use serde::Serialize;

use super::error::SandboxError;

/// Whose key it is, which shows in the headers of its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A user pool, or a provider that signs like one: RS256.
    Pool,
    /// The identity pool: RS512.
    OpenId,
}

pub(super) struct SigningKey {
    kind: Kind,
    pair: KeyPair,
    parsed: ParsedPublicKey,
    pub(super) jwk: Jwk,
    /// The same for every token that it signs, so it is encoded once.
    header: String,
}

impl Kind {
    fn alg(self) -> &'static str {
        match self {
            Self::Pool => "RS256",
            Self::OpenId => "RS512",
        }
    }

    fn encoding(self) -> &'static dyn RsaEncoding {
        match self {
            Self::Pool => &RSA_PKCS1_SHA256,
            Self::OpenId => &RSA_PKCS1_SHA512,
        }
    }
}

impl SigningKey {
    /// Slow: it looks for large primes.
    pub(super) fn generate(kind: Kind) -> Option<Self> {
        let pair = KeyPair::generate(KeySize::Rsa2048).ok()?;
        let modulus = pair.public_key().modulus().big_endian_without_leading_zero().to_vec();
        let exponent = pair.public_key().exponent().big_endian_without_leading_zero().to_vec();
        let components = RsaPublicKeyComponents { n: modulus.as_slice(), e: exponent.as_slice() };
        let parsed = components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok()?;
        let fingerprint = URL_SAFE_NO_PAD.encode(&digest(&SHA256, &modulus).as_ref()[..18]);
        let kid = format!("sample-{fingerprint}");
        let header = match kind {
            Kind::Pool => format!(r#"{{"kid":"{kid}","alg":"RS256"}}"#),
            Kind::OpenId => format!(r#"{{"kid":"{kid}","typ":"JWS","alg":"RS512"}}"#),
        };
        let jwk = Jwk {
            alg: Some(kind.alg().to_owned()),
            e: Some(URL_SAFE_NO_PAD.encode(&exponent)),
            kid: Some(kid),
            kty: "RSA".to_owned(),
            n: Some(URL_SAFE_NO_PAD.encode(&modulus)),
            public_key_use: Some("sig".to_owned()),
            key_ops: None,
        };
        Some(Self { kind, pair, parsed, jwk, header: URL_SAFE_NO_PAD.encode(header) })
    }

    /// A signed token. The pair is kept parsed: a library that takes the key anew for each token signs a third as fast.
    pub(super) fn sign(&self, claims: &impl Serialize) -> Result<String, SandboxError> {
        let claims = serde_json::to_vec(claims).map_err(|_| SandboxError::Unwritable)?;
        let length = claims.len() + self.pair.public_modulus_len();
        let mut token = String::with_capacity(self.header.len() + length * 4 / 3 + 8);
        token.push_str(&self.header);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(&claims, &mut token);
        let signature = self.signature(self.kind.encoding(), token.as_bytes())?;
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(&signature, &mut token);
        Ok(token)
    }

    /// The bare signature of any text, by any of the RSA algorithms.
    pub(super) fn signature(&self, encoding: &'static dyn RsaEncoding, text: &[u8]) -> Result<Vec<u8>, SandboxError> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let signed = self.pair.sign(encoding, &SystemRandom::new(), text, &mut signature);
        signed.map(|()| signature).map_err(|_| SandboxError::Unwritable)
    }

    /// The public half as many servers keep it in a file.
    pub(super) fn public_der(&self) -> Result<PublicKeyX509Der<'static>, SandboxError> {
        self.pair.public_key().as_der().map_err(|_| SandboxError::Unwritable)
    }

    pub(super) fn kid(&self) -> &str {
        self.jwk.kid.as_deref().unwrap_or_default()
    }

    /// The judge has checked algorithm, key and encoding; what is left is the bare RSA operation, done with the library
    /// that signs. A JWT library would decode the same parts a second time and add rules that the judge does not need.
    pub(super) fn verifies(&self, prepared: &Prepared) -> bool {
        self.parsed.verify_sig(prepared.signing_input.as_bytes(), &prepared.signature).is_ok()
    }
}
