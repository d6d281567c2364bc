//! Signature Version 4 as text: what is hashed and what is signed, line by line. Whoever calls does the hashing.

mod canonical;
mod encode;
mod presented;
mod presign;
mod scope;

pub use self::{
    canonical::{Canonical, Part, Request, Rules},
    encode::{decoded, encoded, encoded_path},
    presented::Presented,
    presign::{Expiry, LONGEST_EXPIRY_S, Presign, parameter, with_parameters},
    scope::{Scope, Timestamp},
};

pub const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// Ends every scope, and is what the last step of the signing key hashes.
pub const TERMINATOR: &str = "aws4_request";
/// Stands in the place of the body's hash where the body is not signed; only S3 takes it.
pub const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// What the signing key signs.
pub fn string_to_sign(timestamp: &Timestamp, scope: &Scope, canonical_hash: &str) -> String {
    [ALGORITHM, timestamp.as_str(), &scope.text(), canonical_hash].join("\n")
}

/// The value of the header `Authorization`.
pub fn authorization(access_key: &str, scope: &Scope, signed_headers: &str, signature: &str) -> String {
    let scope = scope.text();
    format!("{ALGORITHM} Credential={access_key}/{scope}, SignedHeaders={signed_headers}, Signature={signature}")
}

/// Headers that stay unsigned, because a connection, a proxy or a tracer may rewrite them on the way.
pub fn may_be_signed(name: &str) -> bool {
    const REWRITTEN: [&str; 15] = [
        "authorization",
        "baggage",
        "connection",
        "expect",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "traceparent",
        "tracestate",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "x-amzn-trace-id",
    ];
    !REWRITTEN.iter().any(|rewritten| name.eq_ignore_ascii_case(rewritten))
}
