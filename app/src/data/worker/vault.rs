//! The lock of whoever works here: its row, the attempts, the keys. While it is closed no key of the rows is anywhere in this
//! worker but with work that began before and is being written.

mod slowly;
mod sweep;

use shared::{
    ids::PersonId,
    lock::{Answer, Cost, Kind, LockRow, Phase, Standing, Tries},
    sync::device::{Checkpoint, Table},
    time::Timestamp,
};
use wasm_bindgen::JsCast;
use web_sys::CryptoKey;

use super::{
    cipher::{Cipher, Key, Keyring},
    key::TABLE as KEYS,
    me::TABLE as ROWS,
    store::{Store, StoreError},
};
use crate::data::draw;
pub(super) use sweep::{Step, Sweep};

/// What binds the wrapped key to its two wrappings.
const INNER: &[u8] = b"liandong lock 1: secret";
const OUTER: &[u8] = b"liandong lock 1: browser";

/// A person's lock.
pub(super) struct Vault {
    person: PersonId,
    row: LockRow,
    tries: Tries,
    /// The browser's own key; `None` where it was thrown away.
    own: Option<Key>,
    keyring: Keyring,
    /// Hundredths of what is being turned; `None` while nothing is.
    turned: Option<u32>,
    /// What was last counted of what is behind it.
    counted: Option<Checkpoint>,
}

/// Where a lock is kept: its row, and the browser's own key.
pub(super) struct Places<'a> {
    pub(super) rows: &'a mut Store,
    pub(super) keys: &'a mut Store,
}

/// The key of the rows, or why it cannot be had.
type Opened = Result<Vec<u8>, Answer>;

impl Vault {
    /// The lock of a person, closed, if they have one.
    pub(super) async fn read(person: PersonId, places: Places<'_>) -> Result<Option<Self>, StoreError> {
        let mut kept = places.rows.read(ROWS, &LockRow::key(person)).await?;
        let Some(row) = kept.pop().and_then(|(_, row)| LockRow::read(&row)) else { return Ok(None) };
        let tries = places.rows.read(ROWS, &LockRow::tries_key(person)).await?;
        let tries = tries.first().and_then(|(_, tries)| shared::codec::decode(tries)).unwrap_or_default();
        let own = places.keys.object(KEYS, &LockRow::key(person)).await?.dyn_into::<CryptoKey>().ok().map(Key);
        Ok(Some(Self { person, row, tries, own, keyring: Keyring::default(), turned: None, counted: None }))
    }

    /// A new one, open; what this keyring writes is enciphered from now on. The browser's own key is durable before the row that needs it.
    pub(super) async fn make(
        person: PersonId,
        kind: Kind,
        secret: &str,
        after: shared::lock::After,
        keyring: &Keyring,
        places: Places<'_>,
    ) -> Result<Self, StoreError> {
        let own = Key::drawn().await?;
        let rows: [u8; 32] = draw::bytes();
        let (salt, cost) = (draw::bytes(), Cost::NOW);
        let wrapped = wrapped(&rows, secret, &salt, cost, &own).await?;
        let row = LockRow { kind, after, salt, cost, wrapped, phase: Phase::Closing };
        let vault = Self { person, row, tries: Tries::default(), own: Some(own), keyring: keyring.clone(), turned: None, counted: None };
        let key = Key::of(&rows).await?;
        vault.keep(places).await?;
        keyring.closes(key);
        Ok(vault)
    }

    /// Keeps it, again where the browser threw away what it kept.
    pub(super) async fn keep(&self, places: Places<'_>) -> Result<(), StoreError> {
        if let Some(own) = &self.own {
            places.keys.put_object(KEYS, &LockRow::key(self.person), &own.0).await?;
        }
        self.keep_rows(places.rows).await
    }

    async fn keep_rows(&self, rows: &mut Store) -> Result<(), StoreError> {
        let tries = Some(shared::codec::encode(&self.tries));
        rows.write(&[(ROWS, LockRow::key(self.person), Some(self.row.row())), (ROWS, LockRow::tries_key(self.person), tries)]).await
    }

    /// Takes it away: the row first, or the next start would look for a key that is gone.
    pub(super) async fn forget(person: PersonId, places: Places<'_>) -> Result<(), StoreError> {
        places.rows.write(&[(ROWS, LockRow::key(person), None), (ROWS, LockRow::tries_key(person), None)]).await?;
        places.keys.write(&[(KEYS, LockRow::key(person), None)]).await
    }

    /// Whose it is.
    pub(super) const fn person(&self) -> PersonId {
        self.person
    }

    /// With what rows are read and written.
    pub(super) const fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    pub(super) fn is_open(&self) -> bool {
        self.keyring.now().is_some()
    }

    pub(super) const fn phase(&self) -> Phase {
        self.row.phase
    }

    /// How it stands.
    pub(super) fn standing(&self, now: Timestamp) -> Standing {
        let (kind, after) = (self.row.kind, self.row.after);
        if self.is_open() { Standing::Open { kind, after, turned: self.turned } } else { self.as_closed(now) }
    }

    /// How it stands when it is closed.
    pub(super) fn as_closed(&self, now: Timestamp) -> Standing {
        let tries = self.tries.by(now);
        let held = self.counted.map(|counted| counted.held);
        Standing::Closed { kind: self.row.kind, wait: tries.wait(now), held }
    }

    /// Closes it. Whatever is still being written goes on with the keyring that it has.
    pub(super) fn close(&mut self) {
        self.keyring = Keyring::default();
        self.turned = None;
    }

    /// Opens it.
    pub(super) async fn open(&mut self, secret: &str, now: Timestamp, rows: &mut Store) -> Result<Answer, StoreError> {
        let key = match self.tried(secret, now, rows).await? {
            Ok(key) => Key::of(&key).await?,
            Err(answer) => return Ok(answer),
        };
        if !self.is_open() {
            self.keyring.closes(key);
            if self.row.phase == Phase::Opening {
                drop(self.keyring.opens());
            }
        }
        Ok(Answer::Done)
    }

    /// Another secret, to whoever knows the one until now: one row.
    pub(super) async fn change(
        &mut self,
        old: &str,
        kind: Kind,
        new: &str,
        now: Timestamp,
        rows: &mut Store,
    ) -> Result<Answer, StoreError> {
        let key = match self.tried(old, now, rows).await? {
            Ok(key) => key,
            Err(answer) => return Ok(answer),
        };
        let Some(own) = &self.own else { return Ok(Answer::NoKey) };
        let (salt, cost) = (draw::bytes(), Cost::NOW);
        let wrapped = wrapped(&key, new, &salt, cost, own).await?;
        let row = LockRow { kind, salt, cost, wrapped, ..self.row.clone() };
        self.put(row, rows).await?;
        Ok(Answer::Done)
    }

    /// Begins to take it away, for whoever knows the secret. Answers who may still be writing enciphered rows.
    pub(super) async fn remove(
        &mut self,
        secret: &str,
        now: Timestamp,
        rows: &mut Store,
    ) -> Result<Result<std::rc::Weak<Cipher>, Answer>, StoreError> {
        if let Err(answer) = self.tried(secret, now, rows).await? {
            return Ok(Err(answer));
        }
        self.enter(Phase::Opening, rows).await?;
        Ok(Ok(self.keyring.opens()))
    }

    /// When it closes by itself.
    pub(super) async fn closes_after(&mut self, after: shared::lock::After, rows: &mut Store) -> Result<(), StoreError> {
        self.put(LockRow { after, ..self.row.clone() }, rows).await
    }

    /// It has come so far.
    pub(super) async fn enter(&mut self, phase: Phase, rows: &mut Store) -> Result<(), StoreError> {
        self.put(LockRow { phase, ..self.row.clone() }, rows).await
    }

    /// What was last counted of what is behind it: the one row that is never enciphered.
    pub(super) async fn count(&mut self, documents: &mut Store) -> Result<(), StoreError> {
        self.counted = Checkpoint::of_rows(&documents.read(Table::Meta.name(), "").await?);
        Ok(())
    }

    /// As it was last counted.
    pub(super) const fn counted(&self) -> Option<Checkpoint> {
        self.counted
    }

    /// So many hundredths are turned.
    pub(super) const fn turned(&mut self, turned: Option<u32>) {
        self.turned = turned;
    }

    async fn put(&mut self, row: LockRow, rows: &mut Store) -> Result<(), StoreError> {
        rows.write(&[(ROWS, LockRow::key(self.person), Some(row.row()))]).await?;
        self.row = row;
        Ok(())
    }

    /// An attempt: durable before it is looked at.
    async fn tried(&mut self, secret: &str, now: Timestamp, rows: &mut Store) -> Result<Opened, StoreError> {
        self.tries = self.tries.by(now);
        if self.tries.wait(now).is_some() {
            return Ok(Err(Answer::TooSoon));
        }
        let Some(own) = self.own.clone() else { return Ok(Err(Answer::NoKey)) };
        self.tries = self.tries.once_more(now);
        self.keep_rows(rows).await?;
        let Some(inner) = own.open(&self.row.wrapped, OUTER).await? else { return Ok(Err(Answer::NoKey)) };
        let slow = slowly::key(secret, &self.row.salt, self.row.cost).await?;
        let Some(key) = slow.open(&inner, INNER).await? else { return Ok(Err(Answer::Wrong)) };
        self.tries = Tries::default();
        self.keep_rows(rows).await?;
        Ok(Ok(key))
    }
}

/// The key of the rows under the key made of the secret, and that under the browser's own.
async fn wrapped(rows: &[u8], secret: &str, salt: &[u8; 16], cost: Cost, own: &Key) -> Result<Vec<u8>, StoreError> {
    let inner = slowly::key(secret, salt, cost).await?.close(rows, INNER).await?;
    let outer = own.close(&js_sys::Uint8Array::new(&inner).to_vec(), OUTER).await?;
    Ok(js_sys::Uint8Array::new(&outer).to_vec())
}
