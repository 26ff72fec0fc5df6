//! Rows in IndexedDB. A write is over when the browser says that it is on the disk (strict durability), in one transaction.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use shared::sync::device::{Table, Write};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

/// A database of this browser. The browser may drop the connection; it is opened again when next needed.
pub(super) struct Store {
    name: String,
    tables: Vec<&'static str>,
    database: Option<IdbDatabase>,
}

/// The browser could not read or write; its own words, for the console.
#[derive(Debug)]
pub(super) struct StoreError(pub(super) String);

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        Self(name.unwrap_or_else(|| format!("{error:?}")))
    }
}

impl Store {
    /// The database of this name with these tables.
    pub(super) fn new(name: String, tables: &[&'static str]) -> Self {
        Self { name, tables: tables.to_vec(), database: None }
    }

    /// The rows whose keys begin with `prefix`, in the order of keys.
    pub(super) async fn read(&mut self, table: &str, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let transaction = self.transaction(&[table], "readonly").await?;
        let rows = transaction.object_store(table)?;
        let range = IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into())?;
        // Both are asked before either is awaited: a transaction ends when it has nothing left to do.
        let (keys, values) = (rows.get_all_keys_with_key(&range)?, rows.get_all_with_key(&range)?);
        let (keys, values) = (done(&keys).await?, done(&values).await?);
        let values = Array::from(&values).iter().map(|value| Uint8Array::new(&value).to_vec()).collect::<Vec<_>>();
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).zip(values).collect())
    }

    /// Writes all rows or none.
    pub(super) async fn write(&mut self, rows: &[(&str, String, Option<Vec<u8>>)]) -> Result<(), StoreError> {
        let mut tables: Vec<&str> = rows.iter().map(|(table, ..)| *table).collect();
        tables.sort_unstable();
        tables.dedup();
        let transaction = self.transaction(&tables, "readwrite").await?;
        let finished = finished(&transaction);
        for (table, key, value) in rows {
            let store: IdbObjectStore = transaction.object_store(table)?;
            match value {
                Some(value) => store.put_with_key(&Uint8Array::from(value.as_slice()), &key.into())?,
                None => store.delete(&key.into())?,
            };
        }
        JsFuture::from(finished).await?;
        Ok(())
    }

    /// Writes rows of the device's machine.
    pub(super) async fn save(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        let rows: Vec<_> = writes.iter().map(|write| (write.table.name(), write.key.clone(), write.value.clone())).collect();
        self.write(&rows).await
    }

    /// All rows but the logs.
    pub(super) async fn rows(&mut self) -> Result<Vec<(Table, String, Vec<u8>)>, StoreError> {
        let mut all = Vec::new();
        for table in Table::ALL {
            if table != Table::Log {
                all.extend(self.read(table.name(), "").await?.into_iter().map(|(key, value)| (table, key, value)));
            }
        }
        Ok(all)
    }

    async fn transaction(&mut self, tables: &[&str], mode: &str) -> Result<IdbTransaction, StoreError> {
        let names: Array = tables.iter().map(|table| JsValue::from_str(table)).collect();
        if let Some(database) = &self.database
            && let Ok(transaction) = begin(database, &names, mode)
        {
            return Ok(transaction);
        }
        let database = self.open().await?;
        let transaction = begin(&database, &names, mode)?;
        self.database = Some(database);
        Ok(transaction)
    }

    async fn open(&self) -> Result<IdbDatabase, StoreError> {
        let factory: IdbFactory = Reflect::get(&js_sys::global(), &"indexedDB".into())?.dyn_into()?;
        let request: IdbOpenDbRequest = factory.open_with_u32(&self.name, 1)?;
        let tables = self.tables.clone();
        let upgraded = request.clone();
        let upgrade = Closure::once(move || {
            let database: Option<IdbDatabase> = upgraded.result().ok().and_then(|database| database.dyn_into().ok());
            if let Some(database) = database {
                for table in tables {
                    drop(database.create_object_store(table));
                }
            }
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        Ok(done(&request).await?.dyn_into()?)
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
