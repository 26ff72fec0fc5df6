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

    /// Whether the document certainly has room for a light change after so many others that it does not have yet, all of which build
    /// on each other. Where this is not certain, [`Size::check`] knows once the document has them.
    pub(super) fn has_room_after(&self, doc: &Automerge, waiting: (u64, u64), change: &Change) -> bool {
        let (stats, (changes, operations)) = (doc.stats(), waiting);
        let is_light = change.len() as u64 <= limits::LIGHT_OPERATIONS && change.raw_bytes().len() <= limits::LIGHT_BYTES;
        is_light
            && self.measured.is_none()
            && stats.num_ops + operations + change.len() as u64 <= limits::DOCUMENT_OPERATIONS
            && stats.num_changes + changes < limits::DOCUMENT_CHANGES
    }

    fn is_too_heavy(&mut self, doc: &Automerge, operations: u64, bytes: usize) -> bool {
        let is_heavy = operations > limits::LIGHT_OPERATIONS || bytes > limits::LIGHT_BYTES;
        if self.measured.is_none() && is_heavy {
            self.measured = Some(Measured::of(doc));
        }
        let Some(measured) = &mut self.measured else { return false };
        measured.written += operations;
        measured.bytes += bytes;
        measured.written > limits::DOCUMENT_WRITTEN || measured.bytes > limits::DOCUMENT_BYTES
    }
}

impl Measured {
    fn of(doc: &Automerge) -> Self {
        let written = doc.get_changes_meta(&[]).iter().map(|meta| meta.max_op + 1 - meta.start_op).sum();
        Self { written, bytes: doc.save_nocompress().len() }
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

#[cfg(test)]
mod tests {
    use automerge::{ObjType, ROOT, transaction::Transactable};

    use super::*;

    #[test]
    fn what_a_batch_writes_and_deletes_is_counted() {
        let mut doc = Automerge::new();
        let mut tx = doc.transaction();
        let text = tx.put_object(ROOT, "text", ObjType::Text).expect("a new key");
        tx.splice_text(&text, 0, 0, &"a".repeat(300)).expect("a text");
        tx.commit();
        let mut tx = doc.transaction();
        tx.splice_text(&text, 0, 300, "").expect("a text");
        tx.commit();
        assert_eq!((doc.stats().num_ops, Measured::of(&doc).written), (301, 601), "a deletion leaves no row");

        let mut size = Size { measured: Some(Measured { written: limits::DOCUMENT_WRITTEN - 1, bytes: 0 }) };
        assert!(!size.is_too_heavy(&doc, 1, 1));
        assert!(size.is_too_heavy(&doc, 1, 1));
        let mut size = Size::default();
        assert!(!size.is_too_heavy(&doc, limits::LIGHT_OPERATIONS, limits::LIGHT_BYTES) && size.measured.is_none(), "not worth measuring");
        assert!(!size.is_too_heavy(&doc, limits::LIGHT_OPERATIONS + 1, 1) && size.measured.is_some());
    }
}
