//! The store's twin in memory: the same answers without a disk.

mod aside;
mod people;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use serde_bytes::ByteBuf;
use shared::{
    ids::{Author, CommandId, DocumentId, Era, Hash, PersonId},
    time::Timestamp,
};

use super::{
    Accepted, Decision, DeviceKey, FileRow, Held, Kept, LogEntry, Naming, Pending, Receipt, RelayStore, Snapshot, StoreError, TokenHash,
    Write,
};
use crate::random;
use aside::Aside;
use people::People;

/// Keeps everything until the program ends.
pub(crate) struct Memory {
    era: Era,
    documents: Mutex<Tables>,
    people: Mutex<People>,
    aside: Mutex<Aside>,
    /// How often it was asked whether people changed.
    asked: AtomicU64,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            era: Era(random::bytes()),
            documents: Mutex::default(),
            people: Mutex::default(),
            aside: Mutex::default(),
            asked: AtomicU64::default(),
        }
    }
}

#[derive(Clone, Default)]
struct Tables {
    moved: u64,
    documents: BTreeMap<DocumentId, Kept>,
    logs: BTreeMap<DocumentId, Vec<(LogEntry, Accepted)>>,
    snapshots: BTreeMap<DocumentId, Snapshot>,
    decisions: BTreeMap<(DocumentId, PersonId, CommandId), Decision>,
    pending: Vec<Pending>,
    files: BTreeMap<Hash, File>,
    named: BTreeSet<Naming>,
}

#[derive(Clone)]
struct File {
    held: Option<Held>,
    size: u64,
    at: Timestamp,
    uploaded_by: BTreeSet<PersonId>,
}

impl Memory {
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn aside(&self) -> MutexGuard<'_, Aside> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    fn add(&mut self, write: &Write) -> Result<u64, StoreError> {
        let log = self.logs.entry(write.document).or_default();
        if log.len() as u64 != write.after {
            return Err(StoreError::Failed("entries do not continue the log".into()));
        }
        for entry in &write.entries {
            if log.iter().any(|(other, _)| other.hash == entry.hash || (&other.actor, other.seq) == (&entry.actor, entry.seq)) {
                return Err(StoreError::Failed("the change is in the log already".into()));
            }
            log.push((entry.clone(), write.accepted));
        }
        if !write.entries.is_empty() {
            self.moved += 1;
            self.documents.insert(write.document, Kept { moved: self.moved, ..write.kept.clone() });
        }
        if let Some(decided) = &write.decided {
            let key = (write.document, decided.by, decided.id);
            if self.decisions.insert(key, decided.decision.clone()).is_some() {
                return Err(StoreError::Failed("the command was decided already".into()));
            }
        }
        for pending in &write.pending {
            self.pending.retain(|other| (other.document, other.news) != (pending.document, pending.news));
            self.pending.push(*pending);
        }
        for naming in &write.named {
            let was_readable = Naming { was_readable: true, ..*naming };
            if !self.named.contains(&was_readable) {
                self.named.remove(&Naming { was_readable: false, ..*naming });
                self.named.insert(*naming);
            }
        }
        Ok(self.moved)
    }

    fn is_named(&self, hash: Hash) -> bool {
        self.named.iter().any(|naming| naming.hash == hash)
    }
}

impl RelayStore for Memory {
    fn era(&self) -> Result<Era, StoreError> {
        Ok(self.era)
    }

    fn commit(&self, group: &[Write]) -> Result<Vec<u64>, StoreError> {
        let mut tables = self.tables();
        let mut trial = tables.clone();
        let moved = group.iter().map(|write| trial.add(write)).collect::<Result<_, _>>()?;
        *tables = trial;
        Ok(moved)
    }

    fn document(&self, id: DocumentId) -> Result<Option<Kept>, StoreError> {
        Ok(self.tables().documents.get(&id).cloned())
    }

    fn documents(&self) -> Result<Vec<DocumentId>, StoreError> {
        Ok(self.tables().documents.keys().copied().collect())
    }

    fn moved_since(&self, cursor: u64, limit: usize) -> Result<Vec<Kept>, StoreError> {
        let mut moved: Vec<Kept> = self.tables().documents.values().filter(|kept| kept.moved > cursor).cloned().collect();
        moved.sort_by_key(|kept| kept.moved);
        moved.truncate(limit);
        Ok(moved)
    }

    fn log(&self, document: DocumentId, after: u64, limit: usize, bytes: usize) -> Result<Vec<ByteBuf>, StoreError> {
        let tables = self.tables();
        let skipped = usize::try_from(after).unwrap_or(usize::MAX);
        let entries = tables.logs.get(&document).into_iter().flatten().skip(skipped).take(limit).map(|(entry, _)| entry.bytes.clone());
        super::within(entries.map(Ok), bytes)
    }

    fn numbers(&self, document: DocumentId, hashes: &[Hash]) -> Result<Vec<(Hash, u64)>, StoreError> {
        let tables = self.tables();
        let numbered = tables.logs.get(&document).into_iter().flatten().zip(1..);
        Ok(numbered.filter(|((entry, _), _)| hashes.contains(&entry.hash)).map(|((entry, _), n)| (entry.hash, n)).collect())
    }

    fn receipts(&self, document: DocumentId, after: u64, limit: usize) -> Result<Vec<Receipt>, StoreError> {
        let tables = self.tables();
        let receipt = |((entry, accepted), n): (&(LogEntry, Accepted), u64)| Receipt { n, hash: entry.hash, accepted: Some(*accepted) };
        let receipts = tables.logs.get(&document).into_iter().flatten().zip(1..).map(receipt);
        Ok(receipts.filter(|receipt| receipt.n > after).take(limit).collect())
    }

    fn put_snapshot(&self, document: DocumentId, snapshot: &Snapshot) -> Result<(), StoreError> {
        let mut tables = self.tables();
        if !tables.documents.contains_key(&document) {
            return Err(StoreError::Failed("a snapshot of no document".into()));
        }
        if tables.snapshots.get(&document).is_none_or(|standing| standing.n < snapshot.n) {
            tables.snapshots.insert(document, snapshot.clone());
        }
        Ok(())
    }

    fn snapshot(&self, document: DocumentId) -> Result<Option<Snapshot>, StoreError> {
        Ok(self.tables().snapshots.get(&document).cloned())
    }

    fn drop_snapshot(&self, document: DocumentId) -> Result<(), StoreError> {
        self.tables().snapshots.remove(&document);
        Ok(())
    }

    fn hashes(&self, document: DocumentId, limit: u64) -> Result<Vec<Hash>, StoreError> {
        let tables = self.tables();
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(tables.logs.get(&document).into_iter().flatten().take(limit).map(|(entry, _)| entry.hash).collect())
    }

    fn decision(&self, document: DocumentId, person: PersonId, id: CommandId) -> Result<Option<Decision>, StoreError> {
        Ok(self.tables().decisions.get(&(document, person, id)).cloned())
    }

    fn pending(&self) -> Result<Vec<Pending>, StoreError> {
        Ok(self.tables().pending.clone())
    }

    fn done(&self, told: &[Pending]) -> Result<(), StoreError> {
        let mut tables = self.tables();
        tables.pending.retain(|pending| !told.contains(pending));
        Ok(())
    }

    fn probe(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn file(&self, hash: Hash) -> Result<FileRow, StoreError> {
        let tables = self.tables();
        let file = tables.files.get(&hash);
        Ok(FileRow {
            held: file.and_then(|file| file.held),
            uploaded_by: file.into_iter().flat_map(|file| file.uploaded_by.iter().copied()).collect(),
            named: tables.named.iter().filter(|naming| naming.hash == hash).copied().collect(),
        })
    }

    fn files(&self) -> Result<Vec<(Hash, u64)>, StoreError> {
        Ok(self.tables().files.iter().filter_map(|(hash, file)| Some((*hash, file.held?.size))).collect())
    }

    fn put_file(&self, hash: Hash, held: Held, by: PersonId, at: Timestamp) -> Result<(), StoreError> {
        let mut tables = self.tables();
        let file = tables.files.entry(hash).or_insert_with(|| File { held: None, size: 0, at, uploaded_by: BTreeSet::new() });
        (file.held, file.size, file.at) = (Some(held), held.size, at);
        file.uploaded_by.insert(by);
        Ok(())
    }

    fn unnamed_bytes(&self, by: PersonId) -> Result<u64, StoreError> {
        let tables = self.tables();
        let own = tables.files.iter().filter(|(hash, file)| file.uploaded_by.contains(&by) && !tables.is_named(**hash));
        Ok(own.map(|(_, file)| file.size).sum())
    }

    fn let_go(&self, before: Timestamp) -> Result<Vec<Hash>, StoreError> {
        let mut tables = self.tables();
        let mut files = std::mem::take(&mut tables.files);
        for (hash, file) in &mut files {
            if file.at < before && !tables.is_named(*hash) {
                file.held = None;
            }
        }
        tables.files = files;
        Ok(tables.files.iter().filter(|(_, file)| file.held.is_none()).map(|(hash, _)| *hash).collect())
    }

    fn gone(&self, hash: Hash) -> Result<(), StoreError> {
        self.tables().files.retain(|other, file| *other != hash || file.held.is_some());
        Ok(())
    }

    fn unsound(&self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    /// Never twice the same: whoever works over this twin asks each time.
    fn people_version(&self) -> u64 {
        self.asked.fetch_add(1, Ordering::Relaxed)
    }

    fn put_key(&self, key: &DeviceKey) -> Result<(), StoreError> {
        let keys = &mut self.people().keys;
        if keys.get(&key.author).is_none_or(|standing| standing.token != key.token) {
            keys.insert(key.author, DeviceKey { opens: Vec::new(), ..key.clone() });
        }
        Ok(())
    }

    fn put_opening(&self, author: Author, token: TokenHash, point: &[u8]) -> Result<(), StoreError> {
        if let Some(key) = self.people().keys.get_mut(&author).filter(|key| key.token == token && key.opens.is_empty()) {
            key.opens = point.to_vec();
        }
        Ok(())
    }

    fn keys(&self) -> Result<Vec<DeviceKey>, StoreError> {
        Ok(self.people().keys.values().cloned().collect())
    }

    fn key(&self, author: Author) -> Result<Option<DeviceKey>, StoreError> {
        Ok(self.people().keys.get(&author).cloned())
    }
}
