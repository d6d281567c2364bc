//! Presigned addresses: the signature and all that it needs stand in the query.

use super::{
    ALGORITHM,
    encode::{decoded, encoded},
    scope::{Scope, Timestamp},
};

/// Seven days.
pub const LONGEST_EXPIRY_S: u32 = 604_800;

/// For how many seconds an address is good: 1 to [`LONGEST_EXPIRY_S`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry(u32);

impl Expiry {
    pub fn new(seconds: u32) -> Option<Self> {
        (1..=LONGEST_EXPIRY_S).contains(&seconds).then_some(Self(seconds))
    }

    pub fn seconds(self) -> u32 {
        self.0
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Presign<'a> {
    pub access_key: &'a str,
    pub scope: &'a Scope,
    pub timestamp: &'a Timestamp,
    pub expiry: Expiry,
    pub signed_headers: &'a str,
    pub session_token: Option<&'a str>,
}

impl Presign<'_> {
    /// All that is signed with the address; the signature itself comes after them.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let token = self.session_token.map(|token| ("X-Amz-Security-Token", token.to_owned()));
        [
            ("X-Amz-Algorithm", ALGORITHM.to_owned()),
            ("X-Amz-Credential", format!("{}/{}", self.access_key, self.scope.text())),
            ("X-Amz-Date", self.timestamp.to_string()),
            ("X-Amz-Expires", self.expiry.seconds().to_string()),
            ("X-Amz-SignedHeaders", self.signed_headers.to_owned()),
        ]
        .into_iter()
        .chain(token)
        .collect()
    }
}

/// The query with more parameters at its end.
pub fn with_parameters(query: &str, parameters: &[(&str, String)]) -> String {
    let added = parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value.as_bytes())));
    let kept = (!query.is_empty()).then(|| query.to_owned());
    kept.into_iter().chain(added).collect::<Vec<_>>().join("&")
}

/// The decoded value of the first parameter of that name.
pub fn parameter(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let (_, value) = pairs.into_iter().find(|(written, _)| decoded(written) == name.as_bytes())?;
    Some(String::from_utf8_lossy(&decoded(value)).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_good_for_a_second_to_seven_days() {
        assert_eq!([0, 604_801].map(Expiry::new), [None, None]);
        assert_eq!([1, 604_800].map(|seconds| Expiry::new(seconds).unwrap().seconds()), [1, 604_800]);
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
    #[test]
    fn the_parameters_are_those_that_aws_publishes() {
        let timestamp = Timestamp::parse("20130524T000000Z").unwrap();
        let scope = Scope::of(&timestamp, "us-east-1", "s3");
        let presign = Presign {
            access_key: "AKIAIOSFODNN7EXAMPLE",
            scope: &scope,
            timestamp: &timestamp,
            expiry: Expiry::new(86400).unwrap(),
            signed_headers: "host",
            session_token: None,
        };
        let query = with_parameters("", &presign.parameters());
        assert_eq!(
            query,
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
             &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        );
        assert_eq!(
            parameter(&query, "X-Amz-Credential").as_deref(),
            Some("AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request")
        );
        assert_eq!(parameter(&query, "X-Amz-Signature"), None);
    }
}
