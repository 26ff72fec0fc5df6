//! What is on the device's disk, looked at as the app keeps it.

use super::Device;
use crate::eventually::soon;

impl Device {
    /// Waits until a draft with this text is on the disk: the chip tells of the first key that is, not of the last.
    pub async fn keys_are_safe(&self, text: &str) {
        let drafts = from_store("drafts", "getAll", "rows.map(row => new TextDecoder().decode(row)).join()");
        soon(&format!("a draft on the disk holds “{text}”"), async || {
            let held = self.run_async(&drafts).await;
            if held.as_str().is_some_and(|held| held.contains(text)) { Ok(()) } else { Err(held.to_string()) }
        })
        .await;
    }

    /// How many entries of logs are here, of all documents together.
    ///
    /// # Panics
    /// When there is no store.
    pub async fn kept_entries(&self) -> usize {
        let told = self.run_async(&from_store("log", "count", "rows")).await;
        usize::try_from(told.as_u64().expect("a number")).expect("fewer than memory holds")
    }
}

/// A script that asks a table of the store of whoever works here, and calls `done` with what is made of the answer.
fn from_store(table: &str, ask: &str, made: &str) -> String {
    format!(
        "indexedDB.databases().then(all => {{
            const others = ['liandong-keys', 'liandong-files-'];
            const name = all.map(one => one.name).find(name => name.startsWith('liandong-') && !others.some(other => name.startsWith(other)));
            const open = indexedDB.open(name);
            open.onsuccess = () => {{
                const asked = open.result.transaction('{table}').objectStore('{table}').{ask}();
                asked.onsuccess = () => {{ const rows = asked.result; open.result.close(); done({made}); }};
            }};
        }})"
    )
}
