//! Errors shown as help: one type for everything that goes wrong, dressed at the edge for whoever asked.

use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{exam::Scope, practice::InvalidChoice};

use crate::{
    practice::{PracticeError, exam::ExamError},
    store::StoreError,
};

/// What the visitor is told. It travels as an extension of a bare response; [`super::dress`] gives it a body.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) status: StatusCode,
    /// Stable; the last part of the problem's `type`.
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) detail: String,
    /// What really happened: logged once at the edge, never shown.
    pub(super) cause: Option<Arc<str>>,
}

impl Failure {
    pub(super) fn new(status: StatusCode, code: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, title, detail: detail.into(), cause: None }
    }

    /// The one failure of ours that passes by itself: nobody has to look, so it is not logged.
    pub(super) const NOT_READY: &str = "not-ready";

    pub(super) fn not_ready(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, Self::NOT_READY, "Not ready yet", detail)
    }

    pub(super) fn not_found(what: &str) -> Self {
        let detail = format!("There is no such {what} here. It may have been renamed or removed.");
        Self::new(StatusCode::NOT_FOUND, "not-found", "Not found", detail)
    }

    pub(super) fn unprocessable(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, "This cannot be taken as it is", detail)
    }

    pub(super) fn unexpected(cause: &dyn std::error::Error) -> Self {
        let mut chain = cause.to_string();
        let mut source = cause.source();
        while let Some(deeper) = source {
            chain.push_str(": ");
            chain.push_str(&deeper.to_string());
            source = deeper.source();
        }
        Self { cause: Some(chain.into()), ..Self::of_status(StatusCode::INTERNAL_SERVER_ERROR) }
    }

    /// For responses that a layer made without words of ours.
    pub(super) fn of_status(status: StatusCode) -> Self {
        let (code, title, detail) = match status {
            StatusCode::BAD_REQUEST => ("bad-request", "Not understood", "The request cannot be read."),
            StatusCode::FORBIDDEN => (
                "cross-site",
                "Refused",
                "The request came from another site. Open the page here and send the form from it.",
            ),
            StatusCode::NOT_FOUND => ("not-found", "Not found", "There is nothing at this address."),
            StatusCode::METHOD_NOT_ALLOWED => {
                ("method-not-allowed", "Not possible here", "This address does not answer to that method.")
            }
            StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "Too large", "A request may hold at most 64 KB."),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                ("unsupported-media-type", "Not understood", "Send JSON with `Content-Type: application/json`.")
            }
            StatusCode::TOO_MANY_REQUESTS => (
                "too-many-requests",
                "Too many requests",
                "That was more than we take at once. Wait a moment and try again.",
            ),
            StatusCode::GATEWAY_TIMEOUT => {
                ("timeout", "Too slow", "This took too long. Look whether it was kept before you try again.")
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                ("unavailable", "Not available", "The server is busy or shutting down. Try again in a moment.")
            }
            status if status.is_client_error() => ("refused", "Refused", "The request cannot be taken as it is."),
            _ => (
                "unexpected",
                "Something broke",
                "This is our mistake, not yours. What you sent may not have been kept.",
            ),
        };
        Self::new(status, code, title, detail)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<PracticeError> for Failure {
    fn from(error: PracticeError) -> Self {
        match error {
            PracticeError::UnknownQuestion => Self::not_found("question"),
            PracticeError::UnknownConcept => Self::not_found("concept"),
            PracticeError::UnknownCase => Self::not_found("case"),
            PracticeError::UnknownSitting => Self::not_found("sitting"),
            PracticeError::NoteTooLong => Self::unprocessable(
                "note-too-long",
                "A note has at most 2,000 characters. Shorten it; nothing was kept.",
            ),
            PracticeError::Invalid(invalid) => Self::unprocessable("invalid-choice", choice_sentence(&invalid)),
            PracticeError::ImplausibleTime => {
                Self::unprocessable("implausible-time", "`ms` is the time spent in milliseconds, from 0 to 86400000.")
            }
            error @ PracticeError::Broke(_) => Self::unexpected(&error),
            PracticeError::Store(error) => error.into(),
        }
    }
}

impl From<ExamError> for Failure {
    fn from(error: ExamError) -> Self {
        match error {
            ExamError::UnknownTrack => Self::not_found("exam"),
            ExamError::UnknownAttempt => Self::not_found("attempt"),
            ExamError::NotOnOffer(scope) => Self::unprocessable("not-on-offer", offer_sentence(&scope)),
            ExamError::ExtraTime => {
                Self::unprocessable("extra-time", "Extra time is given in per cent of the exam's time, from 0 to 200.")
            }
            ExamError::NoSuchPlace(questions) => Self {
                detail: format!("This paper has {questions} questions, and none at this place."),
                ..Self::not_found("question")
            },
            ExamError::Invalid(invalid) => PracticeError::Invalid(invalid).into(),
            ExamError::NotBeforeTheEnd => {
                Self::unprocessable("not-before-the-end", "In exam mode nothing is told before the end.")
            }
            ExamError::UnderWay => Self::new(
                StatusCode::CONFLICT,
                "under-way",
                "Not over yet",
                "This exam is under way. Hand it in first; then what was missed can be practised.",
            ),
            ExamError::Store(error) => error.into(),
        }
    }
}

fn offer_sentence(scope: &Scope) -> &'static str {
    match scope {
        Scope::Whole => "The bank holds too few questions for a paper of all domains. Choose another paper.",
        Scope::Covered => "There is no paper of the covered domains here. Choose another paper.",
        Scope::Section(_) => "The bank holds no question of this domain. Choose another paper.",
        Scope::Missed => "There is no question of this exam that you answered wrong last. Choose another paper.",
    }
}

fn choice_sentence(invalid: &InvalidChoice) -> String {
    match invalid {
        InvalidChoice::Nothing => "Select an answer before revealing.".to_owned(),
        InvalidChoice::TwoForSingle => "This question has one right answer: select exactly one.".to_owned(),
        InvalidChoice::UnknownOption(id) => {
            let short: String = id.chars().take(40).collect();
            format!("This question has no option `{short}`. It may have been changed; reload the page.")
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let conflict = |code, detail: &str| Self::new(StatusCode::CONFLICT, code, "Already decided", detail);
        match error {
            StoreError::OtherAnswer => conflict(
                "other-answer",
                "This attempt was already used for another answer. Reload the page for a new one.",
            ),
            StoreError::OtherLearner | StoreError::NoSuchExam => Self::not_found("attempt"),
            StoreError::NothingToUndo => conflict("nothing-to-undo", "There is no answer left to take back."),
            StoreError::Closed => Self::of_status(StatusCode::SERVICE_UNAVAILABLE),
            error => Self::unexpected(&error),
        }
    }
}
