//! `/api/admin/people`: accounts, their passwords and devices. What changes about somebody counts at once, on open lines too.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use shared::{
    ids::{DeviceId, PersonId},
    people::{
        Audited,
        admin::{NewAccount, Position},
    },
};

use super::{Admin, look};
use crate::{
    administration,
    http::{
        form::{At, Body, id, named, reply},
        problem::Problem,
        routes::session::handed_over::told_in_bytes,
    },
    relay::Relay,
};

pub(crate) async fn list(State(relay): State<Arc<Relay>>, Admin(note): Admin, headers: HeaderMap) -> Result<Response, Problem> {
    Ok(reply(&headers, &look(&relay, note.of(Audited::PeopleRead, ""), administration::people).await?))
}

pub(crate) async fn add(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    headers: HeaderMap,
    Body(new): Body<NewAccount>,
) -> Result<(StatusCode, Response), Problem> {
    named(&new.login)?;
    named(&new.name)?;
    let made = relay.read(move |store| administration::add_person(store, new, &note)).await?;
    Ok((StatusCode::CREATED, reply(&headers, &made)))
}

pub(crate) async fn change(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    At(person): At<String>,
    Body(to): Body<Position>,
) -> Result<StatusCode, Problem> {
    let person: PersonId = id(&person)?;
    named(&to.name)?;
    relay.read(move |store| administration::change_person(store, person, to, &note)).await?;
    relay.desks.live().end_person(person);
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn reset_password(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    headers: HeaderMap,
    At(person): At<String>,
) -> Result<Response, Problem> {
    let person: PersonId = id(&person)?;
    let made = relay.read(move |store| administration::reset_password(store, person, &note)).await?;
    relay.desks.live().end_person(person);
    Ok(reply(&headers, &made))
}

pub(crate) async fn list_devices(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    headers: HeaderMap,
    At(person): At<String>,
) -> Result<Response, Problem> {
    let person: PersonId = id(&person)?;
    let devices = look(&relay, note.of(Audited::DevicesRead, person), move |store| administration::devices(store, person, None));
    Ok(reply(&headers, &devices.await?))
}

pub(crate) async fn revoke(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    At((person, device)): At<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (person, device): (PersonId, DeviceId) = (id(&person)?, id(&device)?);
    relay.read(move |store| administration::revoke(store, person, Some(device), &note)).await?;
    relay.desks.live().end_person(person);
    Ok(StatusCode::NO_CONTENT)
}

/// What somebody's devices handed over whose sessions were ended from elsewhere. It holds people's words: that it was read is noted.
pub(crate) async fn list_handed_over(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    At(person): At<String>,
) -> Result<Response, Problem> {
    let person: PersonId = id(&person)?;
    Ok(told_in_bytes(&look(&relay, note.of(Audited::HandedOverRead, person), move |store| store.handed_over(person)).await?))
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{
        people::admin::{AccountRow, DeviceRow, NewAccount, OneTime, Position},
        sync::session::{COMPACT, ProblemCode},
    };

    use crate::http::{described::Told, routes::session::handed_over::told::PIECES};

    pub(crate) fn list() -> Told {
        Told::of("Everybody who has an account").admin().lists_in_either_form::<AccountRow>("Accounts")
    }

    pub(crate) fn add() -> Told {
        Told::of("Make an account")
            .admin()
            .takes::<NewAccount>()
            .answers_in_either_form::<OneTime>(201, "The password for the first sign-in, told this once")
            .problems(&[ProblemCode::NotFound, ProblemCode::Taken])
    }

    pub(crate) fn change() -> Told {
        Told::of("Change what somebody is, close or open their account; it counts at once")
            .admin()
            .takes::<Position>()
            .done(204, "It is changed")
            .problems(&[ProblemCode::NotFound])
    }

    pub(crate) fn reset_password() -> Told {
        Told::of("Give a one-time password; all sessions of the person end")
            .admin()
            .answers_in_either_form::<OneTime>(200, "The password, told this once")
            .problems(&[ProblemCode::NotFound])
    }

    pub(crate) fn list_devices() -> Told {
        Told::of("The devices on which somebody is signed in")
            .admin()
            .lists_in_either_form::<DeviceRow>("Longest first")
            .problems(&[ProblemCode::NotFound])
    }

    pub(crate) fn list_handed_over() -> Told {
        Told::of("What somebody's devices handed over whose sessions were ended from elsewhere")
            .admin()
            .answers_bytes(200, PIECES, [COMPACT])
            .problems(&[ProblemCode::NotFound])
    }

    pub(crate) fn revoke() -> Told {
        Told::of("End somebody's session on a device").admin().done(204, "It is over").problems(&[ProblemCode::NotFound])
    }
}
