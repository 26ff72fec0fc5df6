//! `/api/admin/people/{id}/identities`: as whom providers of sign-on know a person.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use shared::{
    ids::PersonId,
    people::{Audited, admin::Identity},
};

use super::{Admin, look};
use crate::{
    administration,
    http::form::{At, Body, id, named},
    http::problem::Problem,
    relay::Relay,
};

pub(crate) async fn list(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    At(person): At<String>,
) -> Result<Json<Vec<Identity>>, Problem> {
    let person: PersonId = id(&person)?;
    Ok(Json(look(&relay, note.of(Audited::PeopleRead, person), move |store| store.identities(person)).await?))
}

pub(crate) async fn bind(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    At(person): At<String>,
    Body(identity): Body<Identity>,
) -> Result<StatusCode, Problem> {
    let person: PersonId = id(&person)?;
    named(&identity.issuer)?;
    named(&identity.subject)?;
    relay.read(move |store| administration::bind(store, person, identity, &note)).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn unbind(State(relay): State<Arc<Relay>>, Admin(note): Admin, At(person): At<String>) -> Result<StatusCode, Problem> {
    let person: PersonId = id(&person)?;
    relay.read(move |store| administration::unbind(store, person, &note)).await?;
    relay.desks.live().end_person(person);
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) mod told {
    use shared::{people::admin::Identity, sync::session::ProblemCode};

    use crate::http::described::Told;

    pub(crate) fn list() -> Told {
        Told::of("As whom providers of sign-on know a person")
            .admin()
            .lists::<Identity>("Those bound to the person")
            .problems(&[ProblemCode::NotFound])
    }

    pub(crate) fn bind() -> Told {
        Told::of("Let a person sign in as whom a provider knows")
            .admin()
            .takes::<Identity>()
            .done(204, "They can")
            .problems(&[ProblemCode::NotFound, ProblemCode::Taken])
    }

    pub(crate) fn unbind() -> Told {
        Told::of("Let a person sign in through no provider any more; their sessions end")
            .admin()
            .done(204, "They cannot")
            .problems(&[ProblemCode::NotFound])
    }
}
