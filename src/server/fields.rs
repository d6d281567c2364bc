//! Bodies as they come in: form fields that may repeat, and JSON with errors that say where.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, Uri, header},
};
use serde::de::DeserializeOwned;

use super::failure::Failure;

/// The fields of a form, in their order.
#[derive(Clone, Debug)]
pub(super) struct FormFields(Vec<(String, String)>);

/// A body of JSON.
#[derive(Clone, Debug)]
pub(super) struct JsonBody<T>(pub(super) T);

impl FormFields {
    /// Those of a form that was sent by GET. Whatever an address holds can be read as fields.
    pub(super) fn of_query(uri: &Uri) -> Self {
        Self(form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect())
    }

    pub(super) fn first<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

impl<S: Send + Sync> FromRequest<S> for FormFields {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !content_type_contains(&request, "x-www-form-urlencoded") {
            return Err(Failure {
                detail: "Send the form as `application/x-www-form-urlencoded`.".to_owned(),
                ..Failure::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
            });
        }
        let bytes = whole(request, state).await?;
        Ok(Self(form_urlencoded::parse(&bytes).into_owned().collect()))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !content_type_contains(&request, "json") {
            return Err(Failure::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = whole(request, state).await?;
        // serde would take a list of values for a structure as well.
        if bytes.trim_ascii_start().starts_with(b"[") {
            let sentence = "The body is a list; send an object with named members.";
            return Err(Failure::unprocessable("invalid-body", sentence));
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => Failure::unprocessable("invalid-body", sentence(&error)),
            _ => Failure::new(StatusCode::BAD_REQUEST, "invalid-json", "Not understood", sentence(&error)),
        })
    }
}

fn sentence(error: &serde_json::Error) -> String {
    format!("The body is not what was expected: {error}.")
}

fn content_type_contains(request: &Request, part: &str) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| value.to_ascii_lowercase().contains(part))
}

async fn whole<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Failure> {
    Bytes::from_request(request, state).await.map_err(|rejection| Failure::of_status(rejection.status()))
}
