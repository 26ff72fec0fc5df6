//! What documents say that nobody opens: the library, the handbook, the archive. Read a few at a time, so that a hand waits for none of it, and
//! again once they have moved.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use leptos::prelude::*;
use shared::{
    ids::DocumentId,
    sync::device::{Ask, ReadDocument},
    time::Timestamp,
};

use crate::state::tell::Tell;

/// So many are read in one step of the worker.
const AT_ONCE: usize = 6;

/// What was read; `None` where a document is not on this device.
type Read = BTreeMap<DocumentId, (Timestamp, Option<Arc<ReadDocument>>)>;

/// Documents that are wanted, and when they last moved.
type Wanted = Vec<(DocumentId, Timestamp)>;

/// What is still to be read, and what is being read.
type Line = (VecDeque<(DocumentId, Timestamp)>, BTreeMap<DocumentId, Timestamp>);

/// Readings.
#[derive(Clone, Copy)]
pub(crate) struct Readings {
    /// What was read, by document.
    pub(crate) read: RwSignal<Read>,
    line: StoredValue<Line>,
    /// What the screen wants, and what is wanted whatever is on the screen: to be carried, to be watched.
    wanted: StoredValue<[Wanted; 3]>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> Readings {
    let (line, wanted) = (StoredValue::new(Default::default()), StoredValue::new(Default::default()));
    let readings = Readings { read: RwSignal::new(Read::new()), line, wanted, tell };
    provide_context(readings);
    readings
}

/// Readings.
pub(crate) fn use_readings() -> Readings {
    expect_context()
}

impl Readings {
    /// The screen wants these, as they were when they last moved.
    pub(crate) fn want(self, documents: impl IntoIterator<Item = (DocumentId, Timestamp)>) {
        self.begin(0, documents.into_iter().collect());
    }

    /// Files that are to stay on this device may be named in these; they are read after what the screen wants.
    pub(in crate::state) fn carries(self, documents: Wanted) {
        self.begin(1, documents);
    }

    /// The catalogue is these.
    pub(in crate::state) fn watches(self, documents: Wanted) {
        self.begin(2, documents);
    }

    fn begin(self, whose: usize, documents: Wanted) {
        self.wanted.update_value(|wanted| wanted[whose] = documents);
        let documents: Wanted = self.wanted.with_value(|wanted| wanted.iter().flatten().copied().collect());
        let is_idle = self.line.try_update_value(|(queue, awaited)| {
            self.read.with_untracked(|read| {
                // What was not here may have come since, without having moved.
                let is_known = |(id, at): &(DocumentId, Timestamp)| read.get(id).is_some_and(|(of, read)| of == at && read.is_some());
                let is_asked = |(id, at): &(DocumentId, Timestamp)| awaited.get(id) == Some(at);
                *queue = documents.into_iter().filter(|wanted| !is_known(wanted) && !is_asked(wanted)).collect();
            });
            awaited.is_empty()
        });
        if is_idle == Some(true) {
            self.next();
        }
    }

    pub(in crate::state) fn hears(self, document: DocumentId, read: Option<ReadDocument>) {
        let at = self.line.try_update_value(|(_, awaited)| awaited.remove(&document)).flatten();
        if let Some(at) = at {
            self.read.update(|all| drop(all.insert(document, (at, read.map(Arc::new)))));
        }
        if self.line.with_value(|(_, awaited)| awaited.is_empty()) {
            self.next();
        }
    }

    pub(in crate::state) fn forget(self) {
        self.read.set(Read::new());
        self.line.set_value(Default::default());
        self.wanted.set_value(Default::default());
    }

    /// What a document says, if it was read.
    pub(crate) fn of(self, document: DocumentId) -> Option<Arc<ReadDocument>> {
        self.read.with(|read| read.get(&document).and_then(|(_, read)| read.clone()))
    }

    fn next(self) {
        let documents = self.line.try_update_value(|(queue, awaited)| {
            let next: Vec<(DocumentId, Timestamp)> = queue.drain(..queue.len().min(AT_ONCE)).collect();
            awaited.extend(next.iter().copied());
            next.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
        });
        if let Some(documents) = documents.filter(|documents| !documents.is_empty()) {
            self.tell.ask(Ask::Read { documents });
        }
    }
}
