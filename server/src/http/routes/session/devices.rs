//! `/api/session/devices`: where else one is signed in, and the way to end it from here.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use shared::{
    ids::DeviceId,
    people::{Audited, admin::DeviceRow},
};

use crate::{
    administration,
    auth::{Caller, Signed},
    clock,
    http::form::{At, id},
    http::problem::Problem,
    relay::Relay,
};

pub(crate) async fn list(State(relay): State<Arc<Relay>>, signed: Signed) -> Result<Json<Vec<DeviceRow>>, Problem> {
    let found = relay.read(move |store| administration::devices(store, signed.person.id, Some(signed.device)));
    Ok(Json(found.await?))
}

pub(crate) async fn revoke(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    caller: Caller,
    At(device): At<String>,
) -> Result<StatusCode, Problem> {
    let (person, device): (_, DeviceId) = (signed.person.id, id(&device)?);
    let note = relay.auth.note_of(clock::now(), &signed, Audited::SessionRevoked, "", &caller);
    relay.read(move |store| administration::revoke(store, person, Some(device), &note)).await?;
    relay.desks.live().end_person(person);
    Ok(StatusCode::NO_CONTENT)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{people::admin::DeviceRow, sync::session::ProblemCode};

    use crate::http::described::Told;

    pub(crate) fn list() -> Told {
        Told::of("The devices on which one is signed in").signed().lists::<DeviceRow>("Longest first")
    }

    pub(crate) fn revoke() -> Told {
        Told::of("End one's session on a device").signed().done(204, "It is over").problems(&[ProblemCode::NotFound])
    }
}
