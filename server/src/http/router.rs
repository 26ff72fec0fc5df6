//! Every address of the relay.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, options},
};
use shared::sync::session::ProblemCode;

use crate::{
    http::origin,
    http::problem::Problem,
    http::routes::{blobs, health, metrics, session, site, sync, uploads},
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
        .merge(uploads())
        .route("/api/blobs/{hash}", get(blobs::show))
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

/// The addresses of tus 1.0.
#[rustfmt::skip]
fn uploads() -> Router<Arc<Relay>> {
    Router::new()
        .route(uploads::ADDRESS, options(uploads::about).post(uploads::create))
        .route(uploads::ONE,     options(uploads::about).head(uploads::show).patch(uploads::append).delete(uploads::end).post(uploads::overridden))
        .layer(middleware::map_response(uploads::speaks))
}

async fn nothing() -> Problem {
    Problem(ProblemCode::NotFound)
}
