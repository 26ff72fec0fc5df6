//! The device's own record: its id, and the person who works on it. Known without any network and whatever the cookie says.

use serde::{Deserialize, Serialize};
use shared::{codec, ids::DeviceId, people::Person};

use super::store::{Store, StoreError};
use crate::data::draw;

const TABLE: &str = "device";
const KEY: &str = "me";

/// The record.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Me {
    /// This device; drawn at its first start.
    pub(super) device: DeviceId,
    /// The person, until they sign out here.
    pub(super) person: Option<Person>,
}

/// Where it is kept.
pub(super) fn store() -> Store {
    Store::new("liandong".into(), &[TABLE])
}

/// Reads the record; the first time, makes it.
pub(super) async fn read(store: &mut Store) -> Result<Me, StoreError> {
    let rows = store.read(TABLE, KEY).await?;
    if let Some(me) = rows.first().and_then(|(_, bytes)| codec::decode(bytes)) {
        return Ok(me);
    }
    let me = Me { device: draw::device(), person: None };
    write(store, &me).await?;
    Ok(me)
}

/// Keeps the record.
pub(super) async fn write(store: &mut Store, me: &Me) -> Result<(), StoreError> {
    store.write(&[(TABLE, KEY.to_owned(), Some(codec::encode(me)))]).await
}
