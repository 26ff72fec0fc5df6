//! Every address of the relay.

use std::{path::PathBuf, sync::Arc};

use axum::{Router, extract::DefaultBodyLimit, middleware, routing::get};
use shared::sync::{handover, session::ProblemCode};

use crate::{
    http::described::{Table, table},
    http::origin,
    http::problem::Problem,
    http::routes::{
        admin::{audit, contacts, identities, orgs, people},
        blobs, health, invitations, join, later, metrics, openapi,
        session::{self, devices, hand_over, handed_over, password, sign_on},
        site, standing, survey, sync, uploads,
    },
    http::{requests, security},
    relay::Relay,
};

/// The largest body of a request to `/api`, in bytes.
const LARGEST_BODY: usize = 16 * 1024;

/// The largest answer to a survey, in bytes.
const LARGEST_ANSWER: usize = 512 * 1024;

/// Everything that answers.
pub(crate) fn router(relay: Arc<Relay>) -> Router {
    let router = table().router().route("/api/{*other}", get(nothing)).fallback(site::show).method_not_allowed_fallback(nothing);
    router
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(origin::guard))
        .layer(middleware::from_fn(security::headers))
        .layer(middleware::from_fn(requests::told))
        .with_state(relay)
}

/// Every address that programs may ask.
pub(crate) fn table() -> Table {
    let own = table! {
        "/api/session"                  => session:     get show, post sign_in, delete sign_out;
        "/api/session/password"         => password:    put change, post sign_in_anew;
        "/api/session/devices"          => devices:     get list;
        "/api/session/devices/{device}" => devices:     delete revoke;
        "/api/session/handed-over"      => handed_over: get list, post take;
        "/api/session/oidc"             => sign_on:     get offer, post begin;
        sign_on::RETURN                 => sign_on:     get finish;
        "/api/invitations"              => invitations: get list, post add;
        "/api/invitations/{id}"         => invitations: delete withdraw;
        "/api/join"                     => join:        post join;
        "/api/join/look"                => join:        post look;
        "/api/standing"                 => standing:    get list;
        "/api/later"                    => later:       get list;
        "/api/later/{id}"               => later:       post settle;
        "/api/blobs/{hash}"             => blobs:       get show;
        "/api/openapi.json"             => openapi:     get show;
        "/sync"                         => sync:        get connect;
        "/sync/automerge-repo"          => sync:        get connect_foreign;
        "/healthz"                      => health:      get show;
        "/readyz"                       => health:      get ready;
    };
    own.and(administration()).and(uploads()).and(surveys()).and(handing_over())
}

/// A device hands over in larger pieces than it asks.
fn handing_over() -> Table {
    let hand_over = table! { handover::ADDRESS => hand_over: post take; };
    hand_over.within(|router| router.layer(DefaultBodyLimit::max(handover::LARGEST)))
}

/// What an operator's programs ask, at an address of its own.
pub(crate) fn of_operators(data: PathBuf) -> Router {
    Router::new().route("/metrics", get(metrics::show)).with_state(data)
}

/// The survey as a plain page. Whoever writes a long comment sends more than the app ever does at once.
fn surveys() -> Table {
    let surveys = table! {
        "/survey/style.css" => survey: get style;
        "/survey/{secret}"  => survey: get show, post take;
    };
    surveys.within(|router| router.layer(DefaultBodyLimit::max(LARGEST_ANSWER)))
}

/// The addresses of tus 1.0.
fn uploads() -> Table {
    let uploads = table! {
        uploads::ADDRESS => uploads: options about, post create;
        uploads::ONE     => uploads: options about_one, head show, patch append, delete end, post overridden;
    };
    uploads.within(|router| router.layer(middleware::map_response(uploads::speaks)))
}

/// What only administrators may ask.
fn administration() -> Table {
    table! {
        "/api/admin/people"                       => people:     get list, post add;
        "/api/admin/people/{id}"                  => people:     put change;
        "/api/admin/people/{id}/password"         => people:     post reset_password;
        "/api/admin/people/{id}/identities"       => identities: get list, post bind, delete unbind;
        "/api/admin/people/{id}/devices"          => people:     get list_devices;
        "/api/admin/people/{id}/devices/{device}" => people:     delete revoke;
        "/api/admin/people/{id}/handed-over"      => people:     get list_handed_over;
        "/api/admin/people/{id}/contact"          => contacts:   get of_person, put put_of_person;
        "/api/admin/orgs"                         => orgs:       get list, post add;
        "/api/admin/orgs/{id}"                    => orgs:       put change;
        "/api/admin/orgs/{id}/contact"            => contacts:   get of_org, put put_of_org;
        "/api/admin/experts"                      => audit:      get list_experts;
        "/api/admin/audit"                        => audit:      get list;
    }
}

async fn nothing() -> Problem {
    Problem(ProblemCode::NotFound)
}
