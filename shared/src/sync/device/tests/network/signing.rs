//! What the stories of signatures ask of a device.

use super::{CASE, Network};
use crate::{
    ids::Hash,
    records::read::Content,
    sync::device::{Ask, Input},
    time::Timestamp,
};

impl Network {
    /// Everything that the device shows of the open document.
    pub(in super::super) fn content(&self, at: usize) -> &Content {
        &self.nodes[at].screen.document.as_ref().expect("the document is open").content
    }

    /// What the document said in an earlier version.
    pub(in super::super) fn earlier(&mut self, at: usize, heads: &[Hash]) -> Option<Content> {
        self.give(at, Input::Ask(Ask::Earlier { document: CASE, heads: heads.to_vec() }));
        self.nodes[at].screen.earlier.take()
    }

    /// The device's key is known.
    pub(in super::super) fn keyed(&mut self, at: usize, key: &[u8]) {
        self.give(at, Input::Key(key.to_vec()));
    }

    /// The keys that were registered, in order.
    pub(in super::super) fn keys(&self) -> &[Vec<u8>] {
        &self.keys
    }

    /// The clock.
    pub(in super::super) fn now(&self) -> Timestamp {
        self.now
    }
}
