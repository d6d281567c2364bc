//! What can be wrong with a request to the sandbox, each with a sentence for the person who sent it.

use domain::token::excerpt::quoted;
use thiserror::Error;

use super::sigv4::SignRefusal;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SandboxError {
    #[error("there is no sample user pool {}", quoted(.0))]
    UnknownPool(String),
    #[error("the pool has no app client {}", quoted(.0))]
    UnknownClient(String),
    #[error("a user name has 1 to 128 characters, without spaces or control characters")]
    Username,
    #[error("an e-mail address has an @ with text on both sides, no spaces, and at most 254 characters")]
    Email,
    #[error("a user is in at most 100 groups")]
    TooManyGroups,
    #[error("{} is no group name: those have 1 to 128 characters, without spaces or control characters", quoted(.0))]
    GroupName(String),
    #[error("the group {} is named twice", quoted(.0))]
    GroupTwice(String),
    #[error(
        "a sign-in by the API has the scope aws.cognito.signin.user.admin and no other; choose the local issuer to ask for scopes"
    )]
    ScopesByApi,
    #[error("a sign-in by the API has no nonce; choose the local issuer to send one")]
    NonceByApi,
    #[error("without the scope openid there is no ID token")]
    NoOpenid,
    #[error("a token has at most 50 scopes")]
    TooManyScopes,
    #[error("{} is no scope: those have 1 to 256 visible ASCII characters, without quotes and backslashes", quoted(.0))]
    Scope(String),
    #[error("a nonce has 1 to 256 visible ASCII characters")]
    Nonce,
    #[error("the lifetime of the {token} must be from {least_s} to {most_s} seconds; this is {given_s}")]
    Lifetime { token: &'static str, least_s: u64, most_s: u64, given_s: u64 },
    #[error("there is no token to judge")]
    NoToken,
    #[error("a token to be judged has at most 16384 bytes")]
    TokenTooLong,
    #[error("at most 50 scopes can be asked for")]
    TooManyScopesAsked,
    #[error("the keys were rotated less than a day ago, and tokens that the former ones signed are still in use")]
    RotatedRecently,
    #[error("no signing key could be made")]
    NoKeys,
    #[error("the token could not be written")]
    Unwritable,
    #[error("the sample could not be encrypted")]
    Unsealed,
    #[error(transparent)]
    Sign(#[from] SignRefusal),
}

/// What the edge makes a status of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request names something that does not exist.
    Unknown,
    /// The request is well formed and cannot be met as it is.
    Invalid,
    TooLarge,
    /// It would have been right at another time.
    Conflict,
    /// Not the sender's fault.
    Ours,
}

impl SandboxError {
    pub fn fault(&self) -> Fault {
        match self {
            Self::UnknownPool(_) | Self::UnknownClient(_) => Fault::Unknown,
            Self::TokenTooLong | Self::Sign(SignRefusal::TooLong) => Fault::TooLarge,
            Self::RotatedRecently => Fault::Conflict,
            Self::NoKeys | Self::Unwritable | Self::Unsealed => Fault::Ours,
            _ => Fault::Invalid,
        }
    }
}
