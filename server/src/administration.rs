//! What administrators do about people and bodies, from the command line and from `/api/admin` alike. Each function takes the
//! note of who asks, and has it written down with what was done.

pub(crate) mod audit;
pub(crate) mod experts;

use shared::{
    ids::{DeviceId, OrgId, PersonId},
    people::{
        Audited, Org, OrgKind, Person,
        admin::{AccountRow, Contact, DeviceRow, Identity, NewAccount, OneTime, Position},
        naming::enterprise_named,
    },
};

use crate::{
    auth, clock, random,
    store::{
        Account, RelayStore, StoreError,
        people::{Deed, Note, Party, SessionRow},
    },
};

/// Everybody with an account.
pub(crate) fn people(store: &dyn RelayStore) -> Result<Vec<AccountRow>, StoreError> {
    let row = |account: Account| AccountRow {
        person: account.person,
        login: account.name,
        is_admin: account.is_admin,
        is_disabled: account.disabled_at.is_some(),
        must_change_password: account.must_change_password,
    };
    Ok(store.accounts()?.into_iter().map(row).collect())
}

/// Makes an account with a one-time password.
pub(crate) fn add_person(store: &dyn RelayStore, new: NewAccount, note: &Note) -> Result<OneTime, StoreError> {
    let password = auth::one_time();
    let NewAccount { login, name, role, org, is_admin, is_disabled } = new;
    let person = Person { id: PersonId(random::bytes()), name, role, org: org_of(store, org)? };
    let account = Account {
        is_admin,
        must_change_password: true,
        disabled_at: is_disabled.then_some(note.at),
        ..Account::new(login, auth::hash(&password), person)
    };
    let person = account.person.id;
    store.carry_out(&Deed::AddAccount(account), &note.of(Audited::PersonAdded, person))?;
    Ok(OneTime { person, password })
}

/// Changes what a person is: each kind of change is noted by itself.
pub(crate) fn change_person(store: &dyn RelayStore, id: PersonId, to: Position, note: &Note) -> Result<(), StoreError> {
    let mut account = store.account_of(id)?.ok_or(StoreError::Gone)?;
    let org = if account.person.org.id == to.org { account.person.org.clone() } else { org_of(store, to.org)? };
    let keep = |account: &Account, act| store.carry_out(&Deed::ChangeAccount(account.clone()), &note.of(act, id));
    if account.person.name != to.name {
        account.person.name = to.name;
        keep(&account, Audited::PersonChanged)?;
    }
    if (account.person.role, account.person.org.id, account.is_admin) != (to.role, org.id, to.is_admin) {
        account.person.role = to.role;
        account.person.org = org;
        account.is_admin = to.is_admin;
        keep(&account, Audited::RoleChanged)?;
    }
    if account.disabled_at.is_some() != to.is_disabled {
        account.disabled_at = to.is_disabled.then_some(note.at);
        keep(&account, if to.is_disabled { Audited::PersonDisabled } else { Audited::PersonEnabled })?;
    }
    Ok(())
}

/// What a person is now: where a change begins.
pub(crate) fn position(account: &Account) -> Position {
    Position {
        name: account.person.name.clone(),
        role: account.person.role,
        org: account.person.org.id,
        is_admin: account.is_admin,
        is_disabled: account.disabled_at.is_some(),
    }
}

/// Gives a one-time password in place of the one that was; all sessions of the person end.
pub(crate) fn reset_password(store: &dyn RelayStore, person: PersonId, note: &Note) -> Result<OneTime, StoreError> {
    let one_time = OneTime { person, password: auth::one_time() };
    let password = auth::hash(&one_time.password);
    let deed = Deed::SetPassword { person, name: None, password, must_change: true, keep: None };
    store.carry_out(&deed, &note.of(Audited::PasswordReset, person))?;
    Ok(one_time)
}

/// Lets a person sign in as whom a provider means.
pub(crate) fn bind(store: &dyn RelayStore, person: PersonId, identity: Identity, note: &Note) -> Result<(), StoreError> {
    store.carry_out(&Deed::Bind(person, identity), &note.of(Audited::IdentityBound, person))
}

/// Lets a person no longer sign in through any provider, and ends their sessions: one of them may be a stranger's.
pub(crate) fn unbind(store: &dyn RelayStore, person: PersonId, note: &Note) -> Result<(), StoreError> {
    store.carry_out(&Deed::Unbind(person), &note.of(Audited::IdentityUnbound, person))
}

/// The devices on which somebody is signed in, longest first.
pub(crate) fn devices(store: &dyn RelayStore, person: PersonId, this: Option<DeviceId>) -> Result<Vec<DeviceRow>, StoreError> {
    let now = clock::now();
    let sessions = store.sessions(person)?.into_iter().filter(|session| session.expires_at > now);
    let row = |SessionRow { device, agent, began_at, used_at, expires_at, .. }| {
        let is_this = this == Some(device);
        DeviceRow { device, agent, began_at, used_at, expires_at, is_this }
    };
    Ok(sessions.map(row).collect())
}

/// Ends the sessions of a person's device, or all of them: with the next contact the device hands over what it has not sent.
pub(crate) fn revoke(store: &dyn RelayStore, person: PersonId, device: Option<DeviceId>, note: &Note) -> Result<(), StoreError> {
    let about = device.map_or_else(|| person.to_string(), |device| format!("{person} {device}"));
    store.carry_out(&Deed::Revoke(person, device), &note.of(Audited::SessionRevoked, about))
}

/// The id of a body that is to be entered. An enterprise has that of its name, under which lists may have brought cases of it already; where
/// another body has this id, because it was called so before, it gets one of its own.
pub(crate) fn new_org_id(store: &dyn RelayStore, name: &str, kind: OrgKind) -> Result<OrgId, StoreError> {
    let named = (kind == OrgKind::Enterprise).then(|| enterprise_named(name));
    let is_free = |id: &OrgId| Ok::<_, StoreError>(store.orgs()?.iter().all(|org| org.id != *id));
    match named {
        Some(id) if is_free(&id)? => Ok(id),
        Some(_) | None => Ok(OrgId(random::bytes())),
    }
}

/// Enters a body, or changes one.
pub(crate) fn put_org(store: &dyn RelayStore, org: Org, act: Audited, note: &Note) -> Result<(), StoreError> {
    if act == Audited::OrgChanged {
        org_of(store, org.id)?;
    }
    let about = org.id;
    store.carry_out(&Deed::PutOrg(org), &note.of(act, about))
}

/// Writes how somebody is reached; nothing erases it.
pub(crate) fn put_contact(store: &dyn RelayStore, of: Party, contact: Contact, note: &Note) -> Result<(), StoreError> {
    let about = match of {
        Party::Person(id) => store.account_of(id)?.map(|account| account.person.id.to_string()),
        Party::Org(id) => store.orgs()?.into_iter().find(|org| org.id == id).map(|org| org.id.to_string()),
    };
    let about = about.ok_or(StoreError::Gone)?;
    store.carry_out(&Deed::PutContact(of, contact), &note.of(Audited::ContactChanged, about))
}

fn org_of(store: &dyn RelayStore, id: OrgId) -> Result<Org, StoreError> {
    store.orgs()?.into_iter().find(|org| org.id == id).ok_or(StoreError::Gone)
}
