//! The hosted pages' half of a user pool: OAuth 2.0 with `OpenID` Connect, as its clients meet it.

mod authorize;
mod codes;
mod error;
mod pkce;
mod token;
mod user_info;

pub(super) use self::codes::Codes;
pub use self::{
    authorize::{Authorize, Authorized, Unredirectable},
    error::OAuthError,
    pkce::challenge_of,
    token::{TokenReply, TokenRequest},
    user_info::UserInfoError,
};
