//! The log of a document for the machine: its snapshot, if there is one, and the entries as far as that does not reach.

use js_sys::Uint8Array;
use shared::{
    ids::DocumentId,
    sync::device::{Input, Table, log_prefix, log_start, snapshot_key},
};
use wasm_bindgen::JsValue;

use super::{Store, StoreError};

impl Store {
    /// Reads it.
    pub(in super::super) async fn log(&mut self, document: DocumentId) -> Result<Input, StoreError> {
        match self.try_log(document).await {
            Err(error) if error.may_be_the_connection() => {
                self.hang_up();
                self.try_log(document).await
            }
            read @ (Ok(_) | Err(_)) => read,
        }
    }

    async fn try_log(&mut self, document: DocumentId) -> Result<Input, StoreError> {
        let key = snapshot_key(document);
        let snapshot = self.values(Table::Snapshots.name(), &key, &key).await?.iter().next().map(bytes);
        let (from, to) = (log_start(document, snapshot.as_deref()), format!("{}\u{ffff}", log_prefix(document)));
        let entries = self.values(Table::Log.name(), &from, &to).await?.iter().map(bytes).collect();
        Ok(Input::Log { document, snapshot, entries })
    }
}

fn bytes(row: JsValue) -> Vec<u8> {
    Uint8Array::new(&row).to_vec()
}
