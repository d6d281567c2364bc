//! The discovery document of the sample pool, by which clients of its local issuer find the rest.

use serde::Serialize;
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Discovery {
    pub authorization_endpoint: String,
    pub end_session_endpoint: String,
    pub id_token_signing_alg_values_supported: [&'static str; 1],
    pub issuer: String,
    pub jwks_uri: String,
    pub response_types_supported: [&'static str; 2],
    pub revocation_endpoint: String,
    pub scopes_supported: [&'static str; 4],
    pub subject_types_supported: [&'static str; 1],
    pub token_endpoint: String,
    pub token_endpoint_auth_methods_supported: [&'static str; 2],
    pub userinfo_endpoint: String,
}

/// `place` is where the pool's endpoints begin.
pub(super) fn discovery(place: &str, pool: &str) -> Discovery {
    let issuer = format!("{place}/{pool}");
    let endpoint = |path: &str| format!("{place}/{path}");
    Discovery {
        authorization_endpoint: endpoint("oauth2/authorize"),
        end_session_endpoint: endpoint("logout"),
        id_token_signing_alg_values_supported: ["RS256"],
        jwks_uri: format!("{issuer}/.well-known/jwks.json"),
        issuer,
        response_types_supported: ["code", "token"],
        revocation_endpoint: endpoint("oauth2/revoke"),
        scopes_supported: ["openid", "email", "phone", "profile"],
        subject_types_supported: ["public"],
        token_endpoint: endpoint("oauth2/token"),
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        userinfo_endpoint: endpoint("oauth2/userInfo"),
    }
}
