//! Sessions that were ended from elsewhere, and what was handed over since, in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use shared::{
    codec,
    ids::{Author, DeviceId, PersonId},
    sync::handover::{MOST, Piece},
    time::Timestamp,
};

use crate::{
    clock::DAY,
    store::{StoreError, people::TokenHash, sqlite::strange},
};

/// No cookie lasts longer.
const LONGEST: i64 = 400 * DAY;

pub(super) fn of(connection: &Connection, secret: TokenHash) -> Result<Option<Author>, StoreError> {
    let read = |row: &Row<'_>| Ok(Author { person: PersonId(row.get(0)?), device: DeviceId(row.get(1)?) });
    Ok(connection.prepare_cached("SELECT person, device FROM revoked WHERE secret = ?1")?.query_row([secret], read).optional()?)
}

/// Before the sessions go.
pub(super) fn keep(tx: &Transaction<'_>, person: PersonId, device: Option<DeviceId>, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("DELETE FROM revoked WHERE at < ?1", [now.0 - LONGEST])?;
    for secret in ["secret", "former"] {
        let sql = format!(
            "INSERT OR REPLACE INTO revoked (secret, person, device, at) SELECT {secret}, person, device, ?3 FROM session
             WHERE person = ?1 AND (?2 IS NULL OR device = ?2) AND {secret} IS NOT NULL"
        );
        tx.execute(&sql, params![person.0, device.map(|device| device.0), now.0])?;
    }
    Ok(())
}

/// Somebody has signed in anew on the device.
pub(super) fn forget(tx: &Transaction<'_>, person: PersonId, device: DeviceId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM revoked WHERE person = ?1 AND device = ?2", [person.0, device.0])?;
    Ok(())
}

pub(super) fn hand_over(tx: &Transaction<'_>, author: Author, pieces: &[Piece], now: Timestamp) -> Result<(), StoreError> {
    let (person, device) = (author.person.0, author.device.0);
    let sql = "INSERT OR IGNORE INTO handed_over (person, device, name, written_at, at, piece) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for piece in pieces {
        tx.execute(sql, params![person, device, piece.name, piece.written_at.0, now.0, codec::encode(piece)])?;
    }
    let count: usize =
        tx.query_row("SELECT count(*) FROM handed_over WHERE person = ?1 AND device = ?2", [person, device], |row| row.get(0))?;
    if count > MOST { Err(StoreError::Full) } else { Ok(()) }
}

pub(super) fn handed_over(connection: &Connection, person: PersonId) -> Result<Vec<(DeviceId, Piece)>, StoreError> {
    let sql = "SELECT device, piece FROM handed_over WHERE person = ?1 ORDER BY device, written_at, name";
    let mut found = connection.prepare_cached(sql)?;
    let rows = found.query_map([person.0], |row| Ok((DeviceId(row.get(0)?), row.get::<_, Vec<u8>>(1)?)))?;
    rows.map(|row| {
        row.map_err(StoreError::from)
            .and_then(|(device, piece)| Ok((device, codec::decode(&piece).ok_or_else(|| strange("no piece of work"))?)))
    })
    .collect()
}
