//! The form of a body under `/api`: JSON for everybody, and the compact form of the app for whom names its media type.

use axum::{
    Json,
    http::{
        HeaderMap, HeaderName,
        header::{ACCEPT, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use shared::{codec, sync::session::COMPACT};

/// A body as the caller wants it.
pub(crate) fn reply(headers: &HeaderMap, body: &impl Serialize) -> Response {
    if names_compact(headers, &ACCEPT) {
        ([(CONTENT_TYPE, COMPACT)], codec::encode(body)).into_response()
    } else {
        Json(body).into_response()
    }
}

/// A body as the caller wrote it; `None` when it is none.
pub(crate) fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Option<T> {
    if names_compact(headers, &CONTENT_TYPE) { codec::decode(body) } else { serde_json::from_slice(body).ok() }
}

fn names_compact(headers: &HeaderMap, name: &HeaderName) -> bool {
    headers.get(name).is_some_and(|value| value == COMPACT)
}
