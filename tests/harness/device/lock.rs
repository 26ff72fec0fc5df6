//! The lock of a device, and its disk as somebody reads it who has the browser's storage and no PIN.

use serde_json::{Value, json};

use super::Device;
use crate::eventually::soon;

/// Every row of every database: where it stands, whether it is enciphered (a buffer), its bytes read as text.
const ROWS: &str = "(async () => {
    const rows = [];
    for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((resolve, reject) => {
            const request = indexedDB.open(name);
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        });
        for (const table of database.objectStoreNames) {
            const all = how => new Promise(resolve => {
                const request = database.transaction(table).objectStore(table)[how]();
                request.onsuccess = () => resolve(request.result);
            });
            const keys = await all('getAllKeys');
            for (const [at, value] of (await all('getAll')).entries()) {
                const isBytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
                const large = isBytes && value.byteLength > 65536;
                const text = !isBytes ? '' : new TextDecoder().decode(large ? new Uint8Array(value.buffer ?? value, 0, 65536) : value);
                rows.push([`${name}/${table}`, keys[at], value instanceof ArrayBuffer, text]);
            }
        }
        database.close();
    }
    rows.push(['localStorage', '', false, JSON.stringify({ ...localStorage })]);
    return rows;
})().then(done, error => done(String(error)))";

/// A row on the disk.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// Database and table.
    pub place: String,
    /// Its key there.
    pub key: String,
    /// It is enciphered.
    pub is_closed: bool,
    /// Its bytes as text.
    pub text: String,
}

impl Device {
    /// Sets a PIN on the page of the person, and waits until everything that was here is enciphered.
    pub async fn set_pin(&self, pin: &str) {
        self.begin_to_set_pin(pin).await;
        self.all_is_turned().await;
    }

    /// Sets a PIN and does not wait.
    pub async fn begin_to_set_pin(&self, pin: &str) {
        self.walk_to("/me").await;
        self.click("#lock-set-pin").await;
        self.fill("#lock-new", pin).await;
        self.fill("#lock-again", pin).await;
        self.click("#lock-submit").await;
        self.see("#own-lock[data-lock='pin']").await;
    }

    /// Waits until no row is left that is to be enciphered or deciphered.
    pub async fn all_is_turned(&self) {
        soon("everything is turned", async || if self.has("[data-turned]").await { Err(self.page().await) } else { Ok(()) }).await;
    }

    /// Chooses when the lock closes by itself.
    pub async fn locks_after(&self, after: &str) {
        self.click(&format!("[data-after='{after}']")).await;
        self.see(&format!("[data-after='{after}'][aria-pressed='true']")).await;
    }

    /// Taps a PIN.
    pub async fn tap(&self, pin: &str) {
        self.see("#lock[open] .Pin__pad").await;
        for digit in pin.chars() {
            self.click(&format!("[data-digit='{digit}']")).await;
        }
    }

    /// Taps a PIN that opens.
    pub async fn unlock(&self, pin: &str) {
        self.tap(pin).await;
        self.is_unlocked().await;
    }

    /// Waits until nothing stands before the page.
    pub async fn is_unlocked(&self) {
        soon("the lock is open", async || if self.has("#lock[open]").await { Err(self.page().await) } else { Ok(()) }).await;
    }

    /// Waits for what the lock says of the last attempt.
    pub async fn lock_answers(&self, answer: &str) {
        self.see(&format!("#lock-said[data-answer='{answer}']")).await;
    }

    /// The disk.
    ///
    /// # Panics
    /// When the browser cannot read it.
    pub async fn disk(&self) -> Vec<OnDisk> {
        let rows = self.run_async(ROWS).await;
        let rows: Vec<(String, String, bool, String)> =
            serde_json::from_value(rows.clone()).unwrap_or_else(|error| panic!("{error}: {rows}"));
        rows.into_iter().map(|(place, key, is_closed, text)| OnDisk { place, key, is_closed, text }).collect()
    }

    /// Where on the disk one of these words can be read.
    pub async fn readable(&self, words: &[&str]) -> Vec<String> {
        let found = |row: &OnDisk| words.iter().find(|word| row.text.contains(**word)).map(|word| format!("{}: {word}", row.place));
        self.disk().await.iter().filter_map(found).collect()
    }

    /// Another page comes before this one, which is out of sight now.
    ///
    /// # Panics
    /// When the browser has no more tabs.
    pub async fn looks_away(&self) {
        let tab = self.web().new_tab().await.expect("a running browser opens tabs");
        self.web().switch_to_window(tab).await.expect("the tab was just opened");
        self.command("Page.bringToFront", json!({})).await;
    }

    /// Whether a script finds this text in what is drawn.
    pub async fn shows_text(&self, text: &str) -> bool {
        self.run("return document.body.innerText").await.as_str().is_some_and(|page| page.contains(text))
    }

    /// What a control holds.
    pub async fn value_of(&self, css: &str) -> Value {
        self.run(&format!("return document.querySelector({})?.value ?? null", json!(css))).await
    }
}
