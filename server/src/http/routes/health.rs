//! `GET /healthz`: the process lives. `GET /readyz`: it can do its work, which is to keep what people write.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{desk::trouble, relay::Relay, store::StoreError};

/// The body of `/readyz`.
#[derive(Serialize, ToSchema)]
pub(crate) struct Ready {
    /// Can the store take something now?
    ready: bool,
    /// Why not: a code of the troubles that devices are told of.
    code: Option<&'static str>,
    /// Why no file can be kept or read now, if none can: a code too. Documents go on, so it is ready all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<&'static str>,
}

pub(crate) async fn show() -> &'static str {
    "ok\n"
}

pub(crate) async fn ready(State(relay): State<Arc<Relay>>) -> Response {
    let found = relay.readiness.look().await;
    let code = |found: Result<(), StoreError>| found.err().map(|error| trouble(&error).code());
    let (code, files) = (code(found.documents), code(found.files));
    let status = if code.is_none() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Ready { ready: code.is_none(), code, files })).into_response()
}

/// What is told of these addresses.
pub(crate) mod told {
    use super::Ready;
    use crate::http::described::Told;

    pub(crate) fn show() -> Told {
        Told::fixed("The process lives").answers_text(200, "`ok`", "text/plain")
    }

    pub(crate) fn ready() -> Told {
        Told::fixed("Can it do its work, which is to keep what people write?")
            .more("Writes to the store, at most once a second. Whether files can be reached is told beside and changes no status: documents do not wait for them.")
            .answers::<Ready>(200, "It can")
            .answers::<Ready>(503, "It cannot; why, says the code")
    }
}
