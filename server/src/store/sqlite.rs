//! The embedded store: one SQLite file in WAL mode, one connection that writes and one that reads.

mod append;
mod aside;
mod files;
mod keys;
mod layouts;
mod people;
mod rebuild;
mod shelf;
mod whole;
mod writer;

use std::{
    fs,
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, TransactionBehavior, params};
use serde::de::DeserializeOwned;
use serde_bytes::ByteBuf;
use shared::{
    codec,
    ids::{Author, CommandId, DocumentId, Era, Hash, PersonId},
    records::{summary::Summary, waits::Waited},
    sync::wire::Listed,
    time::Timestamp,
};

use append::append;
use writer::Writer;

use super::{Decision, DeviceKey, FileRow, Held, Kept, News, Pending, Receipt, RelayStore, Snapshot, StoreError, TokenHash, Write};

/// How long a connection waits for another program that writes.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// Statements that a connection keeps ready: more than there are.
const STATEMENTS: usize = 128;
/// What the writing connection holds in memory: the inner pages of a large store.
const CACHE_KIB: i64 = 32 * 1024;
/// So many pages may wait in the log beside the file before they are carried over into it. Pages that many commits change, as the
/// inner ones of an index, are carried over once for all of them; a start after a crash reads the log in a moment.
const CARRY_OVER_AFTER: u32 = 8_192;
/// The store's file in its folder.
pub(crate) const FILE: &str = "liandong.db";
/// What a device that catches up asks for: it costs what moved and what is missing, not what there is.
const MOVED_SINCE: &str = "SELECT n, moved, summary, state FROM document WHERE moved > ?1 ORDER BY moved LIMIT ?2";
const LOG: &str = "SELECT bytes FROM entry WHERE document = ?1 AND n > ?2 ORDER BY n LIMIT ?3";

/// The store in a file.
pub(crate) struct Sqlite {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    people_version: AtomicU64,
}

/// How large the file may become; an operator's ceiling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    /// In units of 1,048,576 bytes.
    pub(crate) mib: u64,
}

impl Sqlite {
    /// Opens the store in a folder; makes both where they are missing.
    ///
    /// # Errors
    /// When the folder or the file cannot be used.
    pub(crate) fn open(folder: &Path, limit: Option<Limit>) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(|error| StoreError::Failed(format!("{}: {error}", folder.display())))?;
        let file = folder.join(FILE);
        let mut writer = connect(&file)?;
        writer.pragma_update(None, "journal_mode", "wal")?;
        writer.pragma_update(None, "synchronous", "full")?;
        writer.pragma_update(None, "cache_size", -CACHE_KIB)?;
        writer.pragma_update(None, "wal_autocheckpoint", CARRY_OVER_AFTER)?;
        layouts::upgrade(&mut writer, &file)?;
        if let Some(Limit { mib }) = limit {
            let page: u64 = writer.pragma_query_value(None, "page_size", |row| row.get(0))?;
            let pages = mib.saturating_mul(1 << 20) / page.max(1);
            writer.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
        }
        Ok(Self { writer: Mutex::new(writer), reader: Mutex::new(connect(&file)?), people_version: AtomicU64::default() })
    }

    /// For everything that may concern people.
    fn writer(&self) -> Writer<'_> {
        Writer::new(self.document_writer(), &self.people_version)
    }

    /// For what concerns no account and no session.
    fn document_writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RelayStore for Sqlite {
    fn era(&self) -> Result<Era, StoreError> {
        Ok(self.reader().prepare_cached("SELECT id FROM era")?.query_row([], |row| row.get(0).map(Era))?)
    }

    fn commit(&self, group: &[Write]) -> Result<Vec<u64>, StoreError> {
        let mut writer = self.document_writer();
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut moved: u64 = tx.prepare_cached("SELECT coalesce(max(moved), 0) FROM document")?.query_row([], |row| row.get(0))?;
        let mut numbers = Vec::with_capacity(group.len());
        for write in group {
            if !write.entries.is_empty() {
                moved += 1;
                append(&tx, write, moved)?;
            }
            if let Some(decided) = &write.decided {
                let refusal = decided.decision.as_ref().map(codec::encode);
                let sql = "INSERT INTO decision (document, person, id, refusal) VALUES (?1, ?2, ?3, ?4)";
                tx.prepare_cached(sql)?.execute(params![write.document.0, decided.by.0, decided.id.0, refusal])?;
            }
            for Pending { document, news, by, at } in &write.pending {
                let sql = "INSERT OR REPLACE INTO pending_reaction (document, entry, person, at) VALUES (?1, ?2, ?3, ?4)";
                tx.prepare_cached(sql)?.execute(params![document.0, number_of(*news), by.0, at.0])?;
            }
            files::name(&tx, &write.named)?;
            numbers.push(moved);
        }
        tx.commit()?;
        Ok(numbers)
    }

    fn document(&self, id: DocumentId) -> Result<Option<Kept>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT n, moved, summary, state FROM document WHERE id = ?1")?;
        Ok(found.query_row([id.0], kept).optional()?)
    }

    fn documents(&self) -> Result<Vec<DocumentId>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT id FROM document ORDER BY id")?;
        Ok(found.query_map([], |row| row.get(0).map(DocumentId))?.collect::<Result<_, _>>()?)
    }

    fn moved_since(&self, cursor: u64, limit: usize) -> Result<Vec<Kept>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached(MOVED_SINCE)?;
        Ok(found.query_map(params![cursor, limit], kept)?.collect::<Result<_, _>>()?)
    }

    fn log(&self, document: DocumentId, after: u64, limit: usize, bytes: usize) -> Result<Vec<ByteBuf>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached(LOG)?;
        let entries = found.query_map(params![document.0, after, limit], |row| row.get::<_, Vec<u8>>(0).map(ByteBuf::from))?;
        Ok(super::within(entries, bytes)?)
    }

    fn numbers(&self, document: DocumentId, hashes: &[Hash]) -> Result<Vec<(Hash, u64)>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT n FROM entry WHERE document = ?1 AND hash = ?2")?;
        let mut numbers = Vec::new();
        for hash in hashes {
            let number = found.query_row(params![document.0, hash.0], |row| row.get(0)).optional()?;
            numbers.extend(number.map(|n| (*hash, n)));
        }
        Ok(numbers)
    }

    fn receipts(&self, document: DocumentId, after: u64, limit: usize) -> Result<Vec<Receipt>, StoreError> {
        shelf::receipts(&self.reader(), document, after, limit)
    }

    fn put_snapshot(&self, document: DocumentId, snapshot: &Snapshot) -> Result<(), StoreError> {
        shelf::put_snapshot(&self.document_writer(), document, snapshot)
    }

    fn snapshot(&self, document: DocumentId) -> Result<Option<Snapshot>, StoreError> {
        shelf::snapshot(&self.reader(), document)
    }

    fn drop_snapshot(&self, document: DocumentId) -> Result<(), StoreError> {
        shelf::drop_snapshot(&self.document_writer(), document)
    }

    fn hashes(&self, document: DocumentId, limit: u64) -> Result<Vec<Hash>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT hash FROM entry WHERE document = ?1 AND n <= ?2 ORDER BY n")?;
        let last = i64::try_from(limit).unwrap_or(i64::MAX);
        Ok(found.query_map(params![document.0, last], |row| row.get(0).map(Hash))?.collect::<Result<_, _>>()?)
    }

    fn decision(&self, document: DocumentId, person: PersonId, id: CommandId) -> Result<Option<Decision>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT refusal FROM decision WHERE document = ?1 AND person = ?2 AND id = ?3")?;
        let refusal = found.query_row(params![document.0, person.0, id.0], |row| row.get::<_, Option<Vec<u8>>>(0)).optional()?;
        refusal.map(|refusal| refusal.map(|bytes| value_of(&bytes)).transpose()).transpose().map_err(StoreError::from)
    }

    fn pending(&self) -> Result<Vec<Pending>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT document, entry, person, at FROM pending_reaction ORDER BY number")?;
        let read = |row: &Row<'_>| {
            let news = row.get::<_, Option<u32>>(1)?.map_or(News::Product, News::Entry);
            Ok(Pending { document: DocumentId(row.get(0)?), news, by: PersonId(row.get(2)?), at: Timestamp(row.get(3)?) })
        };
        Ok(found.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    fn done(&self, told: &[Pending]) -> Result<(), StoreError> {
        let mut writer = self.document_writer();
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for Pending { document, news, at, .. } in told {
            let sql = "DELETE FROM pending_reaction WHERE document = ?1 AND entry IS ?2 AND at = ?3";
            tx.prepare_cached(sql)?.execute(params![document.0, number_of(*news), at.0])?;
        }
        Ok(tx.commit()?)
    }

    fn probe(&self) -> Result<(), StoreError> {
        let mut writer = self.document_writer();
        // A store that has reached its limit has no page for this, and nothing of it is kept.
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch("CREATE TABLE probe (bytes); INSERT INTO probe VALUES (zeroblob(65536))")?;
        tx.rollback()?;
        // The same number written again is a commit like any other, down to the disk.
        let version: u32 = writer.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok(writer.pragma_update(None, "user_version", version)?)
    }

    fn file(&self, hash: Hash) -> Result<FileRow, StoreError> {
        files::file(&self.reader(), hash)
    }

    fn files(&self) -> Result<Vec<(Hash, u64)>, StoreError> {
        files::files(&self.reader())
    }

    fn put_file(&self, hash: Hash, held: Held, by: PersonId, at: Timestamp) -> Result<(), StoreError> {
        files::put_file(&mut self.document_writer(), hash, held, by, at)
    }

    fn unnamed_bytes(&self, by: PersonId) -> Result<u64, StoreError> {
        files::unnamed_bytes(&self.reader(), by)
    }

    fn let_go(&self, before: Timestamp) -> Result<Vec<Hash>, StoreError> {
        files::let_go(&mut self.document_writer(), before)
    }

    fn gone(&self, hash: Hash) -> Result<(), StoreError> {
        files::gone(&self.document_writer(), hash)
    }

    fn unsound(&self) -> Result<Vec<String>, StoreError> {
        whole::unsound(&self.reader())
    }

    fn people_version(&self) -> u64 {
        self.people_version.load(Ordering::Acquire)
    }

    fn put_key(&self, key: &DeviceKey) -> Result<(), StoreError> {
        keys::put(&self.writer(), key)
    }

    fn key(&self, author: Author) -> Result<Option<DeviceKey>, StoreError> {
        keys::of(&self.reader(), author)
    }

    fn put_opening(&self, author: Author, token: TokenHash, point: &[u8]) -> Result<(), StoreError> {
        keys::put_opening(&self.writer(), author, token, point)
    }

    fn keys(&self) -> Result<Vec<DeviceKey>, StoreError> {
        keys::all(&self.reader())
    }
}

fn connect(file: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// The number under which news are kept; NULL where they are of no entry.
const fn number_of(news: News) -> Option<u32> {
    match news {
        News::Entry(number) => Some(number),
        News::Product => None,
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let line: Vec<u8> = row.get(2)?;
    let (summary, waits) = codec::decode_as(codec::THIRD, &line).ok_or_else(|| strange("a value of another version"))?;
    let state = Arc::new(value_of(&row.get::<_, Vec<u8>>(3)?)?);
    Ok(Kept { listed: Listed { summary, n: row.get(0)?, waits }, moved: row.get(1)?, state })
}

/// What lists show of a document, as it is kept.
fn line(summary: &Summary, waits: &Waited) -> Vec<u8> {
    codec::encode_as(codec::THIRD, &(summary, waits))
}

fn value_of<T: DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<T> {
    codec::decode(bytes).ok_or_else(|| strange("a value of another version"))
}

/// A stored value that this program cannot have written.
fn strange(what: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, what.to_owned().into())
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full,
            _ => StoreError::Failed(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
