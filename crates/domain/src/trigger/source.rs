//! The occasions on which triggers run: the `triggerSource` of their events.

use std::fmt;

use super::TriggerName;

macro_rules! sources {
    ($($variant:ident = $text:literal of $trigger:ident;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum TriggerSource {
            $($variant,)*
        }

        impl TriggerSource {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The trigger that runs on this occasion.
            pub fn trigger(self) -> TriggerName {
                match self {
                    $(Self::$variant => TriggerName::$trigger,)*
                }
            }
        }
    };
}

sources! {
    PreSignUpSignUp = "PreSignUp_SignUp" of PreSignUp;
    PreSignUpAdminCreateUser = "PreSignUp_AdminCreateUser" of PreSignUp;
    PreSignUpExternalProvider = "PreSignUp_ExternalProvider" of PreSignUp;
    PostConfirmationConfirmSignUp = "PostConfirmation_ConfirmSignUp" of PostConfirmation;
    PostConfirmationConfirmForgotPassword = "PostConfirmation_ConfirmForgotPassword" of PostConfirmation;
    PreAuthentication = "PreAuthentication_Authentication" of PreAuthentication;
    PostAuthentication = "PostAuthentication_Authentication" of PostAuthentication;
    DefineAuthChallenge = "DefineAuthChallenge_Authentication" of DefineAuthChallenge;
    CreateAuthChallenge = "CreateAuthChallenge_Authentication" of CreateAuthChallenge;
    VerifyAuthChallengeResponse = "VerifyAuthChallengeResponse_Authentication" of VerifyAuthChallengeResponse;
    TokenHostedAuth = "TokenGeneration_HostedAuth" of PreTokenGeneration;
    TokenAuthentication = "TokenGeneration_Authentication" of PreTokenGeneration;
    TokenNewPasswordChallenge = "TokenGeneration_NewPasswordChallenge" of PreTokenGeneration;
    TokenClientCredentials = "TokenGeneration_ClientCredentials" of PreTokenGeneration;
    TokenAuthenticateDevice = "TokenGeneration_AuthenticateDevice" of PreTokenGeneration;
    TokenRefreshTokens = "TokenGeneration_RefreshTokens" of PreTokenGeneration;
    UserMigrationAuthentication = "UserMigration_Authentication" of UserMigration;
    UserMigrationForgotPassword = "UserMigration_ForgotPassword" of UserMigration;
    CustomMessageSignUp = "CustomMessage_SignUp" of CustomMessage;
    CustomMessageAdminCreateUser = "CustomMessage_AdminCreateUser" of CustomMessage;
    CustomMessageResendCode = "CustomMessage_ResendCode" of CustomMessage;
    CustomMessageForgotPassword = "CustomMessage_ForgotPassword" of CustomMessage;
    CustomMessageUpdateUserAttribute = "CustomMessage_UpdateUserAttribute" of CustomMessage;
    CustomMessageVerifyUserAttribute = "CustomMessage_VerifyUserAttribute" of CustomMessage;
    CustomMessageAuthentication = "CustomMessage_Authentication" of CustomMessage;
    CustomEmailSenderSignUp = "CustomEmailSender_SignUp" of CustomEmailSender;
    CustomEmailSenderAdminCreateUser = "CustomEmailSender_AdminCreateUser" of CustomEmailSender;
    CustomEmailSenderResendCode = "CustomEmailSender_ResendCode" of CustomEmailSender;
    CustomEmailSenderForgotPassword = "CustomEmailSender_ForgotPassword" of CustomEmailSender;
    CustomEmailSenderUpdateUserAttribute = "CustomEmailSender_UpdateUserAttribute" of CustomEmailSender;
    CustomEmailSenderVerifyUserAttribute = "CustomEmailSender_VerifyUserAttribute" of CustomEmailSender;
    CustomEmailSenderAuthentication = "CustomEmailSender_Authentication" of CustomEmailSender;
    CustomSmsSenderSignUp = "CustomSMSSender_SignUp" of CustomSmsSender;
    CustomSmsSenderAdminCreateUser = "CustomSMSSender_AdminCreateUser" of CustomSmsSender;
    CustomSmsSenderResendCode = "CustomSMSSender_ResendCode" of CustomSmsSender;
    CustomSmsSenderForgotPassword = "CustomSMSSender_ForgotPassword" of CustomSmsSender;
    CustomSmsSenderUpdateUserAttribute = "CustomSMSSender_UpdateUserAttribute" of CustomSmsSender;
    CustomSmsSenderVerifyUserAttribute = "CustomSMSSender_VerifyUserAttribute" of CustomSmsSender;
    CustomSmsSenderAuthentication = "CustomSMSSender_Authentication" of CustomSmsSender;
}

impl fmt::Display for TriggerSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
