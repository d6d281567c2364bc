//! A user of the pool: who they are, how far their account has come, and how they prove it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::password::Password;

pub(super) const MOST_ATTRIBUTES: usize = 25;
/// Characters of an attribute's value, as AWS has it.
pub(super) const LONGEST_VALUE: usize = 2048;

#[derive(Clone)]
pub(in crate::sandbox) struct User {
    pub(in crate::sandbox) username: String,
    pub(in crate::sandbox) sub: String,
    /// None for users of another provider, who have no password here.
    pub(super) password: Option<Password>,
    pub(in crate::sandbox) attributes: BTreeMap<String, String>,
    pub(in crate::sandbox) groups: Vec<String>,
    pub(in crate::sandbox) status: Status,
    pub(super) factors: BTreeSet<Factor>,
    pub(super) preferred: Option<Factor>,
    pub(super) totp: Option<Authenticator>,
    /// The code that was sent to confirm the account or to reset the password.
    pub(super) pending: Option<Pending>,
    pub(super) signed_out: Option<SignedOut>,
    /// What the claim `identities` says of a user of another provider.
    pub(in crate::sandbox) identities: Option<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Status {
    Unconfirmed,
    Confirmed,
    ForceChangePassword,
    ExternalProvider,
}

impl Status {
    pub(in crate::sandbox) fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "UNCONFIRMED",
            Self::Confirmed => "CONFIRMED",
            Self::ForceChangePassword => "FORCE_CHANGE_PASSWORD",
            Self::ExternalProvider => "EXTERNAL_PROVIDER",
        }
    }
}

/// A second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sandbox) enum Factor {
    Totp,
    Sms,
    Email,
}

impl Factor {
    pub(super) fn challenge(self) -> &'static str {
        match self {
            Self::Totp => "SOFTWARE_TOKEN_MFA",
            Self::Sms => "SMS_MFA",
            Self::Email => "EMAIL_OTP",
        }
    }
}

#[derive(Clone)]
pub(super) struct Authenticator {
    /// Base32.
    pub(super) secret: String,
    pub(super) verified: bool,
    /// A code is good for one sign-in.
    pub(super) last_step: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pending {
    pub(super) code: String,
    pub(super) about: About,
    pub(super) until_ms: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    SignUp,
    NewPassword,
}

/// Every session that began up to then has ended, but those that began in the same second and later.
#[derive(Clone, Debug)]
pub(super) struct SignedOut {
    pub(super) at_s: i64,
    pub(super) begun_after: Vec<String>,
}

impl User {
    pub(super) fn new(username: &str, sub: String, status: Status) -> Self {
        Self {
            username: username.to_owned(),
            sub,
            password: None,
            attributes: BTreeMap::new(),
            groups: Vec::new(),
            status,
            factors: BTreeSet::new(),
            preferred: None,
            totp: None,
            pending: None,
            signed_out: None,
            identities: None,
        }
    }

    /// As AWS lists attributes, the subject first.
    pub(super) fn attribute_list(&self) -> Vec<Value> {
        let sub = json!({"Name": "sub", "Value": self.sub});
        let others = self.attributes.iter().map(|(name, value)| json!({"Name": name, "Value": value}));
        std::iter::once(sub).chain(others).collect()
    }

    /// The factor that a sign-in asks for: the preferred one, or the only one.
    pub(super) fn second_factor(&self) -> Option<Factor> {
        self.preferred.or_else(|| self.factors.first().copied())
    }

    pub(super) fn session_ended(&self, auth_time_s: i64, origin_jti: &str) -> bool {
        self.signed_out.as_ref().is_some_and(|out| {
            auth_time_s < out.at_s || (auth_time_s == out.at_s && !out.begun_after.iter().any(|jti| jti == origin_jti))
        })
    }
}
