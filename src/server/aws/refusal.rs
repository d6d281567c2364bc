//! What is refused before it reaches a service, such as one request too many, in the words that its client reads.

use axum::{
    Json,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{is_form, json, reply, sts};
use crate::{sandbox::AwsFault, server::failure::Failure, state::AppState};

/// How a client of the sandbox speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum Dialect {
    Json,
    /// STS's: form fields in, XML out.
    Query,
    /// RFC 6749 §5.2.
    OAuth,
}

impl Dialect {
    /// `None` outside of the sandbox that AWS's clients see.
    pub(in crate::server) fn of(path: &str, headers: &HeaderMap) -> Option<Self> {
        let below = path.strip_prefix("/sandbox/aws").filter(|below| below.is_empty() || below.starts_with('/'))?;
        Some(match below {
            _ if headers.contains_key(json::TARGET) => Self::Json,
            below if below.contains("/oauth2/") => Self::OAuth,
            _ if is_form(headers) => Self::Query,
            _ => Self::Json,
        })
    }

    pub(in crate::server) fn refusal(self, app: &AppState, failure: &Failure) -> Response {
        let fault = AwsFault::new(name(failure.status), failure.detail.clone());
        match self {
            Self::Json => reply::refused(app, failure.status, &fault),
            Self::Query => sts::refused(app, failure.status, &fault),
            Self::OAuth => {
                Json(json!({"error": "invalid_request", "error_description": failure.detail})).into_response()
            }
        }
    }
}

fn name(status: StatusCode) -> &'static str {
    match status {
        StatusCode::TOO_MANY_REQUESTS => "TooManyRequestsException",
        StatusCode::PAYLOAD_TOO_LARGE => "RequestEntityTooLargeException",
        StatusCode::FORBIDDEN => "AccessDeniedException",
        status if status.is_server_error() => "InternalErrorException",
        _ => "InvalidRequestException",
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, header};

    use super::*;

    #[test]
    fn a_client_is_told_by_what_it_sends() {
        let sends = |name: HeaderName, value: &'static str| HeaderMap::from_iter([(name, value.parse().unwrap())]);
        let form = sends(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8");
        let target = sends(HeaderName::from_static(json::TARGET), "AWSCognitoIdentityService.GetId");
        for (path, headers, dialect) in [
            ("/sandbox/aws", &form, Some(Dialect::Query)),
            ("/sandbox/aws/of/key/", &form, Some(Dialect::Query)),
            ("/sandbox/aws/", &target, Some(Dialect::Json)),
            ("/sandbox/aws/oauth2/token", &form, Some(Dialect::OAuth)),
            ("/sandbox/aws/nothing", &HeaderMap::new(), Some(Dialect::Json)),
            ("/sandbox/awsome", &form, None),
            ("/sandbox", &form, None),
        ] {
            assert_eq!(Dialect::of(path, headers), dialect, "{path}");
        }
    }
}
