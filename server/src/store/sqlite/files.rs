//! What the relay knows of files, in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use shared::{
    files::FileKind,
    ids::{DocumentId, Hash, PersonId},
    time::Timestamp,
};

use super::strange;
use crate::store::{FileRow, Held, Naming, StoreError};

pub(super) fn name(tx: &Transaction<'_>, named: &[Naming]) -> Result<(), StoreError> {
    let sql = "INSERT INTO file_name (hash, document, person, was_readable) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (hash, document, person) DO UPDATE SET was_readable = max(was_readable, excluded.was_readable)";
    for Naming { hash, document, by, was_readable } in named {
        tx.prepare_cached(sql)?.execute(params![hash.0, document.0, by.0, was_readable])?;
    }
    Ok(())
}

pub(super) fn file(connection: &Connection, hash: Hash) -> Result<FileRow, StoreError> {
    let held = connection
        .prepare_cached("SELECT kind, size FROM file WHERE hash = ?1 AND kind IS NOT NULL")?
        .query_row([hash.0], |row| {
            let kind: String = row.get(0)?;
            Ok(Held { kind: FileKind::of_media_type(&kind).ok_or_else(|| strange("a kind of file"))?, size: row.get(1)? })
        })
        .optional()?;
    let mut uploads = connection.prepare_cached("SELECT person FROM file_upload WHERE hash = ?1 ORDER BY person")?;
    let uploaded_by = uploads.query_map([hash.0], |row| row.get(0).map(PersonId))?.collect::<Result<_, _>>()?;
    let mut names =
        connection.prepare_cached("SELECT document, person, was_readable FROM file_name WHERE hash = ?1 ORDER BY document, person")?;
    let naming =
        |row: &Row<'_>| Ok(Naming { hash, document: DocumentId(row.get(0)?), by: PersonId(row.get(1)?), was_readable: row.get(2)? });
    let named = names.query_map([hash.0], naming)?.collect::<Result<_, _>>()?;
    Ok(FileRow { held, uploaded_by, named })
}

pub(super) fn files(connection: &Connection) -> Result<Vec<(Hash, u64)>, StoreError> {
    let mut files = connection.prepare_cached("SELECT hash, size FROM file WHERE kind IS NOT NULL ORDER BY hash")?;
    Ok(files.query_map([], |row| Ok((Hash(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?)
}

pub(super) fn put_file(connection: &mut Connection, hash: Hash, held: Held, by: PersonId, at: Timestamp) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sql = "INSERT INTO file (hash, kind, size, at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, size = excluded.size, at = excluded.at";
    tx.execute(sql, params![hash.0, held.kind.media_type(), held.size, at.0])?;
    tx.execute("INSERT INTO file_upload (hash, person) VALUES (?1, ?2) ON CONFLICT DO NOTHING", params![hash.0, by.0])?;
    Ok(tx.commit()?)
}

pub(super) fn unnamed_bytes(connection: &Connection, by: PersonId) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(size), 0) FROM file_upload JOIN file USING (hash)
               WHERE person = ?1 AND NOT EXISTS (SELECT 1 FROM file_name WHERE file_name.hash = file.hash)";
    Ok(connection.prepare_cached(sql)?.query_row([by.0], |row| row.get(0))?)
}

pub(super) fn let_go(connection: &mut Connection, before: Timestamp) -> Result<Vec<Hash>, StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sql = "UPDATE file SET kind = NULL
               WHERE at < ?1 AND NOT EXISTS (SELECT 1 FROM file_name WHERE file_name.hash = file.hash)";
    tx.execute(sql, [before.0])?;
    let gone = tx
        .prepare("SELECT hash FROM file WHERE kind IS NULL ORDER BY hash")?
        .query_map([], |row| row.get(0).map(Hash))?
        .collect::<Result<_, _>>()?;
    tx.commit()?;
    Ok(gone)
}

pub(super) fn gone(connection: &Connection, hash: Hash) -> Result<(), StoreError> {
    connection.execute("DELETE FROM file WHERE hash = ?1 AND kind IS NULL", [hash.0])?;
    Ok(())
}
