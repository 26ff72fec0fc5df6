//! What a change could know of: the versions that it names, and what those name. A change that speaks of anything else would
//! be there before its own ground for readers who take changes in another order than this document did.

use std::collections::HashMap;

use automerge::{ActorId, Automerge, Change, ChangeHash, legacy::OpId};

/// The past of a change, told by what is not in it: each actor's first operation beside it.
#[derive(Default)]
pub(super) struct Past {
    beside: HashMap<ActorId, u64>,
    /// The change whose past this is.
    of: Option<ChangeHash>,
}

impl Past {
    /// The past of `change`, where the change of this past is the last that the document took. What stands beside a device's change
    /// stands beside its next one too: looking back once serves all that it wrote without a network.
    pub(super) fn next(&mut self, doc: &Automerge, change: &Change) {
        if self.of.is_none_or(|last| change.deps() != [last]) {
            self.beside = beside(doc, change);
        }
        self.of = Some(change.hash());
    }

    /// An actor's changes build on each other: what it did first beside the change, it did before all the rest that is.
    pub(super) fn knows(&self, id: &OpId) -> bool {
        self.beside.get(id.actor()).is_none_or(|first| id.counter() < *first)
    }
}

fn beside(doc: &Automerge, change: &Change) -> HashMap<ActorId, u64> {
    let mut beside = HashMap::new();
    // Who writes with the whole document before them, as devices with a network do, has nothing beside them.
    if doc.get_heads().iter().all(|head| change.deps().contains(head)) {
        return beside;
    }
    for meta in doc.get_changes_meta(change.deps()) {
        match beside.get_mut(meta.actor.as_ref()) {
            Some(first) => *first = meta.start_op.min(*first),
            None => drop(beside.insert(meta.actor.into_owned(), meta.start_op)),
        }
    }
    beside
}
