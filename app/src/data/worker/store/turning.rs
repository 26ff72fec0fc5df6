//! Rows that are not as they are written now: enciphered where a lock was set since, plain where it was taken away. A few at a time,
//! and each may be the last before the app ends: the others say for themselves what they are.

use js_sys::{Array, Uint8Array};
use shared::sync::device::is_count;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbKeyRange;

use super::{
    super::cipher::{self, Cipher},
    Store, StoreError, done, finished,
};

/// So many at a time: of the largest, eight megabytes.
pub(in super::super) const AT_ONCE: u32 = 32;

impl Store {
    /// Turns some rows of a table, behind a key, into what is written now; the last that was looked at, `None` at the end.
    pub(in super::super) async fn turn(&mut self, table: &str, behind: Option<&str>) -> Result<Option<String>, StoreError> {
        let cipher = self.keyring.now();
        let closes = Cipher::writing(cipher.clone());
        let transaction = self.transaction(&[table], "readonly").await?;
        let (rows, range) =
            (transaction.object_store(table)?, IdbKeyRange::lower_bound_with_open(&behind.unwrap_or("").into(), behind.is_some())?);
        let (keys, values) = (rows.get_all_keys_with_key_and_limit(&range, AT_ONCE)?, rows.get_all_with_key_and_limit(&range, AT_ONCE)?);
        let (keys, values) = (done(&keys).await?, done(&values).await?);
        let keys: Vec<String> = Array::from(&keys).iter().filter_map(|key| key.as_string()).collect();
        let last = keys.last().cloned();
        let values = Array::from(&values);
        let rows = keys.into_iter().zip(values.iter());
        let mut turned = Vec::new();
        for (key, before) in rows.filter(|(key, value)| cipher::is_closed(value) != closes.is_some() && !is_count(table, key)) {
            let place = self.place(table, &key);
            let now: JsValue = match &closes {
                Some(closes) => closes.close(&bytes(&before), &place).await?.into(),
                None => match cipher::opened(cipher.as_deref(), vec![(before.clone(), place)]).await?.pop() {
                    // What cannot be deciphered stays as it is.
                    Some(plain) if plain != bytes(&before) => Uint8Array::from(plain.as_slice()).into(),
                    Some(_) | None => continue,
                },
            };
            turned.push((key, before, now));
        }
        if !turned.is_empty() {
            self.replace(table, turned).await?;
        }
        Ok(last)
    }

    /// Replaces rows in one transaction, each only where it still is what it was.
    async fn replace(&mut self, table: &str, turned: Vec<(String, JsValue, JsValue)>) -> Result<(), StoreError> {
        let transaction = self.transaction(&[table], "readwrite").await?;
        let finished = finished(&transaction);
        let rows = transaction.object_store(table)?;
        let mut asked = Vec::with_capacity(turned.len());
        for (key, ..) in &turned {
            asked.push(rows.get(&key.into())?);
        }
        for ((key, before, now), asked) in turned.iter().zip(asked) {
            let stands = done(&asked).await?;
            if cipher::is_closed(&stands) == cipher::is_closed(before) && stands.is_object() && bytes(&stands) == bytes(before) {
                rows.put_with_key(now, &key.into())?;
            }
        }
        JsFuture::from(finished).await?;
        Ok(())
    }
}

fn bytes(row: &JsValue) -> Vec<u8> {
    Uint8Array::new(row).to_vec()
}
