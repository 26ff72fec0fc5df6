//! How `/api` says no: a status and a code, logged where it is our own failure.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use shared::sync::session::{Problem as Body, ProblemCode};

use crate::store::StoreError;

/// The status that tus gives to bytes which are not what their checksum says.
const CHECKSUM_MISMATCH: u16 = 460;

/// The answer of a request that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Problem(pub(crate) ProblemCode);

impl Problem {
    /// The status of its answer.
    pub(crate) fn status(self) -> StatusCode {
        match self.0 {
            ProblemCode::WrongPassword | ProblemCode::SignedOut | ProblemCode::Revoked => StatusCode::UNAUTHORIZED,
            ProblemCode::BadRequest => StatusCode::BAD_REQUEST,
            ProblemCode::TooManyAttempts | ProblemCode::TooManyUploads => StatusCode::TOO_MANY_REQUESTS,
            ProblemCode::NotFound => StatusCode::NOT_FOUND,
            ProblemCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            ProblemCode::Conflict => StatusCode::CONFLICT,
            ProblemCode::Busy => StatusCode::LOCKED,
            ProblemCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ProblemCode::WrongKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ProblemCode::WrongHash => StatusCode::from_u16(CHECKSUM_MISMATCH).expect("a status has three digits"),
            ProblemCode::StoreFull => StatusCode::INSUFFICIENT_STORAGE,
            ProblemCode::UnknownVersion => StatusCode::PRECONDITION_FAILED,
            ProblemCode::OutOfRange => StatusCode::RANGE_NOT_SATISFIABLE,
            ProblemCode::Forbidden | ProblemCode::PasswordIsOver => StatusCode::FORBIDDEN,
            ProblemCode::WeakPassword => StatusCode::UNPROCESSABLE_ENTITY,
            ProblemCode::Taken => StatusCode::CONFLICT,
            ProblemCode::InvitationIsOver | ProblemCode::SignOnOver => StatusCode::GONE,
            ProblemCode::SignOnUnavailable => StatusCode::FAILED_DEPENDENCY,
            ProblemCode::SignOnDenied | ProblemCode::SignOnUntrusted | ProblemCode::SignOnUnknown | ProblemCode::SignOnClosed => {
                StatusCode::FORBIDDEN
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status(), Json(Body { code: self.0 })).into_response()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let code = match error {
            StoreError::Taken => return Self(ProblemCode::Taken),
            StoreError::Gone => return Self(ProblemCode::NotFound),
            StoreError::Full => ProblemCode::StoreFull,
            StoreError::Failed(_) => ProblemCode::Unavailable,
        };
        tracing::error!(%error, "a request failed");
        Self(code)
    }
}
