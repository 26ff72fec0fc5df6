//! Writing what may concern people.

use std::{
    ops::{Deref, DerefMut},
    sync::{
        MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
};

use rusqlite::Connection;

/// The connection that writes; when it is given back, what was known of people is asked anew.
pub(super) struct Writer<'a> {
    connection: MutexGuard<'a, Connection>,
    people_version: &'a AtomicU64,
}

impl<'a> Writer<'a> {
    pub(super) const fn new(connection: MutexGuard<'a, Connection>, people_version: &'a AtomicU64) -> Self {
        Self { connection, people_version }
    }
}

impl Deref for Writer<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Writer<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        self.people_version.fetch_add(1, Ordering::Release);
    }
}
