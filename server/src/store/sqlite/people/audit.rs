//! The audit log in SQLite: rows are added and read.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use shared::{people::AuditRow, time::Timestamp};

use crate::store::{
    StoreError,
    people::{Note, seal},
};

pub(super) fn append(tx: &Transaction<'_>, note: &Note) -> Result<(), StoreError> {
    let sql = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";
    let last: Option<(u64, String)> = tx.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (number, before) = last.unwrap_or_default();
    let Note { at, by, act, about, address, device } = note.clone();
    let mut row = AuditRow { number: number + 1, at, by, act: act.code().into(), about, address, device, hash: String::new() };
    row.hash = seal(&before, &row);
    let sql = "INSERT INTO audit (number, at, by, act, about, address, device, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    tx.execute(sql, params![row.number, row.at.0, row.by, row.act, row.about, row.address, row.device, row.hash])?;
    Ok(())
}

pub(super) fn rows(connection: &Connection, after: u64, limit: usize) -> Result<Vec<AuditRow>, StoreError> {
    let sql = "SELECT number, at, by, act, about, address, device, hash FROM audit WHERE number > ?1 ORDER BY number LIMIT ?2";
    let mut found = connection.prepare_cached(sql)?;
    let rows = found.query_map(params![after, limit], |row| {
        Ok(AuditRow {
            number: row.get(0)?,
            at: Timestamp(row.get(1)?),
            by: row.get(2)?,
            act: row.get(3)?,
            about: row.get(4)?,
            address: row.get(5)?,
            device: row.get(6)?,
            hash: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
