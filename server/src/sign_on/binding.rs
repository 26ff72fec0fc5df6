//! Who among the registered people somebody is whom a provider has proved.
//!
//! The provider's own name (`iss` and `sub`) counts, once it is bound to a person. An administrator binds; or, where the operator has named a
//! claim, the first sign-on of whoever's sign-in name stands in it. Such a claim may be given to another one day, so it binds once,
//! and never those for whom a mistake would be worst or whose names nobody has checked.

use shared::{
    ids::PersonId,
    people::{Audited, Role},
    sync::session::ProblemCode,
};

use super::Proved;
use crate::store::{
    Account, RelayStore, StoreError,
    people::{Deed, Note},
};

/// The account of whoever was proved; else why there is none, and whose it would have been.
pub(crate) fn whose(store: &dyn RelayStore, proved: &Proved, note: &Note) -> Result<Result<Account, Nobody>, StoreError> {
    let found = match store.account_bound(&proved.identity)? {
        Some(account) => Some(account),
        None => bind(store, proved, note)?,
    };
    Ok(match found {
        None => Err((ProblemCode::SignOnUnknown, None)),
        Some(account) if account.disabled_at.is_some() => Err((ProblemCode::SignOnClosed, Some(account.person.id))),
        Some(account) => Ok(account),
    })
}

/// Why nobody signs in, and who it would have been.
type Nobody = (ProblemCode, Option<PersonId>);

fn bind(store: &dyn RelayStore, proved: &Proved, note: &Note) -> Result<Option<Account>, StoreError> {
    let Some(name) = &proved.named else { return Ok(None) };
    let Some(account) = store.account(name)?.filter(may_be_named) else { return Ok(None) };
    let person = account.person.id;
    let note = Note { by: person.to_string(), ..note.of(Audited::IdentityBound, person) };
    match store.carry_out(&Deed::Bind(person, proved.identity.clone()), &note) {
        Ok(()) => Ok(Some(account)),
        // They are known to this provider as somebody else.
        Err(StoreError::Taken | StoreError::Gone) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Administrators are bound by administrators. Enterprises' people joined by invitation and chose their names themselves.
fn may_be_named(account: &Account) -> bool {
    !account.is_admin && account.disabled_at.is_none() && account.person.role != Role::Enterprise
}
