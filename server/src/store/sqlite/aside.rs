//! What stands beside documents and people, in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use shared::{
    codec,
    ids::{Author, DeviceId, PersonId, PieceId},
    sync::later::{MOST, Settled},
    time::Timestamp,
};

use super::{Sqlite, strange};
use crate::store::{
    StoreError,
    aside::{AsideStore, Heard, LaterRow},
};

const LATER: &str = "SELECT person, device, at, piece, settled FROM later";

impl AsideStore for Sqlite {
    fn put_heard(&self, rows: &[Heard]) -> Result<(), StoreError> {
        let mut writer = self.document_writer();
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "INSERT INTO heard (person, device, at, report) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (person, device) DO UPDATE SET at = max(at, excluded.at), report = coalesce(excluded.report, report)";
        for Heard { author, at, report } in rows {
            let report = report.as_ref().map(codec::encode);
            tx.prepare_cached(sql)?.execute(params![author.person.0, author.device.0, at.0, report])?;
        }
        Ok(tx.commit()?)
    }

    fn heard(&self, person: PersonId) -> Result<Vec<Heard>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT device, at, report FROM heard WHERE person = ?1 ORDER BY at DESC, device")?;
        let read = |row: &Row<'_>| {
            let report: Option<Vec<u8>> = row.get(2)?;
            let report = report.map(|bytes| codec::decode(&bytes).ok_or_else(|| strange("no report"))).transpose()?;
            Ok(Heard { author: Author { person, device: DeviceId(row.get(0)?) }, at: Timestamp(row.get(1)?), report })
        };
        Ok(found.query_map([person.0], read)?.collect::<Result<_, _>>()?)
    }

    fn put_later(&self, pieces: &[LaterRow]) -> Result<(), StoreError> {
        let mut writer = self.document_writer();
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "INSERT OR IGNORE INTO later (id, document, person, device, at, piece) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        for row in pieces {
            let (author, document) = (row.author, row.document());
            tx.execute(sql, params![row.id().0, document.0, author.person.0, author.device.0, row.at.0, codec::encode(&row.piece)])?;
            let of_it = "SELECT count(*) FROM later WHERE person = ?1 AND document = ?2";
            let count: usize = tx.query_row(of_it, [author.person.0, document.0], |row| row.get(0))?;
            if count > MOST {
                return Err(StoreError::Full);
            }
        }
        Ok(tx.commit()?)
    }

    fn later_waiting(&self) -> Result<Vec<LaterRow>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached(&format!("{LATER} WHERE settled IS NULL ORDER BY at, id"))?;
        Ok(found.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    fn later_of(&self, person: PersonId) -> Result<Vec<LaterRow>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached(&format!("{LATER} WHERE person = ?1 ORDER BY at DESC, id"))?;
        Ok(found.query_map([person.0], read)?.collect::<Result<_, _>>()?)
    }

    fn later(&self, id: PieceId) -> Result<Option<LaterRow>, StoreError> {
        let reader = self.reader();
        Ok(reader.prepare_cached(&format!("{LATER} WHERE id = ?1"))?.query_row([id.0], read).optional()?)
    }

    fn settle_later(&self, id: PieceId, settled: &Settled) -> Result<bool, StoreError> {
        let writer: &Connection = &self.document_writer();
        let sql = "UPDATE later SET settled = ?2 WHERE id = ?1 AND settled IS NULL";
        Ok(writer.execute(sql, params![id.0, codec::encode(settled)])? > 0)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<LaterRow> {
    let (piece, settled): (Vec<u8>, Option<Vec<u8>>) = (row.get(3)?, row.get(4)?);
    Ok(LaterRow {
        author: Author { person: PersonId(row.get(0)?), device: DeviceId(row.get(1)?) },
        at: Timestamp(row.get(2)?),
        piece: codec::decode(&piece).ok_or_else(|| strange("no piece of work"))?,
        settled: settled.map(|bytes| codec::decode(&bytes).ok_or_else(|| strange("no decision"))).transpose()?,
    })
}
