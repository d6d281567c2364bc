//! Signing by JSON: a request as it would be sent, and its signature with everything on the way to it.

use domain::sigv4::{Expiry, Rules, Scope, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    address::Address,
    draft::{Draft, Place, SignedDraft},
    refusal::SignRefusal,
};

const LONGEST: usize = 16 * 1024;

/// What the signing adds, or what it must not be given.
const HEADERS_OF_OURS: [&str; 5] =
    ["authorization", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"];

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignRequest {
    pub method: String,
    /// With `https://` or `http://`, percent-encoded.
    pub url: String,
    /// Those besides host, date, token and payload hash; a name may be there several times.
    #[serde(default)]
    pub headers: Vec<SignedHeader>,
    #[serde(default)]
    pub body: String,
    /// As in the scope: `s3`, `dynamodb`, `execute-api`.
    pub service: String,
    pub region: String,
    /// `20130524T000000Z`
    pub time: String,
    pub credentials: SampleCredentials,
    /// The signature goes into the address, which is good for so long; without it, into the header `Authorization`.
    #[serde(default)]
    pub presign_seconds: Option<u32>,
    /// Of a request to S3 with the signature in its header.
    #[serde(default)]
    pub unsigned_payload: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignedHeader {
    pub name: String,
    pub value: String,
}

/// Made-up ones only.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleCredentials {
    /// Ends in `EXAMPLE`.
    pub access_key: String,
    /// Ends in `EXAMPLEKEY`.
    pub secret: String,
    /// Begins with `SAMPLE-NOT-A-REAL-TOKEN`.
    #[serde(default)]
    pub session_token: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SignedRequest {
    pub canonical_request: String,
    pub string_to_sign: String,
    /// In hex.
    pub signature: String,
    /// The value of the header `Authorization`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presigned_url: Option<String>,
}

/// Signs a request with sample credentials. It reads no clock and keeps nothing.
pub fn sign(request: &SignRequest) -> Result<SignedRequest, SignRefusal> {
    let draft = request.draft()?;
    let (address, presigned) = (draft.address.clone(), matches!(draft.place, Place::Query(_)));
    let SignedDraft { seal, query, authorization, .. } = draft.sign();
    Ok(SignedRequest {
        canonical_request: seal.canonical.text(),
        string_to_sign: seal.string_to_sign,
        signature: seal.signature,
        authorization,
        presigned_url: presigned.then(|| address.with_query(&query)),
    })
}

impl SignRequest {
    pub(in crate::sandbox) fn draft(&self) -> Result<Draft<'_>, SignRefusal> {
        if self.length() > LONGEST {
            return Err(SignRefusal::TooLong);
        }
        self.credentials.check()?;
        if !(1..=20).contains(&self.method.len()) || !self.method.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(SignRefusal::Method(self.method.clone()));
        }
        name("service", &self.service)?;
        name("region", &self.region)?;
        let timestamp = Timestamp::parse(&self.time).ok_or_else(|| SignRefusal::Time(self.time.clone()))?;
        Ok(Draft {
            method: &self.method,
            address: self.address()?,
            headers: self.headers.iter().map(SignedHeader::pair).collect::<Result<_, _>>()?,
            body: self.body.as_bytes(),
            scope: Scope::of(&timestamp, &self.region, &self.service),
            timestamp,
            access_key: &self.credentials.access_key,
            secret: &self.credentials.secret,
            session_token: self.credentials.session_token.as_deref(),
            place: self.place()?,
        })
    }

    fn length(&self) -> usize {
        let headers = self.headers.iter().map(|header| header.name.len() + header.value.len());
        let token = self.credentials.session_token.as_ref().map_or(0, String::len);
        self.url.len() + self.body.len() + headers.sum::<usize>() + token
    }

    fn address(&self) -> Result<Address, SignRefusal> {
        let address = Address::parse(&self.url)?;
        let ours = |name: &&str| domain::sigv4::parameter(&address.query, name).is_some();
        let presigning = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires"];
        let others = ["X-Amz-SignedHeaders", "X-Amz-Security-Token", "X-Amz-Signature"];
        match presigning.iter().chain(&others).find(|name| ours(name)) {
            Some(&name) => Err(SignRefusal::ParameterOfOurs(name.to_owned())),
            None => Ok(address),
        }
    }

    fn place(&self) -> Result<Place, SignRefusal> {
        let unsigned_payload = self.unsigned_payload;
        if unsigned_payload && (Rules::of(&self.service) != Rules::S3) {
            return Err(SignRefusal::UnsignedPayload);
        }
        let Some(seconds) = self.presign_seconds else { return Ok(Place::Header { unsigned_payload }) };
        Expiry::new(seconds).map(Place::Query).ok_or(SignRefusal::Expiry)
    }
}

impl SignedHeader {
    fn pair(&self) -> Result<(String, String), SignRefusal> {
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if self.name.is_empty() || !self.name.bytes().all(token) {
            return Err(SignRefusal::HeaderName(self.name.clone()));
        }
        if HEADERS_OF_OURS.iter().any(|ours| self.name.eq_ignore_ascii_case(ours)) {
            return Err(SignRefusal::HeaderOfOurs(self.name.clone()));
        }
        if self.value.chars().any(|c| c.is_control() && c != '\t') {
            return Err(SignRefusal::HeaderValue(self.name.clone()));
        }
        Ok((self.name.clone(), self.value.clone()))
    }
}

impl SampleCredentials {
    fn check(&self) -> Result<(), SignRefusal> {
        let access_key = self.access_key.ends_with("EXAMPLE")
            && self.access_key.len() <= 128
            && self.access_key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !access_key || !self.secret.ends_with("EXAMPLEKEY") || self.secret.len() > 128 {
            return Err(SignRefusal::Credentials);
        }
        let sample = |token: &String| token.starts_with("SAMPLE-NOT-A-REAL-TOKEN") && !token.contains(char::is_control);
        if self.session_token.as_ref().is_none_or(sample) { Ok(()) } else { Err(SignRefusal::SessionToken) }
    }
}

fn name(field: &'static str, given: &str) -> Result<(), SignRefusal> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if (1..=64).contains(&given.len()) && given.bytes().all(allowed) {
        return Ok(());
    }
    Err(SignRefusal::Name { field, given: given.to_owned() })
}
