//! `/api/admin`: for whoever may administer. Every call is in the audit log.

pub(crate) mod audit;
pub(crate) mod contacts;
pub(crate) mod identities;
pub(crate) mod orgs;
pub(crate) mod people;

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use shared::{people::Audited, sync::session::ProblemCode};

use crate::{
    auth::{Caller, Signed},
    clock,
    http::problem::Problem,
    relay::Relay,
    store::{
        RelayStore, StoreError,
        people::{Deed, Note},
    },
};

/// A request of an administrator, with the note of who asks; what they did is put in.
pub(crate) struct Admin(pub(crate) Note);

impl FromRequestParts<Arc<Relay>> for Admin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, relay: &Arc<Relay>) -> Result<Self, Problem> {
        let signed = Signed::from_request_parts(parts, relay).await?;
        let Ok(caller) = Caller::from_request_parts(parts, relay).await;
        let person = signed.person.id;
        let account = relay.read(move |store| store.account_of(person)).await?;
        if account.is_some_and(|account| account.is_admin) {
            Ok(Self(relay.auth.note_of(clock::now(), &signed, Audited::PeopleRead, "", &caller)))
        } else {
            Err(Problem(ProblemCode::Forbidden))
        }
    }
}

/// Looks, and has it noted that somebody looked.
async fn look<T: Send + 'static>(
    relay: &Relay,
    note: Note,
    ask: impl FnOnce(&dyn RelayStore) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, Problem> {
    let found = relay.read(move |store| {
        let found = ask(store)?;
        store.carry_out(&Deed::Nothing, &note)?;
        Ok(found)
    });
    Ok(found.await?)
}
