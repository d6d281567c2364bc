//! The JSON of the sandbox, as the contract has it.

use domain::token::{Gate, Outcome, Step, Verdict};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::lifetimes::Lifetimes;

/// What exists from the start.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Samples {
    pub region: String,
    pub account: String,
    pub pool: String,
    pub issuers: Issuers,
    pub clients: Vec<Client>,
    pub users: Vec<User>,
    /// Users whose sign-in asks for more than a password.
    pub challenge_users: Vec<ChallengeUser>,
    pub identity_pool: String,
    pub roles: Vec<Role>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Issuers {
    pub aws: String,
    pub local: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Client {
    pub id: String,
    pub name: String,
    /// `null` for a public client.
    pub secret: Option<String>,
    /// `code`, `client_credentials`: what the token endpoint does for it, beside refreshing.
    pub grants: Vec<&'static str>,
    /// Scopes that it may ask for.
    pub scopes: Vec<String>,
    /// Where the hosted pages may send a browser back to, to the letter.
    pub callback_urls: Vec<String>,
    pub logout_urls: Vec<String>,
    /// How long a rotated refresh token stays good, in seconds; `null` where refresh tokens are not rotated.
    pub rotation_grace_s: Option<u32>,
    /// Of its tokens. Clients at start leave them at their defaults; only a scene sets others.
    #[serde(skip)]
    pub(super) lifetimes: Lifetimes,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct User {
    pub username: String,
    pub password: String,
    pub email: String,
    pub groups: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChallengeUser {
    #[serde(flatten)]
    pub user: User,
    /// `SOFTWARE_TOKEN_MFA`, `SMS_MFA`, `EMAIL_OTP` or `NEW_PASSWORD_REQUIRED`.
    pub challenge: &'static str,
    /// Base32, as an authenticator app takes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totp_secret: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Role {
    pub arn: String,
    /// `authenticated`, `unauthenticated` or `group:` with the group's name.
    #[serde(rename = "for")]
    pub bearer: String,
    /// Of a group: the lowest comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precedence: Option<u32>,
}

/// Everything left out takes the first sample.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MintRequest {
    pub pool: Option<String>,
    pub client: Option<String>,
    pub user: Option<UserRequest>,
    #[serde(default)]
    pub issuer: IssuerMode,
    /// With the local issuer, as the hosted pages ask for them.
    pub scopes: Option<Vec<String>>,
    /// With the local issuer.
    pub nonce: Option<String>,
    #[serde(default)]
    pub validity: Validity,
}

/// The user need not exist.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserRequest {
    pub username: Option<String>,
    pub email: Option<String>,
    pub groups: Option<Vec<String>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum IssuerMode {
    /// As tokens from the user pool's API have it.
    #[default]
    Aws,
    /// As the discovery document here names it, and the tokens of the hosted pages.
    Local,
}

/// Lifetimes as an app client sets them: a number, whose unit is another setting.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    pub id_token: Option<u32>,
    pub access_token: Option<u32>,
    pub refresh_token: Option<u32>,
    #[serde(default)]
    pub units: ValidityUnits,
}

/// Left out, ID and access token count in hours and the refresh token in days.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ValidityUnits {
    pub id_token: Option<Unit>,
    pub access_token: Option<Unit>,
    pub refresh_token: Option<Unit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Minted {
    pub id_token: String,
    pub access_token: String,
    pub refresh_token: String,
    /// Seconds until the access token ends.
    pub expires_in: u64,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyRequest {
    pub token: String,
    /// Left out, a Lambda authorizer that only verifies.
    #[serde(default = "lambda_authorizer")]
    #[schema(value_type = String, example = "rest-authorizer")]
    pub gate: Gate,
    /// The scopes that the gate asks for, any one of which is enough.
    #[serde(default)]
    pub scopes: Vec<String>,
}

/// The one gate that adds no rule of its own.
fn lambda_authorizer() -> Gate {
    Gate::LambdaAuthorizer
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Judgement {
    pub accepted: bool,
    pub steps: Vec<JudgementStep>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JudgementStep {
    /// `parse`, `header`, `key`, `signature`, `claims` or `gate`.
    pub step: &'static str,
    pub ok: bool,
    /// `false` for the steps after the one that failed, which say nothing about the token.
    pub reached: bool,
    pub reason: String,
    pub reference: &'static str,
    pub reference_url: &'static str,
}

impl From<Verdict> for Judgement {
    fn from(verdict: Verdict) -> Self {
        Self { accepted: verdict.accepted(), steps: verdict.steps.into_iter().map(JudgementStep::from).collect() }
    }
}

impl From<Step> for JudgementStep {
    fn from(step: Step) -> Self {
        Self {
            step: step.name.as_str(),
            ok: step.outcome == Outcome::Passed,
            reached: step.outcome != Outcome::NotReached,
            reason: step.reason,
            reference: step.reference.title,
            reference_url: step.reference.url,
        }
    }
}
