//! What the functions behind the triggers answer, declared. `None` means that no function is attached to the trigger.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::TriggerName;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    pub pre_sign_up: Option<PreSignUpRule>,
    pub pre_authentication: Option<PreAuthenticationRule>,
    pub post_confirmation: Option<Note>,
    pub post_authentication: Option<Note>,
    /// Stands behind Define, Create and Verify.
    pub custom_challenge: Option<CustomChallenge>,
    pub pre_token: Option<PreToken>,
    pub user_migration: Option<UserMigrationRule>,
    pub custom_message: Option<CustomMessage>,
    /// This one answers after six seconds, every time.
    pub slow: Option<TriggerName>,
    /// This one returns its response alone instead of the whole event.
    pub bare_answer: Option<TriggerName>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            pre_sign_up: None,
            pre_authentication: None,
            post_confirmation: None,
            post_authentication: None,
            custom_challenge: Some(CustomChallenge::default()),
            pre_token: None,
            user_migration: None,
            custom_message: None,
            slow: None,
            bare_answer: None,
        }
    }
}

impl Rules {
    /// Whether a function stands behind this trigger. The senders of codes have none here: codes are shown, not sent.
    pub fn attached(&self, trigger: TriggerName) -> bool {
        let ruled = match trigger {
            TriggerName::PreSignUp => self.pre_sign_up.is_some(),
            TriggerName::PostConfirmation => self.post_confirmation.is_some(),
            TriggerName::PreAuthentication => self.pre_authentication.is_some(),
            TriggerName::PostAuthentication => self.post_authentication.is_some(),
            TriggerName::DefineAuthChallenge
            | TriggerName::CreateAuthChallenge
            | TriggerName::VerifyAuthChallengeResponse => self.custom_challenge.is_some(),
            TriggerName::PreTokenGeneration => self.pre_token.is_some(),
            TriggerName::UserMigration => self.user_migration.is_some(),
            TriggerName::CustomMessage => self.custom_message.is_some(),
            TriggerName::CustomEmailSender | TriggerName::CustomSmsSender => false,
        };
        ruled || self.slow == Some(trigger) || self.bare_answer == Some(trigger)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PreSignUpRule {
    /// Others are refused. Without `@`; case does not matter.
    pub only_domain: Option<String>,
    /// What the function throws then, without a full stop.
    pub message: String,
    pub auto_confirm: bool,
    pub auto_verify_email: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PreAuthenticationRule {
    pub refuse_users: BTreeSet<String>,
    pub message: String,
}

/// A function that only takes note; or fails, with this text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Note {
    pub fails: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CustomChallenge {
    pub question: String,
    pub answer: String,
    /// Wrong answers until the sign-in fails.
    pub tries: u8,
}

impl Default for CustomChallenge {
    fn default() -> Self {
        Self { question: "What is the sum of 19 and 23?".to_owned(), answer: "42".to_owned(), tries: 3 }
    }
}

/// The version of the pre token generation event that the pool sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Version {
    #[default]
    #[serde(rename = "V1_0")]
    V1,
    #[serde(rename = "V2_0")]
    V2,
    #[serde(rename = "V3_0")]
    V3,
}

impl Version {
    pub const ALL: [Self; 3] = [Self::V1, Self::V2, Self::V3];

    /// As in `LambdaConfig`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "V1_0",
            Self::V2 => "V2_0",
            Self::V3 => "V3_0",
        }
    }

    /// As in the event.
    pub fn in_event(self) -> &'static str {
        match self {
            Self::V1 => "1",
            Self::V2 => "2",
            Self::V3 => "3",
        }
    }
}

/// What pre token generation answers. The default changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PreToken {
    pub version: Version,
    pub id: ClaimChanges,
    /// Has no effect in V1.
    pub access: ClaimChanges,
    /// `None` says nothing about groups; given but empty, it takes them all away.
    pub groups: Option<Groups>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimChanges {
    pub add: Map<String, Value>,
    pub suppress: BTreeSet<String>,
    /// Scopes are the access token's alone.
    pub scopes_to_add: Vec<String>,
    pub scopes_to_suppress: Vec<String>,
}

/// The groups of a user as tokens show them, and as a function overrides them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Groups {
    pub groups: Vec<String>,
    pub roles: Vec<String>,
    pub preferred_role: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserMigrationRule {
    /// Whom the old directory knows, by user name.
    pub users: BTreeMap<String, MigratedUser>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MigratedUser {
    /// The old directory's password: a made-up one.
    pub password: String,
    pub attributes: BTreeMap<String, String>,
}

impl std::fmt::Debug for MigratedUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MigratedUser").field("attributes", &self.attributes).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CustomMessage {
    pub email_subject: String,
    /// Holds `{####}`, in whose place the code is put.
    pub email_message: String,
}
