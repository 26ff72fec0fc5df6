//! Sessions and attempts in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use shared::{
    ids::{DeviceId, PersonId},
    time::Timestamp,
};

use super::found;
use crate::store::{
    StoreError,
    people::{Attempts, Charged, NAMES, SessionRow, TokenHash},
};

const SESSION: &str = "SELECT token, secret, former, former_until, person, device, agent, began_at, used_at, expires_at FROM session";

pub(super) fn one(connection: &Connection, which: &str, hash: TokenHash) -> Result<Option<SessionRow>, StoreError> {
    Ok(connection.prepare_cached(&format!("{SESSION} WHERE {which}"))?.query_row([hash], read).optional()?)
}

pub(super) fn of_person(connection: &Connection, person: PersonId) -> Result<Vec<SessionRow>, StoreError> {
    let mut found = connection.prepare_cached(&format!("{SESSION} WHERE person = ?1 ORDER BY began_at, token"))?;
    Ok(found.query_map([person.0], read)?.collect::<Result<_, _>>()?)
}

pub(super) fn put(connection: &Connection, standing: TokenHash, session: &SessionRow) -> Result<bool, StoreError> {
    let SessionRow { token, secret, former, agent, used_at, expires_at, .. } = session;
    let (former, former_until) = columns(*former);
    let sql = "UPDATE session SET secret = ?3, former = ?4, former_until = ?5, agent = ?6, used_at = ?7, expires_at = ?8
               WHERE token = ?1 AND secret = ?2";
    let all = params![token, standing, secret, former, former_until, agent, used_at.0, expires_at.0];
    Ok(connection.prepare_cached(sql)?.execute(all)? > 0)
}

/// Sessions that are over are forgotten by the way.
pub(super) fn begin(tx: &Transaction<'_>, session: &SessionRow, now: Timestamp) -> Result<(), StoreError> {
    let SessionRow { token, secret, former, person, device, agent, began_at, used_at, expires_at } = session;
    let is_open: Option<bool> =
        tx.query_row("SELECT disabled_at IS NULL FROM account WHERE person = ?1", [person.0], |row| row.get(0)).optional()?;
    found(usize::from(is_open == Some(true)))?;
    tx.execute("DELETE FROM session WHERE expires_at <= ?1 OR (person = ?2 AND device = ?3)", params![now.0, person.0, device.0])?;
    super::revoked::forget(tx, *person, *device)?;
    let (former, former_until) = columns(*former);
    let sql = "INSERT INTO session (token, secret, former, former_until, person, device, agent, began_at, used_at, expires_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    tx.execute(sql, params![token, secret, former, former_until, person.0, device.0, agent, began_at.0, used_at.0, expires_at.0])?;
    Ok(())
}

pub(super) fn attempt(
    connection: &mut Connection,
    name: TokenHash,
    charge: impl FnOnce(Option<Attempts>) -> (Attempts, Charged),
) -> Result<Charged, StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let read = |row: &Row<'_>| Ok(Attempts { count: row.get(0)?, at: Timestamp(row.get(1)?) });
    let before = tx.query_row("SELECT count, at FROM attempt WHERE name = ?1", [name], read).optional()?;
    let (after, charged) = charge(before);
    if charged != Charged::Wait {
        let oldest = "DELETE FROM attempt WHERE name IN (SELECT name FROM attempt ORDER BY at DESC LIMIT -1 OFFSET ?1)";
        tx.execute(oldest, [NAMES - 1])?;
        let sql = "INSERT INTO attempt (name, count, at) VALUES (?1, ?2, ?3)
                   ON CONFLICT (name) DO UPDATE SET count = excluded.count, at = excluded.at";
        tx.execute(sql, params![name, after.count, after.at.0])?;
    }
    tx.commit()?;
    Ok(charged)
}

fn columns(former: Option<(TokenHash, Option<Timestamp>)>) -> (Option<TokenHash>, Option<i64>) {
    (former.map(|(former, _)| former), former.and_then(|(_, until)| until).map(|until| until.0))
}

fn read(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    let former_until: Option<i64> = row.get(3)?;
    let former: Option<TokenHash> = row.get(2)?;
    Ok(SessionRow {
        token: row.get(0)?,
        secret: row.get(1)?,
        former: former.map(|former| (former, former_until.map(Timestamp))),
        person: PersonId(row.get(4)?),
        device: DeviceId(row.get(5)?),
        agent: row.get(6)?,
        began_at: Timestamp(row.get(7)?),
        used_at: Timestamp(row.get(8)?),
        expires_at: Timestamp(row.get(9)?),
    })
}
