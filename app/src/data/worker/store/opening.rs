//! Opening a database: tables that are missing are made, whatever the version it comes from, and none is ever taken away. A
//! database of a newer release is opened as it is: rows name their version, and what cannot be read is left alone.

use std::{cell::Cell, rc::Rc};

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest};

use super::{StoreError, done};
use crate::data::{
    messages::{Tab, ToPage},
    worker::say,
};

/// A database as it should be.
pub(in super::super) struct Plan {
    /// Its name in this browser.
    pub(in super::super) name: String,
    /// Goes up by one with each table.
    pub(in super::super) version: u32,
    /// Its tables.
    pub(in super::super) tables: Vec<&'static str>,
}

impl Plan {
    /// The database, and whether it was not there before.
    pub(super) async fn open(&self) -> Result<(IdbDatabase, bool), StoreError> {
        let factory: IdbFactory = Reflect::get(&js_sys::global(), &"indexedDB".into())?.dyn_into()?;
        match self.opened(&factory.open_with_u32(&self.name, self.version)?).await {
            Err(error) if error.0 == "VersionError" => self.opened(&factory.open(&self.name)?).await,
            opened @ (Ok(_) | Err(_)) => opened,
        }
    }

    async fn opened(&self, request: &IdbOpenDbRequest) -> Result<(IdbDatabase, bool), StoreError> {
        let is_new = Rc::new(Cell::new(false));
        let (tables, of_request, told) = (self.tables.clone(), request.clone(), Rc::clone(&is_new));
        let upgrade = Closure::once(move || {
            let database: Option<IdbDatabase> = of_request.result().ok().and_then(|database| database.dyn_into().ok());
            let Some(database) = database else { return };
            let there = database.object_store_names();
            told.set(there.length() == 0);
            for table in tables.into_iter().filter(|table| !there.contains(table)) {
                drop(database.create_object_store(table));
            }
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        // Another tab holds an older version and does not let go: it is told as what it is, and ends when that tab is closed.
        let is_blocked = Rc::new(Cell::new(false));
        let told = Rc::clone(&is_blocked);
        let block = Closure::once(move || {
            told.set(true);
            say(&ToPage::Tab(Tab::Elsewhere));
        });
        request.set_onblocked(Some(block.as_ref().unchecked_ref()));
        let opened = done(request).await;
        if is_blocked.get() {
            say(&ToPage::Tab(Tab::Here));
        }
        let database: IdbDatabase = opened?.dyn_into::<IdbDatabase>().map_err(StoreError::from)?;
        step_aside(&database);
        Ok((database, is_new.get()))
    }
}

/// A newer tab that needs another version does not wait for this connection.
fn step_aside(database: &IdbDatabase) {
    let of_database = database.clone();
    let close = Closure::<dyn Fn()>::new(move || of_database.close());
    let listener: JsValue = close.into_js_value();
    database.set_onversionchange(Some(listener.unchecked_ref()));
}
