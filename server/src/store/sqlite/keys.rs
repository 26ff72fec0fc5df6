//! The keys of devices in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, params};
use shared::ids::{Author, DeviceId, PersonId};

use crate::store::{DeviceKey, StoreError, TokenHash};

const COLUMNS: &str = "SELECT person, device, point, opens, token FROM device_key";

pub(super) fn put(connection: &Connection, key: &DeviceKey) -> Result<(), StoreError> {
    let sql = "INSERT INTO device_key (person, device, point, token) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (person, device) DO UPDATE SET point = excluded.point, opens = NULL, token = excluded.token
               WHERE token <> excluded.token";
    connection.execute(sql, params![key.author.person.0, key.author.device.0, key.point, key.token])?;
    Ok(())
}

pub(super) fn put_opening(connection: &Connection, author: Author, token: TokenHash, point: &[u8]) -> Result<(), StoreError> {
    let sql = "UPDATE device_key SET opens = ?4 WHERE person = ?1 AND device = ?2 AND token = ?3 AND opens IS NULL";
    connection.execute(sql, params![author.person.0, author.device.0, token, point])?;
    Ok(())
}

pub(super) fn of(connection: &Connection, author: Author) -> Result<Option<DeviceKey>, StoreError> {
    let mut found = connection.prepare_cached(&format!("{COLUMNS} WHERE person = ?1 AND device = ?2"))?;
    Ok(found.query_row([author.person.0, author.device.0], read).optional()?)
}

pub(super) fn all(connection: &Connection) -> Result<Vec<DeviceKey>, StoreError> {
    let mut found = connection.prepare_cached(COLUMNS)?;
    Ok(found.query_map([], read)?.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<DeviceKey> {
    let author = Author { person: PersonId(row.get(0)?), device: DeviceId(row.get(1)?) };
    let opens: Option<Vec<u8>> = row.get(3)?;
    Ok(DeviceKey { author, point: row.get(2)?, opens: opens.unwrap_or_default(), token: row.get(4)? })
}
