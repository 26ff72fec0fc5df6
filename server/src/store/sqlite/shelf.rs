//! Snapshots and receipts in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, params};
use shared::{
    ids::{Author, DeviceId, DocumentId, Hash, PersonId},
    time::Timestamp,
};

use crate::store::{Accepted, Receipt, Snapshot, StoreError};

pub(super) fn put_snapshot(connection: &Connection, document: DocumentId, snapshot: &Snapshot) -> Result<(), StoreError> {
    let sql = "INSERT INTO snapshot (document, n, bytes) VALUES (?1, ?2, ?3)
               ON CONFLICT (document) DO UPDATE SET n = excluded.n, bytes = excluded.bytes WHERE n < excluded.n";
    connection.prepare_cached(sql)?.execute(params![document.0, snapshot.n, snapshot.bytes])?;
    Ok(())
}

pub(super) fn snapshot(connection: &Connection, document: DocumentId) -> Result<Option<Snapshot>, StoreError> {
    let mut found = connection.prepare_cached("SELECT n, bytes FROM snapshot WHERE document = ?1")?;
    Ok(found.query_row([document.0], |row| Ok(Snapshot { n: row.get(0)?, bytes: row.get(1)? })).optional()?)
}

pub(super) fn drop_snapshot(connection: &Connection, document: DocumentId) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM snapshot WHERE document = ?1")?.execute([document.0])?;
    Ok(())
}

pub(super) fn receipts(connection: &Connection, document: DocumentId, after: u64, limit: usize) -> Result<Vec<Receipt>, StoreError> {
    let sql = "SELECT n, hash, person, device, accepted_at FROM entry WHERE document = ?1 AND n > ?2 ORDER BY n LIMIT ?3";
    let mut found = connection.prepare_cached(sql)?;
    let read = |row: &Row<'_>| {
        let accepted = match (row.get(2)?, row.get(3)?, row.get(4)?) {
            (Some(person), Some(device), Some(at)) => {
                Some(Accepted { by: Author { person: PersonId(person), device: DeviceId(device) }, at: Timestamp(at) })
            }
            (_, _, _) => None,
        };
        Ok(Receipt { n: row.get(0)?, hash: Hash(row.get(1)?), accepted })
    };
    Ok(found.query_map(params![document.0, after, limit], read)?.collect::<Result<_, _>>()?)
}
