//! Where the rules of the scene come from.

use crate::sandbox::scene::Source;

pub(super) const REVOCATION: Source = Source {
    title: "Amazon Cognito: ending user sessions with token revocation",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html",
};
pub(super) const INITIATE_AUTH: Source = Source {
    title: "Amazon Cognito API: InitiateAuth",
    url: "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html",
};
pub(super) const GET_TOKENS: Source = Source {
    title: "Amazon Cognito API: GetTokensFromRefreshToken",
    url: "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html",
};
pub(super) const GLOBAL_SIGN_OUT: Source = Source {
    title: "Amazon Cognito API: GlobalSignOut",
    url: "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html",
};
