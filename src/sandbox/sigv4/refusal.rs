//! Why a request is not signed.

use domain::token::excerpt::quoted;
use thiserror::Error;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SignRefusal {
    #[error("a request to be signed has at most 16384 bytes")]
    TooLong,
    #[error("{} is no method: those have 1 to 20 letters", quoted(.0))]
    Method(String),
    #[error("the address has visible ASCII characters only; percent-encode the others")]
    Characters,
    #[error("the address begins with https:// or http://")]
    Scheme,
    #[error("the address has a host, without a user name")]
    Host,
    #[error("the part of an address after # is never sent, so it cannot be signed; leave it out")]
    Fragment,
    #[error("{} is no name of a header", quoted(.0))]
    HeaderName(String),
    #[error("the header {} follows from the rest of the request; leave it out", quoted(.0))]
    HeaderOfOurs(String),
    #[error("the value of the header {} has control characters", quoted(.0))]
    HeaderValue(String),
    #[error("the parameter {} follows from the rest of the request; leave it out", quoted(.0))]
    ParameterOfOurs(String),
    #[error("a {field} has 1 to 64 lower-case letters, digits and hyphens; this is {}", quoted(.given))]
    Name { field: &'static str, given: String },
    #[error("{} is no time of the form 20130524T000000Z", quoted(.0))]
    Time(String),
    #[error("an address can be presigned for 1 to 604800 seconds, which are seven days")]
    Expiry,
    #[error("only S3 takes requests whose payload is not signed")]
    UnsignedPayload,
    #[error(
        "sign with sample credentials only: an access key that ends in EXAMPLE, a secret that ends in EXAMPLEKEY; if you pasted real ones, they were not kept"
    )]
    Credentials,
    #[error("a sample session token begins with SAMPLE-NOT-A-REAL-TOKEN; if you pasted a real one, it was not kept")]
    SessionToken,
}
