//! `/api/admin/people/{id}/contact` and `/api/admin/orgs/{id}/contact`: how somebody is reached. Here and in no document, so that it can
//! be erased: by writing an empty one.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use shared::people::{Audited, admin::Contact};

use super::{Admin, look};
use crate::{
    administration,
    http::{
        form::{At, Body, id},
        problem::Problem,
    },
    relay::Relay,
    store::people::{Note, Party},
};

pub(crate) async fn of_person(State(relay): State<Arc<Relay>>, Admin(note): Admin, At(of): At<String>) -> Result<Json<Contact>, Problem> {
    show(&relay, note, Party::Person(id(&of)?), of).await
}

pub(crate) async fn of_org(State(relay): State<Arc<Relay>>, Admin(note): Admin, At(of): At<String>) -> Result<Json<Contact>, Problem> {
    show(&relay, note, Party::Org(id(&of)?), of).await
}

pub(crate) async fn put_of_person(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    At(of): At<String>,
    Body(contact): Body<Contact>,
) -> Result<StatusCode, Problem> {
    put(&relay, note, Party::Person(id(&of)?), contact).await
}

pub(crate) async fn put_of_org(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    At(of): At<String>,
    Body(contact): Body<Contact>,
) -> Result<StatusCode, Problem> {
    put(&relay, note, Party::Org(id(&of)?), contact).await
}

async fn show(relay: &Relay, note: Note, of: Party, about: String) -> Result<Json<Contact>, Problem> {
    Ok(Json(look(relay, note.of(Audited::ContactRead, about), move |store| store.contact(of)).await?))
}

async fn put(relay: &Relay, note: Note, of: Party, contact: Contact) -> Result<StatusCode, Problem> {
    relay.read(move |store| administration::put_contact(store, of, contact, &note)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{people::admin::Contact, sync::session::ProblemCode};

    use crate::http::described::Told;

    pub(crate) fn of_person() -> Told {
        shown("How somebody is reached")
    }

    pub(crate) fn of_org() -> Told {
        shown("How a body is reached")
    }

    pub(crate) fn put_of_person() -> Told {
        written("Write how somebody is reached; an empty one erases it")
    }

    pub(crate) fn put_of_org() -> Told {
        written("Write how a body is reached; an empty one erases it")
    }

    fn shown(summary: &'static str) -> Told {
        Told::of(summary).admin().answers::<Contact>(200, "Empty where none is known").problems(&[ProblemCode::NotFound])
    }

    fn written(summary: &'static str) -> Told {
        Told::of(summary).admin().takes::<Contact>().done(204, "It is written").problems(&[ProblemCode::NotFound])
    }
}
