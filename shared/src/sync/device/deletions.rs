//! What was deleted on this device of what a person had here: when, what and why. Durable, shown, and bounded: of the oldest only
//! that they were is forgotten.

use serde::{Deserialize, Serialize};

use super::{
    Device, Loss, RefusedWork, Why,
    shelf::Shelf,
    store::{Table, Write},
};
use crate::{documents::DocumentKind, ids::DocumentId, time::Timestamp};

/// So many are kept.
const MOST: usize = 200;

/// A deletion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// Names it; later ones sort behind.
    pub id: String,
    /// When, by this device's clock.
    pub at: Timestamp,
    /// What and why.
    pub gone: Gone,
}

/// What is gone, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gone {
    /// A document that this person may not read any more.
    LetGo(Named, Why),
    /// Refused work that its person no longer needed; it can be brought back from here.
    Discarded(RefusedWork),
    /// A note that its person no longer needed; it can be brought back from here.
    Note(RefusedWork),
    /// A document as this device had it: the relay was restored from a backup, and its own took the place.
    Replaced(Named),
    /// A document that could not be read on this device; it is fetched again.
    Damaged(Named),
    /// The browser threw it away.
    Evicted(Loss),
    /// Changes of this colleague, so many, that came without a network and that the relay did not take; their author has them.
    Handed(Named, String, u32),
    /// The person had forgotten what opens the lock, and had everything deleted.
    Forgotten(Loss),
    /// The session of this device was ended from elsewhere: what was unsent was handed over, then everything left.
    Revoked(Loss),
}

impl Deletion {
    /// The row that says why everything was deleted: nothing else is left beside it.
    #[must_use]
    pub fn of_all(gone: Gone, now: Timestamp) -> Write {
        let deletion = Self { id: format!("{:013}-{:010}", now.0, 0), at: now, gone };
        Write::put(Table::Deletions, deletion.id.clone(), &deletion)
    }
}

/// A document by what lists showed of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The document.
    pub document: DocumentId,
    /// What it was.
    pub kind: DocumentKind,
    /// Its name.
    pub title: String,
    /// Its product, where it had one.
    pub product: String,
}

impl Named {
    pub(super) fn of(shelf: &Shelf) -> Self {
        let summary = &shelf.listed.summary;
        Self { document: summary.id, kind: summary.kind, title: summary.title.clone(), product: summary.product.clone() }
    }
}

impl Device {
    /// The rows that note a deletion; the oldest beyond the bound go.
    pub(super) fn gone(&mut self, gone: Gone) -> Vec<Write> {
        self.drawn += 1;
        let deletion = Deletion { id: format!("{:013}-{:010}", self.now.0, self.drawn), at: self.now, gone };
        let mut writes = vec![Write::put(Table::Deletions, deletion.id.clone(), &deletion)];
        self.deletions.insert(deletion.id.clone(), deletion);
        while self.deletions.len() > MOST
            && let Some((oldest, _)) = self.deletions.pop_first()
        {
            writes.push(Write::delete(Table::Deletions, oldest));
        }
        self.stale.deletions = true;
        writes
    }

    /// A document cannot be read here; noted once until it was fetched again.
    pub(super) fn damaged(&mut self, document: DocumentId) {
        let Some(shelf) = self.documents.get(&document) else { return };
        let gone = Gone::Damaged(Named::of(shelf));
        let is_noted = self.deletions.values().next_back().is_some_and(|last| last.gone == gone);
        if !is_noted {
            let writes = self.gone(gone);
            self.save(writes);
        }
    }
}
