//! `GET /api/openapi.json`: this relay's addresses, for programs. It holds no secrets, so anybody may read it.

use std::sync::LazyLock;

use axum::{
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};

use crate::http::router;

/// The same for as long as the program runs.
static DOCUMENT: LazyLock<String> = LazyLock::new(|| router::table().document().to_json().expect("plain data is JSON"));

pub(crate) async fn show() -> Response {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], DOCUMENT.as_str()).into_response()
}

/// What is told of this address.
pub(crate) mod told {
    use crate::http::described::Told;

    pub(crate) fn show() -> Told {
        Told::fixed("This document").answers_bytes(200, "OpenAPI 3.1", ["application/json"])
    }
}
