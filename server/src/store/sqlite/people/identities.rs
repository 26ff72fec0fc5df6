//! As whom providers of sign-on know people.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use shared::{ids::PersonId, people::admin::Identity};

use super::{ACCOUNT, found, read_account, unless_taken};
use crate::store::{Account, StoreError};

pub(super) fn account(connection: &Connection, identity: &Identity) -> Result<Option<Account>, StoreError> {
    let sql = format!("{ACCOUNT} WHERE person = (SELECT person FROM identity WHERE issuer = ?1 AND subject = ?2)");
    Ok(connection.prepare_cached(&sql)?.query_row([&identity.issuer, &identity.subject], read_account).optional()?)
}

pub(super) fn of_person(connection: &Connection, person: PersonId) -> Result<Vec<Identity>, StoreError> {
    let mut found = connection.prepare_cached("SELECT issuer, subject FROM identity WHERE person = ?1 ORDER BY issuer")?;
    let read = |row: &rusqlite::Row<'_>| Ok(Identity { issuer: row.get(0)?, subject: row.get(1)? });
    Ok(found.query_map([person.0], read)?.collect::<Result<_, _>>()?)
}

pub(super) fn bind(tx: &Transaction<'_>, person: PersonId, identity: &Identity) -> Result<(), StoreError> {
    // Whoever has no account is bound to nothing.
    let sql = "INSERT INTO identity (issuer, subject, person) SELECT ?1, ?2, person FROM account WHERE person = ?3";
    found(unless_taken(tx, sql, params![identity.issuer, identity.subject, person.0])?)
}

pub(super) fn unbind(tx: &Transaction<'_>, person: PersonId) -> Result<(), StoreError> {
    found(tx.execute("DELETE FROM identity WHERE person = ?1", [person.0])?)
}
