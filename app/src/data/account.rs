//! Signing in and out over HTTP.

use js_sys::Uint8Array;
use reqwasm::{
    Error,
    http::{Request, Response},
};
use shared::{
    codec,
    ids::DeviceId,
    sync::session::{COMPACT, ProblemCode, Session, SignIn},
};

const ADDRESS: &str = "/api/session";

/// Why signing in did not work.
pub(crate) enum SignInError {
    /// The relay said no.
    Refused(ProblemCode),
    /// The relay was not reached.
    Offline,
}

/// Signs a person in on this device.
pub(crate) async fn sign_in(name: &str, password: &str, device: DeviceId) -> Result<Session, SignInError> {
    let body = SignIn { name: name.to_owned(), password: password.to_owned(), device };
    let request = Request::post(ADDRESS).header("accept", COMPACT).header("content-type", COMPACT);
    let request = request.body(Uint8Array::from(codec::encode(&body).as_slice())).map_err(|_| SignInError::Offline)?;
    read(request.send().await, ProblemCode::WrongPassword).await
}

/// Who is signed in?
pub(crate) async fn session() -> Result<Session, SignInError> {
    read(Request::get(ADDRESS).header("accept", COMPACT).send().await, ProblemCode::SignedOut).await
}

/// Ends the session at the relay, if it is reached; on the device it ends in any case.
pub(crate) async fn sign_out() {
    drop(Request::delete(ADDRESS).send().await);
}

/// `unauthorized` says what 401 means. What is no answer of the relay's own (a proxy's page, say) is as good as not reaching it.
async fn read(response: Result<Response, Error>, unauthorized: ProblemCode) -> Result<Session, SignInError> {
    let response = response.map_err(|_| SignInError::Offline)?;
    match response.status() {
        200 => response.binary().await.ok().and_then(|body| codec::decode(&body)).ok_or(SignInError::Offline),
        400 => Err(SignInError::Refused(ProblemCode::BadRequest)),
        401 => Err(SignInError::Refused(unauthorized)),
        429 => Err(SignInError::Refused(ProblemCode::TooManyAttempts)),
        503 | 507 => Err(SignInError::Refused(ProblemCode::Unavailable)),
        _ => Err(SignInError::Offline),
    }
}
