//! Snapshots: a document as it was after an entry of its log, so that it is loaded without its whole history. The log
//! stays the truth: a snapshot is written after it proved to say the same, and one that does not read any more is left aside.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::Automerge;
use shared::records::{ledger, read, summary};

use crate::store::{Kept, Snapshot};

/// A document as it is at one moment, beside the desk.
pub(in crate::desk) struct Still {
    pub(super) doc: Automerge,
    pub(super) kept: Kept,
}

impl Still {
    /// The document's bytes, if reading them again gives the same versions, the same summary and the same state.
    pub(in crate::desk) fn proved(&self) -> Option<Snapshot> {
        let snapshot = Snapshot { n: self.kept.listed.n, bytes: self.doc.save() };
        let again = open(&snapshot)?;
        let state = ledger::state(&again)?;
        let standing = &self.kept.listed.summary;
        let said = summary::of(standing.id, &read::content(&again), &state, standing.moved_at, standing.people.clone());
        let said = summary::Summary { disputed: standing.disputed, ..said }; // Counted otherwise by earlier releases.
        (again.get_heads() == self.doc.get_heads() && said == *standing && state == *self.kept.state).then_some(snapshot)
    }
}

/// The document of a snapshot; `None` where it cannot be read, or holds another number of changes than the log until there.
pub(super) fn open(snapshot: &Snapshot) -> Option<Automerge> {
    // Damaged bytes may bring the library to panic.
    let doc = catch_unwind(AssertUnwindSafe(|| Automerge::load(&snapshot.bytes))).ok()?.ok()?;
    (doc.get_changes_meta(&[]).len() as u64 == snapshot.n).then_some(doc)
}
