//! What the device holds of one document without opening it: how far its log reaches and what waits to be confirmed.

use automerge::Change;

use super::{
    era::Doubt,
    handing::Handing,
    store::{Carried, DocumentRow, Outgoing, Write},
    u32_of,
};
use crate::{
    ids::{DocumentId, Hash},
    sync::wire::{Listed, MAX_CHANGES, MAX_FRAME},
    workflow::Refusal,
};

#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) listed: Listed,
    /// The log is held without gaps up to this number.
    pub(super) held: u64,
    /// Own unconfirmed changes with their row keys, in order of making.
    pub(super) outbox: Vec<(String, Outgoing)>,
    /// The submit that is under way: its batch and how many of the outbox's first changes it carries.
    pub(super) under_way: Option<(u64, usize)>,
    /// Refused changes, still in the outbox until the rest is rebuilt without them.
    pub(super) to_rebuild: Vec<(Hash, Refusal)>,
    /// Others' unconfirmed changes with their row keys, in order of coming.
    pub(super) carried: Vec<(String, Carried)>,
    /// What of these this connection has handed in, or is handing in under this batch.
    pub(super) handing: Handing,
    /// The log is of an earlier era, and it is not known whether it is the relay's: nothing is sent or added.
    pub(super) doubt: Option<Doubt>,
}

pub(super) const fn id(row: &DocumentRow) -> DocumentId {
    row.listed.summary.id
}

impl Shelf {
    pub(super) fn new(listed: Listed) -> Self {
        Self {
            listed,
            held: 0,
            outbox: Vec::new(),
            under_way: None,
            to_rebuild: Vec::new(),
            carried: Vec::new(),
            handing: Handing::default(),
            doubt: None,
        }
    }

    pub(super) fn stored(row: DocumentRow) -> Self {
        Self { held: row.held, ..Self::new(row.listed) }
    }

    /// The relay has not taken this document yet: it was begun on this device.
    pub(super) const fn is_begun_here(&self) -> bool {
        self.listed.n == 0 && self.held == 0 && self.doubt.is_none()
    }

    /// The relay's log may be another one; whatever it lists from now on is newer than what is known.
    pub(super) fn doubt(&mut self) {
        self.listed.n = 0;
        self.doubt = Some(Doubt::Open);
    }

    /// Something of the document is on this device.
    pub(super) const fn is_here(&self) -> bool {
        self.held > 0 || self.is_begun_here()
    }

    /// Changes not yet sent.
    pub(super) fn saved(&self) -> u32 {
        u32_of(self.outbox.len()) - self.sent()
    }

    /// Changes sent and not yet answered.
    pub(super) fn sent(&self) -> u32 {
        self.under_way.map_or(0, |(_, count)| u32_of(count))
    }

    /// The submit under way counts as not sent.
    pub(super) const fn take_back(&mut self) {
        self.under_way = None;
    }

    /// Nothing that was sent has an answer to come any more.
    pub(super) fn is_cut_off(&mut self) {
        self.take_back();
        self.handing = Handing::default();
    }

    /// How many of the first changes fit one submit.
    pub(super) fn next_batch(&self) -> usize {
        let mut bytes = 0;
        let fits = |(_, outgoing): &&(String, Outgoing)| {
            bytes += outgoing.chunk.len() + 16;
            bytes < MAX_FRAME - 1024
        };
        self.outbox.iter().take(MAX_CHANGES).take_while(fits).count().max(usize::from(!self.outbox.is_empty()))
    }

    /// A newer listing replaces an older one.
    pub(super) fn list(&mut self, listed: Listed) {
        if listed.n >= self.listed.n {
            self.listed = listed;
        }
    }

    pub(super) fn row(&self) -> Write {
        DocumentRow { listed: self.listed.clone(), held: self.held }.row()
    }

    /// The unconfirmed changes.
    pub(super) fn pending(&self) -> Vec<Change> {
        self.outbox.iter().filter_map(|(_, outgoing)| Change::from_bytes(outgoing.chunk.clone()).ok()).collect()
    }

    /// Takes a confirmed change out.
    pub(super) fn settle(&mut self, hash: Hash) -> Option<(String, Outgoing)> {
        let at = self.outbox.iter().position(|(_, outgoing)| outgoing.hash == hash)?;
        Some(self.outbox.remove(at))
    }
}
