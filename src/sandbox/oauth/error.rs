//! The errors of the OAuth endpoints, by the names of RFC 6749.

/// With a sentence for whoever debugs it, which a real user pool does not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OAuthError {
    pub error: &'static str,
    pub why: &'static str,
    /// The description that a real user pool gives, where it is known to give one.
    pub described: Option<&'static str>,
}

impl OAuthError {
    pub(super) const fn invalid_request(why: &'static str) -> Self {
        Self { error: "invalid_request", why, described: None }
    }

    pub(super) const fn invalid_grant(why: &'static str) -> Self {
        Self { error: "invalid_grant", why, described: None }
    }

    pub(super) const fn invalid_client(why: &'static str) -> Self {
        Self { error: "invalid_client", why, described: None }
    }

    pub(super) const fn invalid_scope(why: &'static str) -> Self {
        Self { error: "invalid_scope", why, described: None }
    }

    pub(super) const fn unsupported_grant_type(why: &'static str) -> Self {
        Self { error: "unsupported_grant_type", why, described: None }
    }

    pub(super) const fn unauthorized_client(why: &'static str) -> Self {
        Self { error: "unauthorized_client", why, described: None }
    }

    /// A code that is traded with another address than it was asked for with.
    pub(super) const fn invalid_redirect(why: &'static str) -> Self {
        Self { error: "unauthorized_client", why, described: Some("invalid_redirect") }
    }

    /// What the member `error_description` says.
    pub fn description(&self) -> &'static str {
        self.described.unwrap_or(self.why)
    }

    pub(super) const fn server_error() -> Self {
        Self { error: "server_error", why: "Something went wrong in the sandbox.", described: None }
    }
}
