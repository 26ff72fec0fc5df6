//! A document as lists know it: its summary, how long its log is, and what waits in it.

use serde::{Deserialize, Serialize};

use crate::{
    ids::DocumentId,
    records::{
        read::Content,
        summary::{self, Named, Summary},
        waits::{self, Waited},
    },
    time::Timestamp,
    workflow::State,
};

/// A document in the inventory.
pub type Listed = ListedWith<Waited>;

/// A document in the inventory, with what waits in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedWith<W> {
    /// As lists show it.
    pub summary: Summary,
    /// The number of its last log entry.
    pub n: u64,
    /// What waits.
    pub waits: W,
}

impl Listed {
    /// As lists show a document that says and adds up to this, after so many entries.
    #[must_use]
    pub fn of(id: DocumentId, content: &Content, state: &State, moved_at: Timestamp, people: Vec<Named>, n: u64) -> Self {
        Self { summary: summary::of(id, content, state, moved_at, people), n, waits: waits::of(state, content) }
    }
}

impl<W> ListedWith<W> {
    /// The same with something else for what waits.
    pub(crate) fn with<V>(self, waits: V) -> ListedWith<V> {
        let Self { summary, n, waits: _ } = self;
        ListedWith { summary, n, waits }
    }
}
