//! What is done about people, inside the transaction that notes it.

use rusqlite::{Transaction, params};
use shared::{
    ids::{DeviceId, PersonId},
    people::{District, Org, Person, admin::Contact},
    time::Timestamp,
};

use super::{found, identities, invitations, revoked, sessions, unless_taken};
use crate::store::{
    StoreError,
    people::{Account, Deed, TokenHash},
};

pub(super) fn carry_out(tx: &Transaction<'_>, deed: &Deed, now: Timestamp) -> Result<(), StoreError> {
    match deed {
        Deed::Nothing => Ok(()),
        Deed::AddAccount(account) => add(tx, account),
        Deed::ChangeAccount(account) => change(tx, account),
        Deed::SetPassword { person, name, password, must_change, keep } => {
            set_password(tx, *person, name.as_deref(), password, *must_change)?;
            end_sessions_but(tx, *person, *keep)
        }
        Deed::PutOrg(org) => put_org(tx, org),
        Deed::PutContact(of, contact) => put_contact(tx, of.id(), contact),
        Deed::BeginSession(session) => sessions::begin(tx, session, now),
        Deed::EndSessions(person, device) => end_sessions(tx, *person, *device),
        Deed::Revoke(person, device) => {
            revoked::keep(tx, *person, *device, now)?;
            end_sessions(tx, *person, *device)
        }
        Deed::HandOver(author, pieces) => revoked::hand_over(tx, *author, pieces, now),
        Deed::TakeBack(person, pieces) => revoked::take_back(tx, *person, pieces, now),
        Deed::Bind(person, identity) => identities::bind(tx, *person, identity),
        Deed::Unbind(person) => {
            identities::unbind(tx, *person)?;
            end_sessions_but(tx, *person, None)
        }
        Deed::Invite(invitation) => invitations::add(tx, invitation),
        Deed::Withdraw(id) => invitations::withdraw(tx, *id, now),
        Deed::Join(id, account, session) => {
            invitations::use_up(tx, *id, now)?;
            add(tx, account)?;
            sessions::begin(tx, session, now)
        }
    }
}

fn add(tx: &Transaction<'_>, account: &Account) -> Result<(), StoreError> {
    let Account { name, password, person, is_admin, must_change_password, disabled_at } = account;
    let Person { id, name: full_name, role, org } = person;
    let sql = "INSERT INTO org (id, name, kind, district) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING";
    unless_taken(tx, sql, params![org.id.0, org.name, org.kind.code(), org.district.map(District::code)])?;
    let sql = "INSERT INTO account (name, password, person, full_name, role, org, is_admin, must_change_password, disabled_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let disabled_at = disabled_at.map(|at| at.0);
    let all = params![name, password, id.0, full_name, role.code(), org.id.0, is_admin, must_change_password, disabled_at];
    unless_taken(tx, sql, all)?;
    Ok(())
}

fn change(tx: &Transaction<'_>, account: &Account) -> Result<(), StoreError> {
    let Person { id, name, role, org } = &account.person;
    let sql = "UPDATE account SET full_name = ?2, role = ?3, org = ?4, is_admin = ?5, disabled_at = ?6 WHERE person = ?1";
    let disabled_at = account.disabled_at.map(|at| at.0);
    found(tx.execute(sql, params![id.0, name, role.code(), org.id.0, account.is_admin, disabled_at])?)?;
    if disabled_at.is_some() { end_sessions_but(tx, *id, None) } else { Ok(()) }
}

fn set_password(tx: &Transaction<'_>, person: PersonId, name: Option<&str>, password: &str, must_change: bool) -> Result<(), StoreError> {
    let sql = "UPDATE account SET name = coalesce(?2, name), password = ?3, must_change_password = ?4 WHERE person = ?1";
    found(unless_taken(tx, sql, params![person.0, name, password, must_change])?)
}

fn put_org(tx: &Transaction<'_>, org: &Org) -> Result<(), StoreError> {
    let sql = "INSERT INTO org (id, name, kind, district) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, district = excluded.district";
    unless_taken(tx, sql, params![org.id.0, org.name, org.kind.code(), org.district.map(District::code)])?;
    Ok(())
}

fn put_contact(tx: &Transaction<'_>, of: [u8; 16], contact: &Contact) -> Result<(), StoreError> {
    tx.execute("DELETE FROM contact WHERE party = ?1", [of])?;
    if *contact != Contact::default() {
        let sql = "INSERT INTO contact (party, telephone, email) VALUES (?1, ?2, ?3)";
        tx.execute(sql, params![of, contact.telephone, contact.email])?;
    }
    Ok(())
}

fn end_sessions_but(tx: &Transaction<'_>, person: PersonId, keep: Option<TokenHash>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM session WHERE person = ?1 AND token IS NOT ?2", params![person.0, keep])?;
    let sql = "DELETE FROM device_key WHERE person = ?1 AND device NOT IN (SELECT device FROM session WHERE person = ?1)";
    tx.execute(sql, [person.0])?;
    Ok(())
}

fn end_sessions(tx: &Transaction<'_>, person: PersonId, device: Option<DeviceId>) -> Result<(), StoreError> {
    // What this device signed for others to carry ends with it.
    let sql = "DELETE FROM device_key WHERE person = ?1 AND (?2 IS NULL OR device = ?2)";
    tx.execute(sql, params![person.0, device.map(|device| device.0)])?;
    let sql = "DELETE FROM session WHERE person = ?1 AND (?2 IS NULL OR device = ?2)";
    found(tx.execute(sql, params![person.0, device.map(|device| device.0)])?)
}
