//! `/api/session`: sign in, who is signed in, sign out.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Response},
};
use shared::sync::session::ProblemCode;

use crate::{
    auth::{self, Signed},
    clock,
    http::form,
    http::problem::Problem,
    relay::Relay,
};

pub(crate) async fn show(State(relay): State<Arc<Relay>>, mut signed: Signed, headers: HeaderMap) -> Result<Response, Problem> {
    let cookie = relay.auth.renew(&relay, &mut signed, &headers, clock::now()).await?;
    let mut response = form::reply(&headers, &signed.session());
    response.headers_mut().extend(cookie.map(|cookie| (SET_COOKIE, cookie)));
    Ok(response)
}

pub(crate) async fn sign_in(
    State(relay): State<Arc<Relay>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let body = body.map_err(|_| Problem(ProblemCode::BadRequest))?;
    let asked = form::read(&headers, &body).ok_or(Problem(ProblemCode::BadRequest))?;
    let (signed, cookie) = relay.auth.sign_in(&relay, asked, &headers, clock::now()).await?;
    Ok(([(SET_COOKIE, cookie)], form::reply(&headers, &signed.session())).into_response())
}

pub(crate) async fn sign_out(State(relay): State<Arc<Relay>>, signed: Signed, headers: HeaderMap) -> Result<Response, Problem> {
    let (token, author) = (signed.token, signed.author());
    // Whoever signs out ends what this device may say: what it signed for others to carry too.
    relay.read(move |store| store.drop_key(author).and_then(|()| store.drop_session(token))).await?;
    relay.desks.live().end_session(signed.token);
    tracing::info!(person = %signed.person.id, device = %signed.device, "signed out");
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, auth::no_cookie(&headers))]).into_response())
}
