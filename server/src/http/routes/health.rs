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

use crate::{desk::trouble, relay::Relay};

/// The body of `/readyz`.
#[derive(Serialize, ToSchema)]
pub(crate) struct Ready {
    /// Can the store take something now?
    ready: bool,
    /// Why not: a code of the troubles that devices are told of.
    code: Option<&'static str>,
}

pub(crate) async fn show() -> &'static str {
    "ok\n"
}

pub(crate) async fn ready(State(relay): State<Arc<Relay>>) -> Response {
    match relay.readiness.look().await {
        Ok(()) => Json(Ready { ready: true, code: None }).into_response(),
        Err(error) => {
            let code = Some(trouble(&error).code());
            (StatusCode::SERVICE_UNAVAILABLE, Json(Ready { ready: false, code })).into_response()
        }
    }
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
            .more("Writes to the store, at most once a second.")
            .answers::<Ready>(200, "It can")
            .answers::<Ready>(503, "It cannot; why, says the code")
    }
}
