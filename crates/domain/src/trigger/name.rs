//! The triggers that a user pool knows, by the names of its `LambdaConfig`.

use std::fmt;

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TriggerName {
    PreSignUp,
    PostConfirmation,
    PreAuthentication,
    PostAuthentication,
    DefineAuthChallenge,
    CreateAuthChallenge,
    VerifyAuthChallengeResponse,
    PreTokenGeneration,
    UserMigration,
    CustomMessage,
    CustomEmailSender,
    #[serde(rename = "CustomSMSSender")]
    CustomSmsSender,
}

impl TriggerName {
    pub const ALL: [Self; 12] = [
        Self::PreSignUp,
        Self::PostConfirmation,
        Self::PreAuthentication,
        Self::PostAuthentication,
        Self::DefineAuthChallenge,
        Self::CreateAuthChallenge,
        Self::VerifyAuthChallengeResponse,
        Self::PreTokenGeneration,
        Self::UserMigration,
        Self::CustomMessage,
        Self::CustomEmailSender,
        Self::CustomSmsSender,
    ];

    /// As in `LambdaConfig`, and at the start of the error texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PreSignUp => "PreSignUp",
            Self::PostConfirmation => "PostConfirmation",
            Self::PreAuthentication => "PreAuthentication",
            Self::PostAuthentication => "PostAuthentication",
            Self::DefineAuthChallenge => "DefineAuthChallenge",
            Self::CreateAuthChallenge => "CreateAuthChallenge",
            Self::VerifyAuthChallengeResponse => "VerifyAuthChallengeResponse",
            Self::PreTokenGeneration => "PreTokenGeneration",
            Self::UserMigration => "UserMigration",
            Self::CustomMessage => "CustomMessage",
            Self::CustomEmailSender => "CustomEmailSender",
            Self::CustomSmsSender => "CustomSMSSender",
        }
    }

    /// When it runs, in a sentence.
    pub fn when(self) -> &'static str {
        match self {
            Self::PreSignUp => {
                "Before a user is created: by sign-up, by an administrator, or at a first federated sign-in."
            }
            Self::PostConfirmation => "After a user confirmed the sign-up, or set a forgotten password anew.",
            Self::PreAuthentication => "At a sign-in, before any password or challenge is checked.",
            Self::PostAuthentication => "After the last challenge was passed, before tokens are made.",
            Self::DefineAuthChallenge => "In a custom sign-in, at its start and after every answer: what comes next?",
            Self::CreateAuthChallenge => "In a custom sign-in, when Define asked for a custom challenge.",
            Self::VerifyAuthChallengeResponse => "In a custom sign-in, when the answer to a custom challenge arrives.",
            Self::PreTokenGeneration => "Before tokens are made: at every sign-in and at every refresh.",
            Self::UserMigration => "When somebody unknown signs in with a password, or forgot it.",
            Self::CustomMessage => "Before a code or an invitation is sent, to change its text.",
            Self::CustomEmailSender => {
                "Instead of sending an e-mail: the function gets the encrypted code and sends it."
            }
            Self::CustomSmsSender => {
                "Instead of sending a text message: the function gets the encrypted code and sends it."
            }
        }
    }

    /// What its answer can do, in a few words.
    pub fn decides(self) -> &'static str {
        match self {
            Self::PreSignUp => "Refuse, auto-confirm, auto-verify e-mail or phone",
            Self::PostConfirmation => "Nothing: the user is confirmed already",
            Self::PreAuthentication | Self::PostAuthentication => "Refuse",
            Self::DefineAuthChallenge => "The next challenge, tokens, or failure",
            Self::CreateAuthChallenge => "The question and the expected answer",
            Self::VerifyAuthChallengeResponse => "Right or wrong",
            Self::PreTokenGeneration => "Claims, groups and, from V2_0 on, scopes",
            Self::UserMigration => "The new user's attributes and status",
            Self::CustomMessage => "Subject and text",
            Self::CustomEmailSender | Self::CustomSmsSender => "Nothing: it delivers",
        }
    }
}

impl fmt::Display for TriggerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
