//! Whether what the store keeps is what was once accepted: each log whole, each change itself, each document what its log says.

use std::collections::{BTreeSet, HashSet};

use automerge::{Automerge, Change, ChangeHash};
use shared::{
    ids::{DocumentId, Hash, PersonId},
    records::{genesis, ledger, read, summary},
    workflow::State,
};

use super::{Kept, RelayStore, StoreError};

/// How many bytes of a log are read at a time.
const PAGE: usize = 8 << 20;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Proof {
    pub(crate) documents: usize,
    pub(crate) entries: u64,
    pub(crate) damages: Vec<Damage>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// The store itself, in its own words.
    Store(String),
    /// Rows of a document cannot be read.
    Unreadable(DocumentId),
    /// A log has not as many entries as it should.
    Count { document: DocumentId, listed: u64, found: u64 },
    /// An entry is not the change that was accepted.
    Entry { document: DocumentId, n: u64 },
    /// An entry builds on one that is not before it.
    Dependency { document: DocumentId, n: u64 },
    /// Every entry is sound and the document does not open.
    Unopened(DocumentId),
    /// What lists show, or who may read it, is not what the log says.
    Listed(DocumentId),
}

/// Proves everything. `each` is given every document that opens.
pub(crate) fn prove<E>(store: &dyn RelayStore, mut each: impl FnMut(&Kept, &Automerge) -> Result<(), E>) -> Result<Proof, E> {
    let mut proof = Proof::default();
    proof.damages.extend(store.unsound().unwrap_or_else(|error| vec![error.to_string()]).into_iter().map(Damage::Store));
    let documents = store.documents().unwrap_or_else(|error| {
        proof.damages.push(Damage::Store(error.to_string()));
        Vec::new()
    });
    for id in documents {
        proof.documents += 1;
        let Ok(Some(kept)) = store.document(id) else {
            proof.damages.push(Damage::Unreadable(id));
            continue;
        };
        match document(store, &kept) {
            Ok(doc) => {
                proof.entries += kept.listed.n;
                if !agrees(store, &kept, &doc) {
                    proof.damages.push(Damage::Listed(id));
                }
                each(&kept, &doc)?;
            }
            Err(damage) => proof.damages.push(damage),
        }
    }
    Ok(proof)
}

fn document(store: &dyn RelayStore, kept: &Kept) -> Result<Automerge, Damage> {
    let (document, listed) = (kept.listed.summary.id, kept.listed.n);
    let failed = |_: StoreError| Damage::Unreadable(document);
    let hashes = store.hashes(document, u64::MAX).map_err(failed)?;
    let entries = entries(store, document).map_err(failed)?;
    let found = entries.len() as u64;
    if listed != found || listed != hashes.len() as u64 {
        return Err(Damage::Count { document, listed, found });
    }
    let mut known: HashSet<ChangeHash> = HashSet::new();
    let mut changes = Vec::with_capacity(entries.len());
    for ((bytes, hash), n) in entries.into_iter().zip(hashes).zip(1..) {
        let change = Change::from_bytes(bytes).ok().filter(|change| Hash::from(change.hash()) == hash);
        let change = change.ok_or(Damage::Entry { document, n })?;
        if !change.deps().iter().all(|dep| known.contains(dep)) {
            return Err(Damage::Dependency { document, n });
        }
        known.insert(change.hash());
        changes.push(change);
    }
    let mut doc = Automerge::new();
    doc.apply_changes(changes).map_err(|_| Damage::Unopened(document))?;
    let again = Automerge::load(&doc.save()).map_err(|_| Damage::Unopened(document))?;
    let opens = again.get_heads() == doc.get_heads() && known.len() == doc.get_changes_meta(&[]).len();
    if opens { Ok(doc) } else { Err(Damage::Unopened(document)) }
}

fn entries(store: &dyn RelayStore, document: DocumentId) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut entries: Vec<Vec<u8>> = Vec::new();
    loop {
        let page = store.log(document, entries.len() as u64, usize::from(u16::MAX), PAGE)?;
        if page.is_empty() {
            return Ok(entries);
        }
        entries.extend(page.into_iter().map(serde_bytes::ByteBuf::into_vec));
    }
}

/// Whether summary and state are those that the log gives. When it moved is known to the relay's clock alone, and how somebody was
/// called then to nobody.
fn agrees(store: &dyn RelayStore, kept: &Kept, doc: &Automerge) -> bool {
    let mut doc = doc.clone();
    genesis::completions(&mut doc);
    let stored = &kept.listed.summary;
    let Some(state) = read::kind(&doc).map(|kind| State::of(kind, ledger::entries(&doc))) else { return false };
    let summary = summary::of(stored.id, &read::content(&doc), &state, stored.moved_at, stored.people.clone());
    let summary = summary::Summary { disputed: stored.disputed, ..summary }; // Counted otherwise by earlier releases.
    let authors = read::authors(&doc).into_iter().map(|author| author.person).chain(state.entries.iter().map(|entry| entry.by));
    let people: BTreeSet<PersonId> = authors.filter(|person| matches!(store.person(*person), Ok(Some(_)))).collect();
    let named: BTreeSet<PersonId> = stored.people.iter().map(|named| named.id).collect();
    state == *kept.state && summary == *stored && people == named
}
