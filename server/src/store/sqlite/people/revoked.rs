//! Sessions that were ended from elsewhere, and what was handed over since, in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use shared::{
    codec,
    ids::{Author, DeviceId, PersonId, PieceId},
    sync::{
        handover::{HandedOver, MOST, Piece},
        later,
    },
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

pub(super) fn take_back(tx: &Transaction<'_>, person: PersonId, pieces: &[PieceId], now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE handed_over SET taken_at = ?4 WHERE person = ?1 AND device = ?2 AND name = ?3 AND taken_at IS NULL";
    for HandedOver { device, piece, .. } in handed_over(tx, person)?.into_iter().filter(|handed| pieces.contains(&handed.id)) {
        tx.execute(sql, params![person.0, device.0, piece.name, now.0])?;
    }
    Ok(())
}

pub(super) fn handed_over(connection: &Connection, person: PersonId) -> Result<Vec<HandedOver>, StoreError> {
    let sql = "SELECT device, piece, at, taken_at FROM handed_over WHERE person = ?1 ORDER BY device, written_at, name";
    let mut found = connection.prepare_cached(sql)?;
    let read = |row: &Row<'_>| {
        let device = DeviceId(row.get(0)?);
        let piece: Piece = codec::decode(&row.get::<_, Vec<u8>>(1)?).ok_or_else(|| strange("no piece of work"))?;
        let id = later::id(piece.document, Author { person, device }, &piece.name);
        let (at, taken_at) = (Timestamp(row.get(2)?), row.get::<_, Option<i64>>(3)?.map(Timestamp));
        Ok(HandedOver { id, device, piece, at, taken_at })
    };
    Ok(found.query_map([person.0], read)?.collect::<Result<_, _>>()?)
}
