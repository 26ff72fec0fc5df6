//! Signing in and out over HTTP.

use reqwasm::http::{Request, Response};
use shared::{
    ids::DeviceId,
    sync::session::{Problem, ProblemCode, Session, SignIn},
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
    let request = Request::post(ADDRESS).json(&body).map_err(|_| SignInError::Offline)?;
    let response = request.send().await.map_err(|_| SignInError::Offline)?;
    read(response).await
}

/// Who is signed in?
pub(crate) async fn session() -> Result<Session, SignInError> {
    let response = Request::get(ADDRESS).send().await.map_err(|_| SignInError::Offline)?;
    read(response).await
}

/// Ends the session at the relay, if it is reached; on the device it ends in any case.
pub(crate) async fn sign_out() {
    drop(Request::delete(ADDRESS).send().await);
}

async fn read(response: Response) -> Result<Session, SignInError> {
    if response.ok() {
        return response.json().await.map_err(|_| SignInError::Offline);
    }
    // What is no answer of the relay's own (a proxy's page, say) is as good as not reaching it.
    Err(response.json::<Problem>().await.map_or(SignInError::Offline, |problem| SignInError::Refused(problem.code)))
}
