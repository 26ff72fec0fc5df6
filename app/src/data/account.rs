//! Signing in and out, joining and passwords, over HTTP.

use js_sys::Uint8Array;
use reqwasm::{
    Error,
    http::{Method, RequestBuilder, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    codec,
    ids::{DeviceId, InvitationId},
    people::{
        inviting::{Invitation, Invite, Invited, Join, Key},
        password::PasswordLack,
    },
    sync::{
        handover::{self, Piece},
        session::{BeginSignOn, COMPACT, ChangePassword, ProblemCode, Session, SignIn, SignInAnew, SignOn, SignOnBegun, WeakPassword},
    },
};

use super::preferences;

const ADDRESS: &str = "/api/session";
const PASSWORD: &str = "/api/session/password";
const SIGN_ON: &str = "/api/session/oidc";
const INVITATIONS: &str = "/api/invitations";

/// Why it did not work.
pub(crate) enum SignInError {
    /// The relay said no.
    Refused(ProblemCode),
    /// The new password is none.
    Weak(Vec<PasswordLack>),
    /// The relay was not reached.
    Offline,
}

/// Signs a person in on this device.
pub(crate) async fn sign_in(name: &str, password: &str, device: DeviceId) -> Result<Session, SignInError> {
    let body = SignIn { name: name.to_owned(), password: password.to_owned(), device };
    begun(value(send(Method::POST, ADDRESS, &body).await, ProblemCode::WrongPassword).await)
}

/// Signs in with a new password in place of one that was for one time.
pub(crate) async fn sign_in_anew(name: &str, password: &str, new: &str, device: DeviceId) -> Result<Session, SignInError> {
    let sign_in = SignIn { name: name.to_owned(), password: password.to_owned(), device };
    begun(value(send(Method::POST, PASSWORD, &SignInAnew { sign_in, new: new.to_owned() }).await, ProblemCode::WrongPassword).await)
}

/// The other way to sign in, if the relay is reached and offers one.
pub(crate) async fn sign_on() -> Option<SignOn> {
    value(request(Method::GET, SIGN_ON).send().await, ProblemCode::SignedOut).await.ok()
}

/// Takes the browser to the provider, which sends it back later.
pub(crate) async fn go_to_sign_on(back: String, device: DeviceId) -> Result<(), SignInError> {
    end_session().await;
    let begun: SignOnBegun = value(send(Method::POST, SIGN_ON, &BeginSignOn { device, back }).await, ProblemCode::SignedOut).await?;
    let gone = web_sys::window().map(|window| window.location().assign(&begun.address));
    gone.and_then(Result::ok).ok_or(SignInError::Offline)
}

/// Changes one's own password.
pub(crate) async fn change_password(body: &ChangePassword) -> Result<(), SignInError> {
    answered(send(Method::PUT, PASSWORD, body).await, ProblemCode::WrongPassword).await.map(|_| ())
}

/// What an invitation invites to.
pub(crate) async fn look(key: &str) -> Result<Invitation, SignInError> {
    value(send(Method::POST, "/api/join/look", &Key { key: key.to_owned() }).await, ProblemCode::SignedOut).await
}

/// Joins by an invitation.
pub(crate) async fn join(key: &str, name: &str, device: DeviceId) -> Result<Session, SignInError> {
    let body = Join { key: key.to_owned(), name: name.to_owned(), device };
    begun(value(send(Method::POST, "/api/join", &body).await, ProblemCode::SignedOut).await)
}

/// Invites somebody of an enterprise to a document.
pub(crate) async fn invite(body: &Invite) -> Result<Invited, SignInError> {
    ask(Method::POST, INVITATIONS, Some(body)).await
}

/// Withdraws an invitation that nobody has used.
pub(crate) async fn withdraw(invitation: InvitationId) -> Result<(), SignInError> {
    tell::<()>(Method::DELETE, &format!("{INVITATIONS}/{invitation}"), None).await
}

/// Asks for a value as whoever is signed in.
pub(super) async fn ask<B: Serialize, T: DeserializeOwned>(method: Method, address: &str, body: Option<&B>) -> Result<T, SignInError> {
    value(send_signed(method, address, body).await, ProblemCode::SignedOut).await.map_err(forbidden)
}

/// Has something done as whoever is signed in.
pub(super) async fn tell<B: Serialize>(method: Method, address: &str, body: Option<&B>) -> Result<(), SignInError> {
    answered(send_signed(method, address, body).await, ProblemCode::SignedOut).await.map(|_| ()).map_err(forbidden)
}

async fn send_signed<B: Serialize>(method: Method, address: &str, body: Option<&B>) -> Result<Response, Error> {
    match body {
        Some(body) => send(method, address, body).await,
        None => request(method, address).send().await,
    }
}

/// Where nobody gives a password, the relay forbids the act itself.
fn forbidden(error: SignInError) -> SignInError {
    match error {
        SignInError::Refused(ProblemCode::PasswordIsOver) => SignInError::Refused(ProblemCode::Forbidden),
        error => error,
    }
}

/// Who is signed in?
pub(crate) async fn session() -> Result<Session, SignInError> {
    let response = request(Method::GET, ADDRESS).send().await;
    if let Ok(response) = &response
        && response.status() == 401
        && response.text().await.is_ok_and(|text| text.contains(ProblemCode::Revoked.code()))
    {
        return Err(SignInError::Refused(ProblemCode::Revoked));
    }
    value(response, ProblemCode::SignedOut).await
}

/// Hands over what this device has not sent and whose session was ended from elsewhere.
pub(crate) async fn hand_over(pieces: &[Piece]) -> Result<(), SignInError> {
    answered(send(Method::POST, handover::ADDRESS, &pieces).await, ProblemCode::SignedOut).await.map(|_| ())
}

/// Who came back from there? Nobody, as long as the session is that of somebody who has left.
pub(crate) async fn signed_on() -> Result<Session, SignInError> {
    if preferences::is_leaving() {
        end_session().await;
        return Err(SignInError::Refused(ProblemCode::SignedOut));
    }
    session().await
}

/// Ends the session at the relay, if it is reached; on the device it ends in any case, and at the relay later.
pub(crate) async fn sign_out() {
    preferences::set_leaving(true);
    end_session().await;
}

/// Ends at the relay the session of whoever has left here without a network, if there is such: its cookie is nobody's way in.
async fn end_session() {
    if preferences::is_leaving()
        && let Ok(answer) = request(Method::DELETE, ADDRESS).send().await
        && [200, 204, 401].contains(&answer.status())
    {
        preferences::set_leaving(false);
    }
}

/// A new session: the one that somebody left is not the browser's any more.
fn begun(session: Result<Session, SignInError>) -> Result<Session, SignInError> {
    if session.is_ok() {
        preferences::set_leaving(false);
        preferences::set_revoked(None);
    }
    session
}

fn request(method: Method, address: &str) -> RequestBuilder {
    RequestBuilder::new(address).method(method).header("accept", COMPACT)
}

async fn send(method: Method, address: &str, body: &impl Serialize) -> Result<Response, Error> {
    let body = Uint8Array::from(codec::encode(body).as_slice());
    request(method, address).header("content-type", COMPACT).body(body)?.send().await
}

async fn value<T: DeserializeOwned>(response: Result<Response, Error>, unauthorized: ProblemCode) -> Result<T, SignInError> {
    let body = answered(response, unauthorized).await?.binary().await.ok();
    body.and_then(|body| codec::decode(&body)).ok_or(SignInError::Offline)
}

/// `unauthorized` says what 401 means. What is no answer of the relay's own (a proxy's page, say) is as good as not reaching it.
async fn answered(response: Result<Response, Error>, unauthorized: ProblemCode) -> Result<Response, SignInError> {
    let response = response.map_err(|_| SignInError::Offline)?;
    match response.status() {
        200 | 201 | 204 => Ok(response),
        400 => Err(SignInError::Refused(ProblemCode::BadRequest)),
        401 => Err(SignInError::Refused(unauthorized)),
        403 => Err(SignInError::Refused(ProblemCode::PasswordIsOver)),
        404 => Err(SignInError::Refused(ProblemCode::NotFound)),
        409 => Err(SignInError::Refused(ProblemCode::Taken)),
        410 => Err(SignInError::Refused(ProblemCode::InvitationIsOver)),
        424 => Err(SignInError::Refused(ProblemCode::SignOnUnavailable)),
        422 => {
            let weak = response.binary().await.ok().and_then(|body| codec::decode::<WeakPassword>(&body));
            Err(weak.map_or(SignInError::Refused(ProblemCode::WeakPassword), |weak| SignInError::Weak(weak.lacks)))
        }
        429 => Err(SignInError::Refused(ProblemCode::TooManyAttempts)),
        503 | 507 => Err(SignInError::Refused(ProblemCode::Unavailable)),
        _ => Err(SignInError::Offline),
    }
}
