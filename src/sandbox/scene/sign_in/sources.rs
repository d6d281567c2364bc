//! Where the rules of the scene come from.

use crate::sandbox::scene::Source;

macro_rules! sources {
    ($($name:ident = $title:literal, $url:literal;)*) => {
        $(pub(super) const $name: Source = Source { title: $title, url: $url };)*
    };
}

sources! {
    SRP = "RFC 5054 §2.6", "https://www.rfc-editor.org/rfc/rfc5054#section-2.6";
    RFC_6238 = "RFC 6238 §4", "https://www.rfc-editor.org/rfc/rfc6238#section-4";
    FLOWS = "Amazon Cognito: authentication flows", "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html";
    MFA = "Amazon Cognito: adding MFA to a user pool", "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html";
    CUSTOM = "Amazon Cognito: custom authentication challenge Lambda triggers", "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html";
    SIGN_UP = "Amazon Cognito API: SignUp", "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html";
    CONFIRM = "Amazon Cognito API: ConfirmSignUp", "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html";
    INITIATE = "Amazon Cognito API: InitiateAuth", "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html";
    RESPOND = "Amazon Cognito API: RespondToAuthChallenge", "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html";
    AUTHORIZE = "Amazon Cognito: the authorize endpoint", "https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html";
    TOKEN = "Amazon Cognito: the token endpoint", "https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html";
    FEDERATION = "Amazon Cognito: sign-in with third-party identity providers", "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html";
    SAML = "Amazon Cognito: SAML identity providers", "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html";
}

pub(super) fn of_flow(flow: &str) -> Source {
    if matches!(flow, "USER_AUTH" | "CUSTOM_AUTH") { FLOWS } else { INITIATE }
}

pub(super) fn of_challenge(name: &str) -> Source {
    match name {
        "CUSTOM_CHALLENGE" => CUSTOM,
        "SOFTWARE_TOKEN_MFA" | "SMS_MFA" | "EMAIL_OTP" => MFA,
        _ => RESPOND,
    }
}
