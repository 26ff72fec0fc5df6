//! Every address of the relay.

use std::{path::PathBuf, sync::Arc};

use axum::{Router, extract::DefaultBodyLimit, middleware, routing::get};
use shared::sync::session::ProblemCode;

use crate::{
    http::origin,
    http::problem::Problem,
    http::routes::{health, metrics, session, site, sync},
    http::security,
    relay::Relay,
};

/// The largest body of a request to `/api`, in bytes.
const LARGEST_BODY: usize = 16 * 1024;

/// The table of routes.
#[rustfmt::skip]
pub(crate) fn router(relay: Arc<Relay>) -> Router {
    Router::new()
        .route("/api/session",  get(session::show).post(session::sign_in).delete(session::sign_out))
        .route("/api/{*other}", get(nothing))
        .route("/sync",         get(sync::connect))
        .route("/sync/automerge-repo", get(sync::connect_foreign))
        .route("/healthz",      get(health::show))
        .route("/readyz",       get(health::ready))
        .fallback(site::show)
        .method_not_allowed_fallback(nothing)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(origin::guard))
        .layer(middleware::map_response(security::headers))
        .with_state(relay)
}

/// What an operator's programs ask, at an address of its own.
pub(crate) fn of_operators(data: PathBuf) -> Router {
    Router::new().route("/metrics", get(metrics::show)).with_state(data)
}

async fn nothing() -> Problem {
    Problem(ProblemCode::NotFound)
}
