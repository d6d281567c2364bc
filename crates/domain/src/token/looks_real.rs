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
        && !text.contains(SAMPLE_MARK)
    {
        warnings.push(Warning::RefreshToken);
    }
    let issuer = decoded.claims().and_then(|claims| claims.text("iss"));
    if issuer.is_some_and(|issuer| is_user_pool(issuer) && !sample_issuers.contains(&issuer)) {
        warnings.push(Warning::RealIssuer);
    }
    if ACCESS_KEY_PREFIXES.into_iter().any(|prefix| has_access_key(text, prefix)) {
        warnings.push(Warning::AccessKey);
    }
    if text.contains("-----BEGIN") && text.contains("PRIVATE KEY-----") {
        warnings.push(Warning::PrivateKey);
    }
    warnings
}

/// Pools of the documentation are called "example" in one spelling or another.
fn is_user_pool(issuer: &str) -> bool {
    let host_and_pool =
        issuer.strip_prefix("https://cognito-idp.").or_else(|| issuer.strip_prefix("https://issuer-cognito-idp."));
    host_and_pool.is_some_and(|rest| rest.contains("amazonaws.com") && !rest.to_ascii_lowercase().contains("example"))
}

fn has_access_key(text: &str, prefix: &str) -> bool {
    text.match_indices(prefix).any(|(start, _)| {
        let stands_alone = !text[..start].bytes().next_back().is_some_and(is_word);
        let word = text[start..].bytes().take_while(|byte| is_word(*byte)).take(ACCESS_KEY_LENGTH + 1);
        let key: Vec<u8> = word.collect();
        let in_alphabet = |byte: &u8| byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7');
        stands_alone
            && key.len() == ACCESS_KEY_LENGTH
            && key[prefix.len()..].iter().all(in_alphabet)
            && !key.ends_with(b"EXAMPLE")
    })
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
