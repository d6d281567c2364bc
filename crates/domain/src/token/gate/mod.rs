//! Gates: the consumers that accept or refuse a sound token, each by a rule of its own.

mod rules;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    judge::{Finding, Sound, finding},
    reference::{self as source, Reference},
};

/// The scope of every token that the user pool's API (not its hosted pages) hands out.
pub const SELF_SERVICE_SCOPE: &str = "aws.cognito.signin.user.admin";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// Your own code that wants to know who signed in.
    Id,
    /// Your own code that wants to know what may be done.
    Access,
    RestAuthorizer,
    RestAuthorizerScopes,
    HttpJwtAuthorizer,
    LambdaAuthorizer,
    IdentityPool,
    Userinfo,
    SelfService,
    Alb,
}

/// The text names no [`Gate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownGate;

impl Gate {
    pub const ALL: [Self; 10] = [
        Self::Id,
        Self::Access,
        Self::RestAuthorizer,
        Self::RestAuthorizerScopes,
        Self::HttpJwtAuthorizer,
        Self::LambdaAuthorizer,
        Self::IdentityPool,
        Self::Userinfo,
        Self::SelfService,
        Self::Alb,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Access => "access",
            Self::RestAuthorizer => "rest-authorizer",
            Self::RestAuthorizerScopes => "rest-authorizer-scopes",
            Self::HttpJwtAuthorizer => "http-jwt-authorizer",
            Self::LambdaAuthorizer => "lambda-authorizer",
            Self::IdentityPool => "identity-pool",
            Self::Userinfo => "userinfo",
            Self::SelfService => "self-service",
            Self::Alb => "alb",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Id => "Your code, expecting an ID token",
            Self::Access => "Your code, expecting an access token",
            Self::RestAuthorizer => "API Gateway REST API, user pool authorizer without scopes",
            Self::RestAuthorizerScopes => "API Gateway REST API, user pool authorizer with scopes",
            Self::HttpJwtAuthorizer => "API Gateway HTTP API, JWT authorizer",
            Self::LambdaAuthorizer => "API Gateway, Lambda authorizer",
            Self::IdentityPool => "Identity pool (Logins)",
            Self::Userinfo => "userInfo endpoint",
            Self::SelfService => "The user pool's own API for signed-in users",
            Self::Alb => "Application Load Balancer (authenticate-cognito)",
        }
    }

    pub fn reference(self) -> Reference {
        match self {
            Self::Id => source::ID_TOKEN,
            Self::Access => source::ACCESS_TOKEN,
            Self::RestAuthorizer | Self::RestAuthorizerScopes => source::REST_AUTHORIZER,
            Self::HttpJwtAuthorizer => source::HTTP_AUTHORIZER,
            Self::LambdaAuthorizer => source::LAMBDA_AUTHORIZER,
            Self::IdentityPool => source::IDENTITY_POOL,
            Self::Userinfo => source::USERINFO,
            Self::SelfService => source::GET_USER,
            Self::Alb => source::ALB,
        }
    }

    /// Whether it is set up for certain app clients. The others take the tokens of every client of the pool.
    pub fn tells_clients_apart(self) -> bool {
        !matches!(self, Self::RestAuthorizer | Self::RestAuthorizerScopes | Self::Userinfo | Self::SelfService)
    }

    /// `Ok` when the gate opens for these claims, either way with the reason.
    pub(super) fn admit(self, token: &Sound<'_>, scopes: &[String]) -> Result<Finding, Finding> {
        let because = |reason: &'static str| finding(reason, self.reference());
        rules::decide(self, token, scopes).map(because).map_err(because)
    }
}

impl FromStr for Gate {
    type Err = UnknownGate;

    fn from_str(text: &str) -> Result<Self, UnknownGate> {
        Self::ALL.into_iter().find(|gate| gate.as_str() == text).ok_or(UnknownGate)
    }
}
