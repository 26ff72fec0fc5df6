//! Every request has an id. It stands in each line of the log about it and in its answer, so that a person can name it and an operator
//! finds it. The log has the route and never the address: a survey's address is its secret.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, field::Empty};

use crate::{logs, random};

const ID: HeaderName = HeaderName::from_static("x-request-id");

/// Tells the log of a request and its answer, and the answer of the log.
pub(crate) async fn told(request: Request, next: Next) -> Response {
    let id: String = random::bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("site", MatchedPath::as_str);
    let span = tracing::error_span!("request", id, method = %request.method(), route, person = Empty);
    let began = Instant::now();
    let answering = async {
        let response = next.run(request).await;
        let (status, milliseconds) = (response.status().as_u16(), logs::milliseconds(began));
        if status < 400 {
            tracing::debug!(status, milliseconds, "answered");
        } else {
            tracing::info!(status, milliseconds, "answered");
        }
        response
    };
    let mut response = answering.instrument(span).await;
    response.headers_mut().insert(ID, HeaderValue::from_str(&id).expect("hexadecimal digits"));
    response
}
