//! From the relay: what moved, the entries of the logs. Entries are stored unopened; only a document in memory applies them.

use automerge::Change;
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use super::{
    CURSOR, Device, Effect, STRANGE,
    shelf::Shelf,
    store::{Table, Write},
};
use crate::{
    ids::{DocumentId, Hash},
    records::waits::Waited,
    sync::wire::{FromDevice, Lines, Listed, understood},
};

/// Pulls under way at once.
const PULLS: usize = 8;

impl Device {
    pub(super) fn inventory(&mut self, documents: Lines<Waited>, cursor: u64, more: bool) {
        let mut writes = Vec::with_capacity(documents.known.len() + 1);
        if !documents.is_whole && self.strange != Some(understood()) {
            self.strange = Some(understood());
            writes.push(Write::put(Table::Meta, STRANGE.into(), &understood()));
        }
        for listed in documents.known {
            let document = listed.summary.id;
            self.regain(document);
            self.stale.lines.insert(document);
            let unplaced = &mut self.unplaced;
            let shelf = self.documents.entry(document).or_insert_with(|| Shelf::new(listed.clone()));
            shelf.outbox.extend(unplaced.extract_if(.., |(_, outgoing)| outgoing.document == document));
            shelf.list(listed);
            writes.push(shelf.row());
            self.ask_for(document);
        }
        self.cursor = cursor;
        writes.push(Write::put(Table::Meta, CURSOR.into(), &cursor));
        self.save(writes);
        if more {
            self.effects.push(Effect::Send(FromDevice::Inventory { since: cursor }));
        } else {
            self.swept();
        }
        self.pull_more();
    }

    pub(super) fn entries(&mut self, listed: Listed, after: u64, entries: &[ByteBuf]) {
        let document = listed.summary.id;
        self.regain(document);
        let shelf = self.documents.entry(document).or_insert_with(|| Shelf::new(listed.clone()));
        shelf.list(listed);
        if shelf.doubt.is_some() {
            self.fetched(document, after, entries);
            return;
        }
        let was = shelf.held;
        let known = usize::try_from(was.saturating_sub(after)).unwrap_or(usize::MAX);
        let new = if after <= was { entries.get(known..).unwrap_or_default() } else { &[] };
        let mut writes = Vec::with_capacity(new.len() + 1);
        let mut is_settled = false;
        for chunk in new {
            shelf.held += 1;
            writes.push(Write::log(document, shelf.held, chunk));
            // Own work whose answer was lost with the connection.
            if let Some((key, _)) = shelf.settle(hash(chunk)) {
                shelf.take_back();
                writes.push(Write::delete(Table::Outbox, key));
                self.truth.confirmed_at = Some(self.now);
                is_settled = true;
            }
            // A colleague's that was handed over, by whomever it came to the relay.
            if let Some(write) = shelf.settle_carried(hash(chunk)) {
                writes.push(write);
                is_settled = true;
            }
        }
        writes.push(shelf.row());
        let (is_behind, has_moved) = (shelf.held < shelf.listed.n, shelf.held > was);
        self.save(writes);
        self.stale.lines.insert(document);
        self.receive(document, new);
        let was_pulled = self.pulling.remove(&document);
        if is_behind && (has_moved || after > was) {
            self.ask_for(document);
        }
        self.pull_more();
        if is_settled {
            self.pump(document); // What waited behind that answer has nobody else to send it on.
        }
        if was_pulled {
            self.vouch(document, true);
        }
    }

    /// Gives new entries to the document in memory, or opens the document that was waited for.
    fn receive(&mut self, document: DocumentId, new: &[ByteBuf]) {
        if self.open == Some(document) {
            self.stale.document = true;
        }
        let Some(loaded) = self.loaded.get_mut(&document) else {
            if self.open == Some(document) && self.documents.get(&document).is_some_and(|shelf| shelf.held >= shelf.listed.n) {
                self.effects.push(Effect::Read(document));
            }
            return;
        };
        let changes = new.iter().map(|chunk| Change::from_bytes(chunk.to_vec())).collect::<Result<Vec<_>, _>>();
        if !changes.is_ok_and(|changes| loaded.receive(changes).is_ok()) {
            self.effects.push(Effect::Read(document));
        }
    }

    /// Puts a document in the queue if its log is not held to the end, or in doubt.
    pub(super) fn ask_for(&mut self, document: DocumentId) {
        let is_behind = self.documents.get(&document).is_some_and(|shelf| shelf.doubt.is_some() || shelf.held < shelf.listed.n);
        if is_behind && !self.lost.contains_key(&document) && !self.pulls.contains(&document) && !self.pulling.contains(&document) {
            self.pulls.push_back(document);
        }
    }

    pub(super) fn pull_more(&mut self) {
        while self.truth.link == super::Link::Online && self.pulling.len() < PULLS {
            let Some(document) = self.pulls.pop_front() else { return };
            let Some(shelf) = self.documents.get_mut(&document) else { continue };
            self.effects.push(match &mut shelf.doubt {
                None => Effect::Send(FromDevice::Pull { document, after: shelf.held }),
                Some(doubt) => doubt.next(document),
            });
            self.pulling.insert(document);
        }
    }
}

/// The hash by which Automerge names a plain change chunk: over everything after magic and checksum.
pub(super) fn hash(chunk: &[u8]) -> Hash {
    Hash(Sha256::digest(chunk.get(8..).unwrap_or_default()).into())
}
