//! Rows in IndexedDB. A write is over when the browser says that it is on the disk (strict durability), in one transaction. Under a
//! lock what is written is enciphered before its transaction begins, and what is read deciphered after it has ended.

mod logs;
mod opening;
mod turning;
mod wiping;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use shared::{
    lock::Envelope,
    sync::device::{Table, Write, is_count},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

pub(super) use opening::Plan;
pub(super) use turning::AT_ONCE;

use super::cipher::{self, Cipher, Keyring};

/// A database of this browser. The browser may drop the connection; it is opened again when next needed.
pub(super) struct Store {
    plan: Plan,
    keyring: Keyring,
    database: Option<IdbDatabase>,
    /// It was opened before: should it be empty when it is opened again, it was taken away meanwhile.
    was_open: bool,
    was_emptied: bool,
}

/// A row: its table, its key, what stands there; `None` deletes it.
pub(super) type Row<'a> = (&'a str, String, Option<Vec<u8>>);

/// The browser could not read or write; its own words, for the console.
#[derive(Debug)]
pub(super) struct StoreError(pub(super) String);

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        Self(name.unwrap_or_else(|| format!("{error:?}")))
    }
}

impl StoreError {
    /// A device that is full is full over any connection; everything else may be the end of this one, which browsers tell in many
    /// ways (`InvalidStateError`, `AbortError`, Safari's `UnknownError`).
    fn may_be_the_connection(&self) -> bool {
        self.0 != "QuotaExceededError"
    }
}

impl Store {
    /// The database of this plan, whose rows are never enciphered.
    pub(super) fn new(plan: Plan) -> Self {
        Self::under(Keyring::default(), plan)
    }

    /// The database of this plan, read and written with what is on the keyring.
    pub(super) const fn under(keyring: Keyring, plan: Plan) -> Self {
        Self { plan, keyring, database: None, was_open: false, was_emptied: false }
    }

    /// The browser took the rows away while we worked with them; told once.
    pub(super) const fn was_emptied(&mut self) -> bool {
        std::mem::replace(&mut self.was_emptied, false)
    }

    /// The rows whose keys begin with `prefix`, in the order of keys.
    pub(super) async fn read(&mut self, table: &str, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        match self.try_read(table, prefix).await {
            Err(error) if error.may_be_the_connection() => {
                self.hang_up();
                self.try_read(table, prefix).await
            }
            read @ (Ok(_) | Err(_)) => read,
        }
    }

    /// Writes all rows or none.
    pub(super) async fn write(&mut self, rows: &[Row<'_>]) -> Result<(), StoreError> {
        match self.try_write(rows).await {
            Err(error) if error.may_be_the_connection() => {
                self.hang_up();
                self.try_write(rows).await
            }
            written @ (Ok(()) | Err(_)) => written,
        }
    }

    async fn try_read(&mut self, table: &str, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let transaction = self.transaction(&[table], "readonly").await?;
        let rows = transaction.object_store(table)?;
        let range = IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into())?;
        // Both are asked before either is awaited: a transaction ends when it has nothing left to do.
        let (keys, values) = (rows.get_all_keys_with_key(&range)?, rows.get_all_with_key(&range)?);
        let (keys, values) = (done(&keys).await?, done(&values).await?);
        self.opened(table, &keys, &values).await
    }

    /// The values from one key to another, both included, as the browser holds them.
    pub(super) async fn values(&mut self, table: &str, from: &str, to: &str) -> Result<Array, StoreError> {
        let transaction = self.transaction(&[table], "readonly").await?;
        let (rows, range) = (transaction.object_store(table)?, IdbKeyRange::bound(&from.into(), &to.into())?);
        let values = rows.get_all_with_key(&range)?;
        // Where nothing can be deciphered nobody asks for places: of a long log the keys cost as much as the entries.
        let keys = self.keyring.now().map(|_| rows.get_all_keys_with_key(&range)).transpose()?;
        let values = Array::from(&done(&values).await?);
        let Some(keys) = keys else { return Ok(values) };
        let keys = done(&keys).await?;
        if !values.iter().any(|value| cipher::is_closed(&value)) {
            return Ok(values);
        }
        let opened = self.opened(table, &keys, &values).await?;
        Ok(opened.iter().map(|(_, value)| Uint8Array::from(value.as_slice())).collect())
    }

    /// Keys and values as the browser gave them, the values deciphered.
    async fn opened(&self, table: &str, keys: &JsValue, values: &JsValue) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let keys: Vec<String> = Array::from(keys).iter().filter_map(|key| key.as_string()).collect();
        let rows = Array::from(values).iter().zip(&keys).map(|(value, key)| (value, self.place(table, key))).collect();
        let values = cipher::opened(self.keyring.now().as_deref(), rows).await?;
        Ok(keys.into_iter().zip(values).collect())
    }

    fn place(&self, table: &str, key: &str) -> Vec<u8> {
        Envelope::place(&self.plan.name, table, key)
    }

    /// Every key of a table.
    pub(super) async fn keys(&mut self, table: &str) -> Result<Vec<String>, StoreError> {
        let transaction = self.transaction(&[table], "readonly").await?;
        let keys = transaction.object_store(table)?.get_all_keys()?;
        Ok(Array::from(&done(&keys).await?).iter().filter_map(|key| key.as_string()).collect())
    }

    /// Deletes the rows whose keys begin with one of these.
    pub(super) async fn clear(&mut self, table: &str, prefixes: &[String]) -> Result<(), StoreError> {
        let transaction = self.transaction(&[table], "readwrite").await?;
        let finished = finished(&transaction);
        let rows = transaction.object_store(table)?;
        for prefix in prefixes {
            let range = IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into())?;
            rows.delete(&range)?;
        }
        JsFuture::from(finished).await?;
        Ok(())
    }

    async fn try_write(&mut self, rows: &[Row<'_>]) -> Result<(), StoreError> {
        let mut tables: Vec<&str> = rows.iter().map(|(table, ..)| *table).collect();
        tables.sort_unstable();
        tables.dedup();
        // Whether rows are enciphered is asked once the way is free: a plain one is under way then before anybody may turn the rows.
        self.connect().await?;
        let cipher = Cipher::writing(self.keyring.now());
        let mut values = Vec::with_capacity(rows.len());
        for (table, key, value) in rows {
            values.push(match (value, &cipher) {
                (None, _) => None,
                (Some(value), Some(cipher)) if !is_count(table, key) => Some(cipher.close(value, &self.place(table, key)).await?.into()),
                (Some(value), _) => Some(JsValue::from(Uint8Array::from(value.as_slice()))),
            });
        }
        let transaction = self.transaction(&tables, "readwrite").await?;
        let finished = finished(&transaction);
        for ((table, key, _), value) in rows.iter().zip(&values) {
            let store: IdbObjectStore = transaction.object_store(table)?;
            match value {
                Some(value) => store.put_with_key(value, &key.into())?,
                None => store.delete(&key.into())?,
            };
        }
        JsFuture::from(finished).await?;
        drop(cipher); // Held until here: whoever takes a lock away waits for it.
        Ok(())
    }

    /// An object that the browser keeps as it is; `undefined` where there is none.
    pub(super) async fn object(&mut self, table: &str, key: &str) -> Result<JsValue, StoreError> {
        let transaction = self.transaction(&[table], "readonly").await?;
        Ok(done(&transaction.object_store(table)?.get(&key.into())?).await?)
    }

    /// Keeps an object as it is.
    pub(super) async fn put_object(&mut self, table: &str, key: &str, object: &JsValue) -> Result<(), StoreError> {
        let transaction = self.transaction(&[table], "readwrite").await?;
        let finished = finished(&transaction);
        transaction.object_store(table)?.put_with_key(object, &key.into())?;
        JsFuture::from(finished).await?;
        Ok(())
    }

    /// Writes rows of the device's machine.
    pub(super) async fn save(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        let rows: Vec<_> = writes.iter().map(|write| (write.table.name(), write.key.clone(), write.value.clone())).collect();
        self.write(&rows).await
    }

    /// All rows of the tables that are given at the start.
    pub(super) async fn rows(&mut self) -> Result<Vec<(Table, String, Vec<u8>)>, StoreError> {
        let mut all = Vec::new();
        for table in Table::ALL.into_iter().filter(|table| table.is_given_at_the_start()) {
            all.extend(self.read(table.name(), "").await?.into_iter().map(|(key, value)| (table, key, value)));
        }
        Ok(all)
    }

    async fn transaction(&mut self, tables: &[&str], mode: &str) -> Result<IdbTransaction, StoreError> {
        let names: Array = tables.iter().map(|table| JsValue::from_str(table)).collect();
        // A connection that the browser or a newer tab has closed throws `InvalidStateError`.
        if let Some(database) = &self.database
            && let Ok(transaction) = begin(database, &names, mode)
        {
            return Ok(transaction);
        }
        self.hang_up();
        let database = self.connect().await?;
        Ok(begin(&database, &names, mode)?)
    }

    /// The connection; opened where there is none.
    async fn connect(&mut self) -> Result<IdbDatabase, StoreError> {
        if let Some(database) = &self.database {
            return Ok(database.clone());
        }
        let (database, is_new) = self.plan.open().await?;
        self.was_emptied |= self.was_open && is_new;
        self.was_open = true;
        self.database = Some(database.clone());
        Ok(database)
    }

    /// The next transaction opens a new connection.
    fn hang_up(&mut self) {
        if let Some(database) = self.database.take() {
            database.close();
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.hang_up();
    }
}

/// Begins a transaction with strict durability, which the bindings do not know.
fn begin(database: &IdbDatabase, tables: &Array, mode: &str) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    begin.call3(database, tables, &mode.into(), &options)?.dyn_into()
}

/// The result of a request.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        let request = request.clone();
        let failed = request.clone();
        request.set_onsuccess(Some(resolve.unchecked_ref()));
        let fail = Closure::once_into_js(move || {
            let error = failed.error().ok().flatten().map_or(JsValue::NULL, Into::into);
            drop(reject.call1(&JsValue::NULL, &error));
        });
        request.set_onerror(Some(fail.unchecked_ref()));
    });
    JsFuture::from(promise).await?;
    request.result()
}

/// Settles when the transaction is on the disk, or undone.
fn finished(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(resolve.unchecked_ref()));
        let failed = transaction.clone();
        let fail = Closure::once_into_js(move || {
            let error = failed.error().map_or(JsValue::NULL, Into::into);
            drop(reject.call1(&JsValue::NULL, &error));
        });
        transaction.set_onabort(Some(fail.unchecked_ref()));
    })
}
