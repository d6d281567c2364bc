//! A request about to be signed, and the same request signed.

use domain::sigv4::{
    Canonical, Expiry, Presign, Request, Rules, Scope, Timestamp, UNSIGNED_PAYLOAD, authorization, may_be_signed,
    with_parameters,
};

use super::{address::Address, seal::Seal, seal::sha256};

/// Where the signature goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Place {
    Header { unsigned_payload: bool },
    Query(Expiry),
}

pub(in crate::sandbox) struct Draft<'a> {
    pub(in crate::sandbox) method: &'a str,
    pub(in crate::sandbox) address: Address,
    /// Without those that signing adds: host, date, token and payload hash.
    pub(in crate::sandbox) headers: Vec<(String, String)>,
    pub(in crate::sandbox) body: &'a [u8],
    pub(in crate::sandbox) timestamp: Timestamp,
    pub(in crate::sandbox) scope: Scope,
    pub(in crate::sandbox) access_key: &'a str,
    pub(in crate::sandbox) secret: &'a str,
    pub(in crate::sandbox) session_token: Option<&'a str>,
    pub(in crate::sandbox) place: Place,
}

pub(in crate::sandbox) struct SignedDraft {
    pub(in crate::sandbox) seal: Seal,
    /// All that is sent, but `Authorization`.
    pub(in crate::sandbox) headers: Vec<(String, String)>,
    /// With the signature in it, where it goes there.
    pub(in crate::sandbox) query: String,
    /// The header's value, where the signature goes there.
    pub(in crate::sandbox) authorization: Option<String>,
}

impl Draft<'_> {
    pub(in crate::sandbox) fn sign(self) -> SignedDraft {
        let mut headers = vec![("host".to_owned(), self.address.host.clone())];
        headers.extend(self.headers.iter().cloned());
        match self.place {
            Place::Header { unsigned_payload } => self.sign_header(headers, unsigned_payload),
            Place::Query(expiry) => self.sign_query(headers, expiry),
        }
    }

    fn rules(&self) -> Rules {
        Rules::of(&self.scope.service)
    }

    fn sign_header(self, mut headers: Vec<(String, String)>, unsigned_payload: bool) -> SignedDraft {
        let payload = if unsigned_payload { UNSIGNED_PAYLOAD.to_owned() } else { sha256(self.body) };
        headers.push(("x-amz-date".to_owned(), self.timestamp.to_string()));
        if self.rules() == Rules::S3 {
            headers.push(("x-amz-content-sha256".to_owned(), payload.clone()));
        }
        if let Some(token) = self.session_token {
            headers.push(("x-amz-security-token".to_owned(), token.to_owned()));
        }
        let seal = self.seal(&headers, &self.address.query, &payload);
        let signed = seal.canonical.signed_headers();
        let authorization = authorization(self.access_key, &self.scope, &signed, &seal.signature);
        SignedDraft { seal, headers, query: self.address.query, authorization: Some(authorization) }
    }

    fn sign_query(self, headers: Vec<(String, String)>, expiry: Expiry) -> SignedDraft {
        // Whoever presigns for S3 does not know the body yet.
        let payload = if self.rules() == Rules::S3 { UNSIGNED_PAYLOAD.to_owned() } else { sha256(self.body) };
        let signed_headers = self.canonical(&headers, "", "").signed_headers();
        let presign = Presign {
            access_key: self.access_key,
            scope: &self.scope,
            timestamp: &self.timestamp,
            expiry,
            signed_headers: &signed_headers,
            session_token: self.session_token,
        };
        let query = with_parameters(&self.address.query, &presign.parameters());
        let seal = self.seal(&headers, &query, &payload);
        let query = with_parameters(&query, &[("X-Amz-Signature", seal.signature.clone())]);
        SignedDraft { seal, headers, query, authorization: None }
    }

    fn seal(&self, headers: &[(String, String)], query: &str, payload: &str) -> Seal {
        Seal::of(self.canonical(headers, query, payload), &self.timestamp, &self.scope, self.secret)
    }

    fn canonical(&self, headers: &[(String, String)], query: &str, payload: &str) -> Canonical {
        let headers: Vec<_> = headers.iter().filter(|(name, _)| may_be_signed(name)).cloned().collect();
        let request = Request { method: self.method, path: &self.address.path, query, headers: &headers, payload };
        Canonical::of(&request, self.rules())
    }
}
