//! The signature of a canonical request, with everything on the way to it.

use aws_lc_rs::{
    digest::{SHA256, digest},
    hmac::{self, HMAC_SHA256, Key, Tag},
};
use domain::sigv4::{Canonical, Scope, Timestamp, string_to_sign};

pub(in crate::sandbox) struct Seal {
    pub(in crate::sandbox) canonical: Canonical,
    pub(in crate::sandbox) string_to_sign: String,
    /// In hex: of the date, the region, the service, and the signing key itself, each made with the one before.
    pub(in crate::sandbox) keys: [String; 4],
    pub(in crate::sandbox) signature: String,
}

impl Seal {
    pub(in crate::sandbox) fn of(canonical: Canonical, timestamp: &Timestamp, scope: &Scope, secret: &str) -> Self {
        let canonical_hash = sha256(canonical.text().as_bytes());
        let string_to_sign = string_to_sign(timestamp, scope, &canonical_hash);
        let mut key = format!("AWS4{secret}").into_bytes();
        let keys = scope.chain().map(|text| {
            key = hmac(&key, text).as_ref().to_vec();
            hex(&key)
        });
        let signature = hex(hmac(&key, &string_to_sign).as_ref());
        Self { canonical, string_to_sign, keys, signature }
    }
}

/// The digest in hex.
pub(in crate::sandbox) fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn hmac(key: &[u8], text: &str) -> Tag {
    hmac::sign(&Key::new(HMAC_SHA256, key), text.as_bytes())
}
