//! Every address of the relay.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{delete, get, options, post, put},
};
use shared::sync::session::ProblemCode;

use crate::{
    http::origin,
    http::problem::Problem,
    http::routes::{
        admin::{audit, contacts, identities, orgs, people},
        blobs, health, invitations, join, metrics,
        session::{self, devices, password, sign_on},
        site, survey, sync, uploads,
    },
    http::{requests, security},
    relay::Relay,
};

/// The largest body of a request to `/api`, in bytes.
const LARGEST_BODY: usize = 16 * 1024;

/// The largest answer to a survey, in bytes.
const LARGEST_ANSWER: usize = 512 * 1024;

/// The table of routes.
#[rustfmt::skip]
pub(crate) fn router(relay: Arc<Relay>) -> Router {
    Router::new()
        .route("/api/session",                  get(session::show).post(session::sign_in).delete(session::sign_out))
        .route("/api/session/password",         put(password::change).post(password::sign_in_anew))
        .route("/api/session/devices",          get(devices::list))
        .route("/api/session/devices/{device}", delete(devices::revoke))
        .route("/api/session/oidc",             get(sign_on::offer).post(sign_on::begin))
        .route(sign_on::RETURN,                 get(sign_on::finish))
        .route("/api/invitations",              get(invitations::list).post(invitations::add))
        .route("/api/invitations/{id}",         delete(invitations::withdraw))
        .route("/api/join",                     post(join::join))
        .route("/api/join/look",                post(join::look))
        .merge(administration())
        .merge(uploads())
        .merge(surveys())
        .route("/api/blobs/{hash}",             get(blobs::show))
        .route("/api/{*other}",                 get(nothing))
        .route("/sync",                         get(sync::connect))
        .route("/sync/automerge-repo",          get(sync::connect_foreign))
        .route("/healthz",                      get(health::show))
        .route("/readyz",                       get(health::ready))
        .fallback(site::show)
        .method_not_allowed_fallback(nothing)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(origin::guard))
        .layer(middleware::from_fn(security::headers))
        .layer(middleware::from_fn(requests::told))
        .with_state(relay)
}

/// What an operator's programs ask, at an address of its own.
pub(crate) fn of_operators(data: PathBuf) -> Router {
    Router::new().route("/metrics", get(metrics::show)).with_state(data)
}

/// The survey as a plain page. Whoever writes a long comment sends more than the app ever does at once.
fn surveys() -> Router<Arc<Relay>> {
    Router::new()
        .route("/survey/style.css", get(survey::style))
        .route("/survey/{secret}", get(survey::show).post(survey::take))
        .layer(DefaultBodyLimit::max(LARGEST_ANSWER))
}

/// The addresses of tus 1.0.
#[rustfmt::skip]
fn uploads() -> Router<Arc<Relay>> {
    Router::new()
        .route(uploads::ADDRESS, options(uploads::about).post(uploads::create))
        .route(uploads::ONE,     options(uploads::about).head(uploads::show).patch(uploads::append).delete(uploads::end).post(uploads::overridden))
        .layer(middleware::map_response(uploads::speaks))
}

/// What only administrators may ask.
#[rustfmt::skip]
fn administration() -> Router<Arc<Relay>> {
    Router::new()
        .route("/api/admin/people",                       get(people::list).post(people::add))
        .route("/api/admin/people/{id}",                  put(people::change))
        .route("/api/admin/people/{id}/password",         post(people::reset_password))
        .route("/api/admin/people/{id}/identities",       get(identities::list).post(identities::bind).delete(identities::unbind))
        .route("/api/admin/people/{id}/devices",          get(people::list_devices))
        .route("/api/admin/people/{id}/devices/{device}", delete(people::revoke))
        .route("/api/admin/people/{id}/contact",          get(contacts::of_person).put(contacts::put_of_person))
        .route("/api/admin/orgs",                         get(orgs::list).post(orgs::add))
        .route("/api/admin/orgs/{id}",                    put(orgs::change))
        .route("/api/admin/orgs/{id}/contact",            get(contacts::of_org).put(contacts::put_of_org))
        .route("/api/admin/experts",                      get(audit::list_experts))
        .route("/api/admin/audit",                        get(audit::list))
}

async fn nothing() -> Problem {
    Problem(ProblemCode::NotFound)
}
