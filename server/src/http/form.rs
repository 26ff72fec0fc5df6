//! The form of a body under `/api`: JSON for everybody, and the compact form of the app for whom names its media type.

use std::str::FromStr;

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{
        HeaderMap, HeaderName,
        header::{ACCEPT, CONTENT_TYPE},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    codec,
    sync::session::{COMPACT, ProblemCode},
};

use crate::http::problem::Problem;

/// The longest name of a person or a body, in bytes.
const LONGEST_NAME: usize = 200;

/// A body as the caller wrote it, in either form.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let headers = request.headers().clone();
        let body = Bytes::from_request(request, state).await.map_err(|_| Problem(ProblemCode::BadRequest))?;
        read(&headers, &body).map(Self).ok_or(Problem(ProblemCode::BadRequest))
    }
}

/// What stands in the address; what is no text names nothing.
pub(crate) struct At<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(named) = Path::from_request_parts(parts, state).await.map_err(|_| Problem(ProblemCode::NotFound))?;
        Ok(Self(named))
    }
}

/// An id in an address; what is none names nothing.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem(ProblemCode::NotFound))
}

/// What could not be read of a request, whatever it was.
pub(crate) fn unread<E>(_: E) -> Problem {
    Problem(ProblemCode::BadRequest)
}

/// A name that says something and is not endless.
pub(crate) fn named(text: &str) -> Result<(), Problem> {
    if text.trim().is_empty() || text.len() > LONGEST_NAME { Err(Problem(ProblemCode::BadRequest)) } else { Ok(()) }
}

/// A body as the caller wants it.
pub(crate) fn reply(headers: &HeaderMap, body: &impl Serialize) -> Response {
    if names_compact(headers, &ACCEPT) {
        ([(CONTENT_TYPE, COMPACT)], codec::encode(body)).into_response()
    } else {
        Json(body).into_response()
    }
}

fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Option<T> {
    if names_compact(headers, &CONTENT_TYPE) { codec::decode(body) } else { serde_json::from_slice(body).ok() }
}

fn names_compact(headers: &HeaderMap, name: &HeaderName) -> bool {
    headers.get(name).is_some_and(|value| value == COMPACT)
}
