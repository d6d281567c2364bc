//! The errors of the OAuth endpoints, by the names of RFC 6749.

/// With a sentence for whoever debugs it, which a real user pool does not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OAuthError {
    pub error: &'static str,
    pub why: &'static str,
}

impl OAuthError {
    pub(super) const fn invalid_request(why: &'static str) -> Self {
        Self { error: "invalid_request", why }
    }

    pub(super) const fn invalid_grant(why: &'static str) -> Self {
        Self { error: "invalid_grant", why }
    }

    pub(super) const fn invalid_client(why: &'static str) -> Self {
        Self { error: "invalid_client", why }
    }

    pub(super) const fn invalid_scope(why: &'static str) -> Self {
        Self { error: "invalid_scope", why }
    }

    pub(super) const fn unauthorized_client(why: &'static str) -> Self {
        Self { error: "unauthorized_client", why }
    }

    pub(super) const fn server_error() -> Self {
        Self { error: "server_error", why: "Something went wrong in the sandbox." }
    }
}
