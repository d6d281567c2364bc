//! A guard for what people paste: does it look like something real, which should be neither shown nor shared?

use super::decode::{Form, decode};

/// Sample credentials and tokens of ours say so in their own text.
const SAMPLE_MARK: &str = "SAMPLE-NOT-A-REAL";
const ACCESS_KEY_PREFIXES: [&str; 4] = ["AKIA", "ASIA", "ABIA", "ACCA"];
const ACCESS_KEY_LENGTH: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Issued by a user pool that is none of the samples.
    RealIssuer,
    RefreshToken,
    AccessKey,
    PrivateKey,
}

impl Warning {
    pub fn sentence(self) -> &'static str {
        match self {
            Self::RealIssuer => {
                "This looks like a real token: its issuer is a user pool outside this sandbox. It stays on this page; if others could have seen it, sign the user out everywhere."
            }
            Self::RefreshToken => {
                "This looks like a real refresh token, which buys new tokens for weeks. It stays on this page; revoke it if others could have seen it."
            }
            Self::AccessKey => {
                "This contains what looks like a real AWS access key id. It stays on this page; deactivate the key if others could have seen it."
            }
            Self::PrivateKey => {
                "This contains a private key. It stays on this page; replace the key if others could have seen it."
            }
        }
    }
}

/// Everything that looks real in the text, `sample_issuers` being the sandbox's own.
pub fn looks_real(text: &str, sample_issuers: &[&str]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let decoded = decode(text);
    if decoded.form == Form::Encrypted
        && decoded.header().is_some_and(|header| header.value("enc").is_some())
        && !has(text, SAMPLE_MARK)
    {
        warnings.push(Warning::RefreshToken);
    }
    let issuer = decoded.claims().and_then(|claims| claims.text("iss"));
    if issuer.is_some_and(|issuer| is_user_pool(issuer) && !sample_issuers.contains(&issuer)) {
        warnings.push(Warning::RealIssuer);
    }
    if has_access_key(text) {
        warnings.push(Warning::AccessKey);
    }
    if has(text, "-----BEGIN") && has(text, "PRIVATE KEY-----") {
        warnings.push(Warning::PrivateKey);
    }
    warnings
}

/// As [`looks_real`], for what is pasted as a key set: the `d` of a JSON Web Key is its private half.
pub fn key_set_looks_real(text: &str) -> Option<Warning> {
    (has(text, "\"d\"") || has(text, "PRIVATE KEY")).then_some(Warning::PrivateKey)
}

/// Pools of the documentation are called "example" in one spelling or another.
fn is_user_pool(issuer: &str) -> bool {
    let of_a_pool = issuer.starts_with("https://cognito-idp.") || issuer.starts_with("https://issuer-cognito-idp.");
    of_a_pool && has(issuer, "amazonaws.com") && !has(&issuer.to_ascii_lowercase(), "example")
}

/// A word of its own, of the length and alphabet of access key ids, and not one of the documentation's.
fn has_access_key(text: &str) -> bool {
    text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-')).any(|word| {
        word.len() == ACCESS_KEY_LENGTH
            && ACCESS_KEY_PREFIXES.iter().any(|prefix| word.starts_with(prefix.as_bytes()))
            && word[4..].iter().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'))
            && !word.ends_with(b"EXAMPLE")
    })
}

/// Searching bytes spares the browser the library's search for text, which is larger than the rest of this file.
fn has(text: &str, wanted: &str) -> bool {
    text.as_bytes().windows(wanted.len()).any(|window| window == wanted.as_bytes())
}
