//! What this device keeps beside the documents: notes, and the list of what was deleted.

use leptos::prelude::*;
use shared::sync::device::{Ask, Deletion, RefusedWork};

use crate::state::tell::Tell;

/// Notes and deletions.
#[derive(Clone, Copy)]
pub(crate) struct Kept {
    /// Refused work that the person keeps.
    pub(crate) notes: RwSignal<Vec<RefusedWork>>,
    /// What was deleted, the last first.
    pub(crate) deletions: RwSignal<Vec<Deletion>>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> Kept {
    let kept = Kept { notes: RwSignal::new(Vec::new()), deletions: RwSignal::new(Vec::new()), tell };
    provide_context(kept);
    kept
}

/// Notes and deletions.
pub(crate) fn use_kept() -> Kept {
    expect_context()
}

impl Kept {
    /// The person no longer needs a note.
    pub(crate) fn drop_note(self, id: String) {
        self.tell.ask(Ask::DropNote { id });
    }

    /// What was discarded is needed after all.
    pub(crate) fn bring_back(self, id: String) {
        self.tell.ask(Ask::BringBack { id });
    }

    pub(in crate::state) fn forget(self) {
        self.notes.set(Vec::new());
        self.deletions.set(Vec::new());
    }
}
