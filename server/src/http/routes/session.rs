//! `/api/session`: sign in, who is signed in, sign out.

pub(crate) mod devices;
pub(crate) mod password;
pub(crate) mod sign_on;

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Response},
};
use shared::{people::Audited, sync::session::SignIn};

use crate::{
    auth::{self, Caller, Signed},
    clock,
    http::form::{self, Body},
    http::problem::Problem,
    relay::Relay,
    store::people::Deed,
};

pub(crate) async fn show(State(relay): State<Arc<Relay>>, mut signed: Signed, headers: HeaderMap) -> Result<Response, Problem> {
    let cookie = relay.auth.renew(&relay, &mut signed, &headers, clock::now()).await?;
    let mut response = form::reply(&headers, &signed.session());
    response.headers_mut().extend(cookie.map(|cookie| (SET_COOKIE, cookie)));
    Ok(response)
}

pub(crate) async fn sign_in(State(relay): State<Arc<Relay>>, caller: Caller, Body(asked): Body<SignIn>) -> Result<Response, Problem> {
    let (signed, cookie) = relay.auth.sign_in(&relay, asked, &caller, clock::now()).await?;
    Ok(([(SET_COOKIE, cookie)], form::reply(&caller.headers, &signed.session())).into_response())
}

pub(crate) async fn sign_out(State(relay): State<Arc<Relay>>, signed: Signed, caller: Caller) -> Result<Response, Problem> {
    let note = relay.auth.note_of(clock::now(), &signed, Audited::SignedOut, signed.person.id, &caller);
    let deed = Deed::EndSessions(signed.person.id, Some(signed.device));
    relay.read(move |store| store.carry_out(&deed, &note)).await?;
    relay.desks.live().end_session(signed.token);
    tracing::info!(person = %signed.person.id, device = %signed.device, "signed out");
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, auth::no_cookie(&caller.headers))]).into_response())
}
