//! Where the device's own record is kept.

use shared::sync::device::Me;

use super::store::{Plan, Store, StoreError};
use crate::data::draw;

/// The table of the device's own rows.
pub(super) const TABLE: &str = "device";
const KEY: &str = "me";

/// Where it is kept.
pub(super) fn store() -> Store {
    Store::new(Plan { name: "liandong".into(), version: 1, tables: vec![TABLE] })
}

/// Reads the record; the first time, makes it.
pub(super) async fn read(store: &mut Store) -> Result<Me, StoreError> {
    let rows = store.read(TABLE, KEY).await?;
    if let Some(me) = rows.first().and_then(|(_, bytes)| Me::read(bytes)) {
        return Ok(me);
    }
    let me = Me { device: draw::device(), person: None };
    write(store, &me).await?;
    Ok(me)
}

/// Keeps the record.
pub(super) async fn write(store: &mut Store, me: &Me) -> Result<(), StoreError> {
    store.write(&[(TABLE, KEY.to_owned(), Some(me.row()))]).await
}
