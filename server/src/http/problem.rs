//! How `/api` says no: a status and a code, logged where it is our own failure.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use shared::sync::session::{Problem as Body, ProblemCode};

use crate::store::StoreError;

/// The answer of a request that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Problem(pub(crate) ProblemCode);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = match self.0 {
            ProblemCode::WrongPassword | ProblemCode::SignedOut => StatusCode::UNAUTHORIZED,
            ProblemCode::BadRequest => StatusCode::BAD_REQUEST,
            ProblemCode::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
            ProblemCode::NotFound => StatusCode::NOT_FOUND,
            ProblemCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        };
        (status, Json(Body { code: self.0 })).into_response()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a request failed");
        Self(ProblemCode::Unavailable)
    }
}
