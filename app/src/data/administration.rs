//! Administration of people, bodies and devices, over HTTP: only with a network, since accounts are the relay's alone.

use reqwasm::http::Method;
use shared::{
    ids::{DeviceId, PersonId},
    people::{
        Org,
        admin::{AccountRow, DeviceRow, NewAccount, OneTime, OrgEntry, Position},
    },
};

use super::account::{SignInError, ask, tell};

const PEOPLE: &str = "/api/admin/people";
const ORGS: &str = "/api/admin/orgs";

/// Everybody who has an account.
pub(crate) async fn people() -> Result<Vec<AccountRow>, SignInError> {
    ask::<(), _>(Method::GET, PEOPLE, None).await
}

/// Every body.
pub(crate) async fn orgs() -> Result<Vec<Org>, SignInError> {
    ask::<(), _>(Method::GET, ORGS, None).await
}

/// Enters a body.
pub(crate) async fn add_org(entry: &OrgEntry) -> Result<Org, SignInError> {
    ask(Method::POST, ORGS, Some(entry)).await
}

/// Makes an account; its one-time password is told this once.
pub(crate) async fn add(new: &NewAccount) -> Result<OneTime, SignInError> {
    ask(Method::POST, PEOPLE, Some(new)).await
}

/// Changes what somebody is, closes or opens their account.
pub(crate) async fn change(person: PersonId, to: &Position) -> Result<(), SignInError> {
    tell(Method::PUT, &format!("{PEOPLE}/{person}"), Some(to)).await
}

/// Gives a one-time password; all sessions of the person end.
pub(crate) async fn reset_password(person: PersonId) -> Result<OneTime, SignInError> {
    ask::<(), _>(Method::POST, &format!("{PEOPLE}/{person}/password"), None).await
}

/// The devices on which somebody is signed in.
pub(crate) async fn devices(person: PersonId) -> Result<Vec<DeviceRow>, SignInError> {
    ask::<(), _>(Method::GET, &format!("{PEOPLE}/{person}/devices"), None).await
}

/// Ends somebody's session on a device.
pub(crate) async fn revoke(person: PersonId, device: DeviceId) -> Result<(), SignInError> {
    tell::<()>(Method::DELETE, &format!("{PEOPLE}/{person}/devices/{device}"), None).await
}
