//! The ledger inside a document: numbered entries as bytes, appended by the relay alone.

use automerge::{
    ActorId, Automerge, Change, ObjId, ROOT, ReadDoc, ScalarValue, Value,
    transaction::{CommitOptions, Transactable},
};

use crate::workflow::{CaseState, Entry, Permit};

/// The relay's actor; no person's change may use it.
pub const RELAY_ACTOR: [u8; 16] = *b"liandong relay 1";

/// Appends what was permitted, as the relay.
///
/// # Panics
/// Never on a document that begins with the genesis change; the relay holds no other.
pub fn append(doc: &mut Automerge, permit: Permit) -> Change {
    let entry = permit.into_entry();
    let ledger = ledger(doc).expect("a document begins with its genesis change, which makes the ledger");
    let number = doc.keys(&ledger).count();
    let mut bytes = Vec::new();
    ciborium::into_writer(&entry, &mut bytes).expect("an entry is plain data and memory takes it");
    doc.set_actor(ActorId::from(RELAY_ACTOR));
    let mut tx = doc.transaction();
    tx.put(&ledger, format!("{number:06}"), ScalarValue::Bytes(bytes)).expect("the ledger is a map");
    tx.commit_with(CommitOptions::default().with_time(entry.at.0));
    doc.get_last_local_change().expect("the transaction above made one")
}

/// The entries in order. What this version cannot read is skipped, never fatal.
#[must_use]
pub fn entries(doc: &Automerge) -> Vec<Entry> {
    let Some(ledger) = ledger(doc) else { return Vec::new() };
    let bytes = doc.keys(&ledger).filter_map(|key| match doc.get(&ledger, key) {
        Ok(Some((Value::Scalar(value), _))) => match value.as_ref() {
            ScalarValue::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        },
        _ => None,
    });
    bytes.filter_map(|bytes| ciborium::from_reader(bytes.as_slice()).ok()).collect()
}

/// What the ledger says the case has come to.
#[must_use]
pub fn state(doc: &Automerge) -> CaseState {
    CaseState::of(&entries(doc))
}

fn ledger(doc: &Automerge) -> Option<ObjId> {
    match doc.get(ROOT, "ledger").ok()?? {
        (Value::Object(_), id) => Some(id),
        (Value::Scalar(_), _) => None,
    }
}
