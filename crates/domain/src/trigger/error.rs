//! How a trigger fails, in the names and words of AWS.

use std::fmt;

use super::TriggerName;

/// What the client sees instead of the result of its call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriggerError {
    pub trigger: TriggerName,
    /// The `__type` of the answer.
    pub exception: &'static str,
    pub message: String,
}

impl TriggerError {
    /// A call that has no answer by then is given up.
    pub const LIMIT_MS: u32 = 5_000;
    /// How often a call that timed out is made in all. AWS documented three for years, and names no number today.
    pub const ATTEMPTS: u32 = 3;

    /// The function threw. Its text reaches the user, so it must not hold a secret.
    pub fn thrown(trigger: TriggerName, text: &str) -> Self {
        Self::new(trigger, "UserLambdaValidationException", format!("{trigger} failed with error {text}."))
    }

    /// No answer within the limit. The text as clients reported it:
    /// <https://github.com/furaiev/amazon-cognito-identity-dart-2/issues/204>.
    pub fn timed_out(trigger: TriggerName) -> Self {
        let message =
            format!("{trigger} invocation failed due to error Socket timeout while invoking Lambda function.");
        Self::new(trigger, "UnexpectedLambdaException", message)
    }

    /// The function answered with something that is not the event it got.
    pub fn unrecognizable(trigger: TriggerName) -> Self {
        Self::new(trigger, "InvalidLambdaResponseException", "Unrecognizable lambda output".to_owned())
    }

    /// `CUSTOM_AUTH` was asked for and nobody defines challenges:
    /// <https://github.com/aws-amplify/amplify-js/issues/6327>.
    pub fn no_custom_auth() -> Self {
        let message = "Custom auth lambda trigger is not configured for the user pool.";
        Self::new(TriggerName::DefineAuthChallenge, "InvalidParameterException", message.to_owned())
    }

    /// Define answered `failAuthentication`. It looks like a wrong password, so it gives nothing away.
    pub fn failed_authentication() -> Self {
        let message = "Incorrect username or password.";
        Self::new(TriggerName::DefineAuthChallenge, "NotAuthorizedException", message.to_owned())
    }

    /// Whatever goes wrong in a migration; the function's own words stay in its log:
    /// <https://repost.aws/knowledge-center/cognito-migration-lambda-trigger-errors>.
    pub fn not_migrated(client_id: &str) -> Self {
        let message = format!("Exception migrating user in app client {client_id}");
        Self::new(TriggerName::UserMigration, "UserNotFoundException", message)
    }

    fn new(trigger: TriggerName, exception: &'static str, message: String) -> Self {
        Self { trigger, exception, message }
    }
}

impl fmt::Display for TriggerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.exception, self.message)
    }
}

impl std::error::Error for TriggerError {}
