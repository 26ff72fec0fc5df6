//! What a document may grow to: beyond it changes are refused, so that nobody can make a document on which the relay, or a
//! tablet, spends its day. The relay's own entries are not asked.

use automerge::{Automerge, Change, ChangeMetadata, ReadDoc};

use super::limits;
use crate::{
    ids::{Author, PersonId},
    workflow::Code,
};

/// What a batch knows of its document's size: nothing, until a heavy change makes it worth measuring.
#[derive(Default)]
pub(super) struct Size {
    measured: Option<Measured>,
}

struct Measured {
    /// Operations ever made.
    written: u64,
    /// As saved without compression.
    bytes: usize,
}

impl Size {
    /// Whether the document has room for the change.
    pub(super) fn check(&mut self, doc: &Automerge, author: Author, change: &Change) -> Result<(), Code> {
        let stats = doc.stats();
        let (operations, bytes) = (change.len() as u64, change.raw_bytes().len());
        let is_full = stats.num_ops + operations > limits::DOCUMENT_OPERATIONS || stats.num_changes >= limits::DOCUMENT_CHANGES;
        if is_full || self.is_too_heavy(doc, operations, bytes) || (change.seq() == 1 && !has_room_for_actor(doc, author.person)) {
            return Err(Code::DocumentFull);
        }
        if has_room_for_head(doc, author.person, change) { Ok(()) } else { Err(Code::DocumentFull) }
    }

    fn is_too_heavy(&mut self, doc: &Automerge, operations: u64, bytes: usize) -> bool {
        let is_heavy = operations > limits::LIGHT_OPERATIONS || bytes > limits::LIGHT_BYTES;
        if self.measured.is_none() && is_heavy {
            let written = doc.get_changes_meta(&[]).iter().map(|meta| meta.max_op + 1 - meta.start_op).sum();
            self.measured = Some(Measured { written, bytes: doc.save_nocompress().len() });
        }
        let Some(measured) = &mut self.measured else { return false };
        measured.written += operations;
        measured.bytes += bytes;
        measured.written > limits::DOCUMENT_WRITTEN || measured.bytes > limits::DOCUMENT_BYTES
    }
}

fn has_room_for_actor(doc: &Automerge, person: PersonId) -> bool {
    let mine = doc.get_authors().iter().filter(|author| Author::of_bytes(author.as_bytes()).is_some_and(|author| author.person == person));
    let own: usize = mine.map(|author| doc.get_actors_for_author(author).len()).sum();
    own < limits::OWN_ACTORS && doc.stats().num_actors < limits::DOCUMENT_ACTORS
}

/// The change is a new branch's end, in place of the ends on which it builds.
fn has_room_for_head(doc: &Automerge, person: PersonId, change: &Change) -> bool {
    let heads = doc.get_heads();
    if heads.len() < limits::OWN_HEADS {
        return true;
    }
    let is_own = |meta: &ChangeMetadata<'_>| {
        meta.author.as_ref().and_then(|author| Author::of_bytes(author.as_bytes())).is_some_and(|author| author.person == person)
    };
    let staying = heads.iter().filter(|head| !change.deps().contains(head));
    staying.filter_map(|head| doc.get_change_meta_by_hash(head)).filter(is_own).count() < limits::OWN_HEADS
}
