//! `/api/session`: sign in, who is signed in, sign out.

pub(crate) mod devices;
pub(crate) mod hand_over;
pub(crate) mod handed_over;
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

/// What is told of these addresses.
pub(crate) mod told {
    use shared::sync::session::{ProblemCode, Session, SignIn};

    use crate::http::described::Told;

    pub(crate) fn show() -> Told {
        Told::of("Who is signed in, and on which device")
            .signed()
            .answers_in_either_form::<Session>(200, "The session")
            .with("set-cookie", "Where half of the session is over: it lasts anew")
    }

    pub(crate) fn sign_in() -> Told {
        Told::of("Sign in with name and password")
            .takes::<SignIn>()
            .answers_in_either_form::<Session>(200, "The session")
            .with("set-cookie", "The session")
            .problems(&[ProblemCode::WrongPassword, ProblemCode::TooManyAttempts, ProblemCode::PasswordIsOver])
    }

    pub(crate) fn sign_out() -> Told {
        Told::of("Sign out: end the session of this device").signed().done(204, "It is over").with("set-cookie", "Takes the cookie away")
    }
}
