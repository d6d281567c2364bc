//! Where the rules of the scene come from.

use crate::sandbox::scene::Source;

macro_rules! sources {
    ($($name:ident = $title:literal, $url:literal;)*) => {
        $(pub(super) const $name: Source = Source { title: $title, url: $url };)*
    };
}

sources! {
    VERIFIER = "RFC 7636 §4.1", "https://www.rfc-editor.org/rfc/rfc7636#section-4.1";
    STATE = "RFC 6749 §10.12", "https://www.rfc-editor.org/rfc/rfc6749#section-10.12";
    CODE = "RFC 6749 §4.1.2", "https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2";
    CLIENT_CREDENTIALS = "RFC 6749 §4.4", "https://www.rfc-editor.org/rfc/rfc6749#section-4.4";
    ID_TOKEN = "OpenID Connect Core 1.0 §3.1.3.7", "https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation";
    AUTHORIZE = "Amazon Cognito: the authorize endpoint", "https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html";
    TOKEN = "Amazon Cognito: the token endpoint", "https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html";
    PKCE = "Amazon Cognito: using PKCE in authorization code grants", "https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html";
    SCOPES = "Amazon Cognito: scopes, M2M, and resource servers", "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html";
}
