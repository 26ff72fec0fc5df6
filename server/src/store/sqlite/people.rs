//! Accounts, bodies and sessions in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use shared::{
    ids::{DeviceId, OrgId, PersonId},
    people::{District, Org, OrgKind, Person, Role},
    time::Timestamp,
};

use super::strange;
use crate::store::{Account, SessionRow, StoreError, TokenHash};

const ACCOUNT: &str = "SELECT account.name, password, person, full_name, role, org.id, org.name, kind, district
                       FROM account JOIN org ON org.id = account.org";

pub(super) fn put_account(connection: &mut Connection, account: &Account) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Person { id, name, role, org } = &account.person;
    let sql = "INSERT INTO org (id, name, kind, district) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING";
    tx.execute(sql, params![org.id.0, org.name, org.kind.code(), org.district.map(District::code)])?;
    let sql =
        "INSERT INTO account (name, password, person, full_name, role, org) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO NOTHING";
    let new = tx.execute(sql, params![account.name, account.password, id.0, name, role.code(), org.id.0])?;
    if new == 0 {
        return Err(StoreError::Taken);
    }
    Ok(tx.commit()?)
}

pub(super) fn account(connection: &Connection, name: &str) -> Result<Option<Account>, StoreError> {
    Ok(connection.prepare_cached(&format!("{ACCOUNT} WHERE account.name = ?1"))?.query_row([name], read_account).optional()?)
}

pub(super) fn person(connection: &Connection, id: PersonId) -> Result<Option<Person>, StoreError> {
    let account = connection.prepare_cached(&format!("{ACCOUNT} WHERE person = ?1"))?.query_row([id.0], read_account).optional()?;
    Ok(account.map(|account| account.person))
}

pub(super) fn org(connection: &Connection, name: &str) -> Result<Option<Org>, StoreError> {
    let mut found = connection.prepare_cached("SELECT id, name, kind, district FROM org WHERE name = ?1")?;
    Ok(found.query_row([name], |row| read_org(row, 0)).optional()?)
}

pub(super) fn accounts(connection: &Connection) -> Result<Vec<Account>, StoreError> {
    let mut found = connection.prepare_cached(&format!("{ACCOUNT} ORDER BY number"))?;
    Ok(found.query_map([], read_account)?.collect::<Result<_, _>>()?)
}

pub(super) fn put_session(connection: &mut Connection, session: &SessionRow, now: Timestamp) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute("DELETE FROM session WHERE expires_at <= ?1", [now.0])?;
    let sql = "INSERT INTO session (token, person, device, expires_at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (token) DO UPDATE SET expires_at = excluded.expires_at";
    tx.execute(sql, params![session.token, session.person.0, session.device.0, session.expires_at.0])?;
    Ok(tx.commit()?)
}

pub(super) fn session(connection: &Connection, token: TokenHash) -> Result<Option<SessionRow>, StoreError> {
    let mut found = connection.prepare_cached("SELECT person, device, expires_at FROM session WHERE token = ?1")?;
    let read = |row: &Row<'_>| {
        Ok(SessionRow { token, person: PersonId(row.get(0)?), device: DeviceId(row.get(1)?), expires_at: Timestamp(row.get(2)?) })
    };
    Ok(found.query_row([token], read).optional()?)
}

pub(super) fn drop_session(connection: &Connection, token: TokenHash) -> Result<(), StoreError> {
    connection.execute("DELETE FROM session WHERE token = ?1", [token])?;
    Ok(())
}

fn read_account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let role: String = row.get(4)?;
    let role = Role::of_code(&role).ok_or_else(|| strange("a role"))?;
    let person = Person { id: PersonId(row.get(2)?), name: row.get(3)?, role, org: read_org(row, 5)? };
    Ok(Account { name: row.get(0)?, password: row.get(1)?, person })
}

fn read_org(row: &Row<'_>, from: usize) -> rusqlite::Result<Org> {
    let kind: String = row.get(from + 2)?;
    let district: Option<String> = row.get(from + 3)?;
    Ok(Org {
        id: OrgId(row.get(from)?),
        name: row.get(from + 1)?,
        kind: OrgKind::of_code(&kind).ok_or_else(|| strange("a kind of body"))?,
        district: district.map(|code| District::of_code(&code).ok_or_else(|| strange("a district"))).transpose()?,
    })
}
