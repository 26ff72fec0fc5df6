//! `/api/admin/orgs`: bodies.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use shared::{
    ids::OrgId,
    people::{Audited, Org, admin::OrgEntry},
};

use super::{Admin, look};
use crate::{
    administration,
    http::{
        form::{At, Body, id, named, reply},
        problem::Problem,
    },
    relay::Relay,
    store::people::Note,
};

pub(crate) async fn list(State(relay): State<Arc<Relay>>, Admin(note): Admin, headers: HeaderMap) -> Result<Response, Problem> {
    Ok(reply(&headers, &look(&relay, note.of(Audited::PeopleRead, ""), |store| store.orgs()).await?))
}

pub(crate) async fn add(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    headers: HeaderMap,
    Body(new): Body<OrgEntry>,
) -> Result<(StatusCode, Response), Problem> {
    let (name, kind) = (new.name.clone(), new.kind);
    let id = relay.read(move |store| administration::new_org_id(store, &name, kind)).await?;
    let added = put(&relay, id, new, Audited::OrgAdded, note).await?;
    Ok((StatusCode::CREATED, reply(&headers, &added)))
}

/// Whoever acts for the body finds it changed at once.
pub(crate) async fn change(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    At(org): At<String>,
    Body(to): Body<OrgEntry>,
) -> Result<Json<Org>, Problem> {
    let org = put(&relay, id(&org)?, to, Audited::OrgChanged, note).await?;
    for account in relay.read(|store| store.accounts()).await?.into_iter().filter(|account| account.person.org.id == org.id) {
        relay.desks.live().end_person(account.person.id);
    }
    Ok(Json(org))
}

async fn put(relay: &Relay, id: OrgId, entry: OrgEntry, act: Audited, note: Note) -> Result<Org, Problem> {
    let OrgEntry { name, kind, district } = entry;
    named(&name)?;
    let org = Org { id, name, kind, district };
    let entered = org.clone();
    relay.read(move |store| administration::put_org(store, entered, act, &note)).await?;
    Ok(org)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{
        people::{Org, admin::OrgEntry},
        sync::session::ProblemCode,
    };

    use crate::http::described::Told;

    pub(crate) fn list() -> Told {
        Told::of("Every body").admin().lists_in_either_form::<Org>("Bodies")
    }

    pub(crate) fn add() -> Told {
        Told::of("Enter a body")
            .admin()
            .takes::<OrgEntry>()
            .answers_in_either_form::<Org>(201, "As it was entered")
            .problems(&[ProblemCode::Taken])
    }

    pub(crate) fn change() -> Told {
        Told::of("Change a body's name, kind or district; it counts at once for whoever acts for it")
            .admin()
            .takes::<OrgEntry>()
            .answers::<Org>(200, "As it is now")
            .problems(&[ProblemCode::NotFound, ProblemCode::Taken])
    }
}
