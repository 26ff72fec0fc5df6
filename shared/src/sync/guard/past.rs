//! What a change could know of: the versions that it names, and what those name. A change that speaks of anything else would
//! be there before its own ground for readers who take changes in another order than this document did.

use std::collections::HashMap;

use automerge::{ActorId, Automerge, Change, legacy::OpId};

/// The past of a change, told by what is not in it: each actor's first operation beside it.
pub(super) struct Past {
    beside: HashMap<ActorId, u64>,
}

impl Past {
    pub(super) fn of(doc: &Automerge, change: &Change) -> Self {
        let mut beside = HashMap::new();
        // Who writes with the whole document before them, as devices with a network do, has nothing beside them.
        if !doc.get_heads().iter().all(|head| change.deps().contains(head)) {
            for meta in doc.get_changes_meta(change.deps()) {
                let first = beside.entry(meta.actor.into_owned()).or_insert(meta.start_op);
                *first = meta.start_op.min(*first);
            }
        }
        Self { beside }
    }

    /// An actor's changes build on each other: what it did first beside the change, it did before all the rest that is.
    pub(super) fn knows(&self, id: &OpId) -> bool {
        self.beside.get(id.actor()).is_none_or(|first| id.counter() < *first)
    }
}
