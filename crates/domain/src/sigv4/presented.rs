//! What a request says of its own signature, as the service reads it.

use super::{ALGORITHM, TERMINATOR, presign::parameter, scope::Scope};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
    pub access_key: String,
    pub scope: Scope,
    pub signed_headers: Vec<String>,
    pub signature: String,
}

impl Presented {
    /// Out of the header `Authorization`.
    pub fn in_header(value: &str) -> Option<Self> {
        let fields = value.strip_prefix(ALGORITHM)?.trim_start();
        let field = |name: &str| fields.split(',').find_map(|field| field.trim().strip_prefix(name)?.strip_prefix('='));
        Self::of(field("Credential")?, field("SignedHeaders")?, field("Signature")?)
    }

    /// Out of a presigned address.
    pub fn in_query(query: &str) -> Option<Self> {
        let field = |name: &str| parameter(query, name);
        let (credential, headers) = (field("X-Amz-Credential")?, field("X-Amz-SignedHeaders")?);
        (field("X-Amz-Algorithm")? == ALGORITHM).then_some(())?;
        Self::of(&credential, &headers, &field("X-Amz-Signature")?)
    }

    pub fn is_signed(&self, header: &str) -> bool {
        self.signed_headers.iter().any(|name| name.eq_ignore_ascii_case(header))
    }

    fn of(credential: &str, headers: &str, signature: &str) -> Option<Self> {
        let parts: Vec<&str> = credential.split('/').collect();
        let &[access_key, date, region, service, TERMINATOR] = parts.as_slice() else { return None };
        let [date, region, service] = [date, region, service].map(str::to_owned);
        Some(Self {
            access_key: access_key.to_owned(),
            scope: Scope { date, region, service },
            signed_headers: headers.split(';').map(str::to_owned).collect(),
            signature: signature.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn presented() -> Presented {
        let [date, region, service] = ["20130524", "us-east-1", "s3"].map(str::to_owned);
        Presented {
            access_key: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            scope: Scope { date, region, service },
            signed_headers: vec!["host".to_owned(), "range".to_owned()],
            signature: "f0e8".to_owned(),
        }
    }

    #[test]
    fn header_and_query_say_the_same() {
        let header = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                      SignedHeaders=host;range, Signature=f0e8";
        let query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2F\
                     aws4_request&X-Amz-SignedHeaders=host%3Brange&X-Amz-Signature=f0e8";
        assert_eq!(Presented::in_header(header), Some(presented()));
        assert_eq!(Presented::in_query(query), Some(presented()));
        assert!(presented().is_signed("Host") && !presented().is_signed("hos"));
    }

    #[test]
    fn what_lacks_a_part_says_nothing() {
        for header in [
            "",
            "Bearer x",
            "AWS4-HMAC-SHA256 Credential=A/20130524/us-east-1/s3/aws4_request, Signature=x",
            "AWS4-HMAC-SHA256 Credential=A/20130524/us-east-1/s3, SignedHeaders=host, Signature=x",
        ] {
            assert_eq!(Presented::in_header(header), None, "{header}");
        }
        assert_eq!(Presented::in_query("X-Amz-Algorithm=AWS4-HMAC-SHA256"), None);
    }
}
