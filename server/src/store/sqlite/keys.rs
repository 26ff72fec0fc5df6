//! The keys of devices in SQLite.

use rusqlite::{Connection, OptionalExtension, params};
use shared::ids::Author;

use crate::store::{DeviceKey, StoreError};

pub(super) fn put(connection: &Connection, key: &DeviceKey) -> Result<(), StoreError> {
    let sql = "INSERT INTO device_key (person, device, point, token) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (person, device) DO UPDATE SET point = excluded.point, token = excluded.token WHERE token <> excluded.token";
    connection.execute(sql, params![key.author.person.0, key.author.device.0, key.point, key.token])?;
    Ok(())
}

pub(super) fn of(connection: &Connection, author: Author) -> Result<Option<DeviceKey>, StoreError> {
    let mut found = connection.prepare_cached("SELECT point, token FROM device_key WHERE person = ?1 AND device = ?2")?;
    let read = found.query_row([author.person.0, author.device.0], |row| Ok(DeviceKey { author, point: row.get(0)?, token: row.get(1)? }));
    Ok(read.optional()?)
}
