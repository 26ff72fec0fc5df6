//! What a commit adds to the log of a document.

use rusqlite::{Transaction, params};
use shared::codec;

use super::line;
use crate::store::{Accepted, LogEntry, StoreError, Write};

pub(super) fn append(tx: &Transaction<'_>, write: &Write, moved: u64) -> Result<(), StoreError> {
    let n = write.after + write.entries.len() as u64;
    let listed = &write.kept.listed;
    let (summary, state) = (line(&listed.summary, &listed.waits), codec::encode(&*write.kept.state));
    let values = params![write.document.0, n, moved, summary, state, write.after];
    let sql = "UPDATE document SET n = ?2, moved = ?3, summary = ?4, state = ?5 WHERE id = ?1 AND n = ?6";
    if tx.prepare_cached(sql)?.execute(values)? == 0 {
        if write.after > 0 {
            return Err(StoreError::Failed("entries do not continue the log".into()));
        }
        // Fails where there is a log already.
        let sql = "INSERT INTO document (id, n, moved, summary, state) VALUES (?1, ?2, ?3, ?4, ?5)";
        tx.prepare_cached(sql)?.execute(&values[..5])?;
    }
    let sql = "INSERT INTO entry (document, n, hash, actor, seq, bytes, person, device, accepted_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let (mut insert, Accepted { by, at }) = (tx.prepare_cached(sql)?, write.accepted);
    for (entry, n) in write.entries.iter().zip(write.after + 1..) {
        let LogEntry { hash, actor, seq, bytes } = entry;
        insert.execute(params![write.document.0, n, hash.0, actor, seq, bytes.as_slice(), by.person.0, by.device.0, at.0])?;
    }
    Ok(())
}
