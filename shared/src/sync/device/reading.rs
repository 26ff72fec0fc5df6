//! Documents are read that nobody opens: for a search in the library, a chapter of the handbook, a file of the archive.

use serde::{Deserialize, Serialize};

use super::{Device, Effect, Show};
use crate::{
    ids::DocumentId,
    records::{ledger, newer, read, read::Content},
    workflow::{Command, State},
};

/// What a document says on this device, own unconfirmed work included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadDocument {
    /// What people wrote.
    pub content: Content,
    /// What the ledger says.
    pub state: State,
    /// What this person asked for and the relay has not decided, in the order of asking.
    pub waiting: Vec<Command>,
    /// A newer version wrote in it what this one does not know: it is only read here.
    pub is_newer: bool,
}

impl Device {
    /// Reads each of these, or tells that it is not here.
    pub(super) fn read_all(&mut self, documents: Vec<DocumentId>) {
        for document in documents {
            if self.loaded.contains_key(&document) {
                self.tell_read(document);
            } else if self.documents.get(&document).is_some_and(super::Shelf::is_here) {
                self.reading.insert(document);
                self.effects.push(Effect::Read(document));
            } else {
                self.effects.push(Effect::Show(Show::Read { document, read: None }));
            }
        }
    }

    /// The log was read, and the document is in memory for this moment.
    pub(super) fn read_waiting(&mut self, document: DocumentId) {
        if self.reading.remove(&document) {
            self.tell_read(document);
        }
    }

    /// The log did not make a document: it is fetched anew, unless it is read once more.
    pub(super) fn not_read(&mut self, document: DocumentId) {
        let is_read_again = self.effects.contains(&Effect::Read(document));
        if !is_read_again && self.reading.remove(&document) {
            self.effects.push(Effect::Show(Show::Read { document, read: None }));
        }
    }

    fn tell_read(&mut self, document: DocumentId) {
        let (Some(loaded), Some(shelf)) = (self.loaded.get(&document), self.documents.get(&document)) else { return };
        let state = ledger::state(loaded.doc()).filter(State::is_open);
        let state = state.unwrap_or_else(|| State::of(shelf.listed.summary.kind, self.begun(document)));
        let waiting = self.waiting(document).into_iter().cloned().collect();
        let is_newer = newer::is_newer(loaded.doc());
        let read = ReadDocument { content: read::content(loaded.doc()), state, waiting, is_newer };
        self.effects.push(Effect::Show(Show::Read { document, read: Some(Box::new(read)) }));
    }
}
