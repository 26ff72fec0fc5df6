//! Everything goes, and a row says so: both or neither.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;

use super::{Row, Store, StoreError, done, finished};

impl Store {
    /// Deletes every row of every table and writes these, as they are.
    pub(in super::super) async fn wipe(&mut self, rows: &[Row<'_>]) -> Result<(), StoreError> {
        let tables = self.plan.tables.clone();
        let transaction = self.transaction(&tables, "readwrite").await?;
        let finished = finished(&transaction);
        for table in tables {
            transaction.object_store(table)?.clear()?;
        }
        for (table, key, value) in rows {
            if let Some(value) = value {
                transaction.object_store(table)?.put_with_key(&Uint8Array::from(value.as_slice()), &key.into())?;
            }
        }
        JsFuture::from(finished).await?;
        Ok(())
    }

    /// How many rows a table has.
    pub(in super::super) async fn count(&mut self, table: &str) -> Result<u32, StoreError> {
        let transaction = self.transaction(&[table], "readonly").await?;
        let count = transaction.object_store(table)?.count()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of rows: whole and not negative")]
        Ok(done(&count).await?.as_f64().map_or(0, |count| count as u32))
    }

    /// Its tables.
    pub(in super::super) fn tables(&self) -> Vec<&'static str> {
        self.plan.tables.clone()
    }
}
