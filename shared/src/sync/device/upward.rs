//! To the relay: own changes, in order, one submit per document at a time; then the commands that wait behind them. After a
//! refusal the rest is rebuilt and goes on; nothing is sent for ever, nothing is lost.

use std::collections::{HashMap, HashSet};

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;

use super::{
    CONFIRMED, Device, Effect, Link, RefusedWork, Told, Work, fresh_actor,
    shelf::Shelf,
    store::{Outgoing, Table, Write},
};
use crate::{
    ids::{DocumentId, Hash},
    sync::{
        rebuild,
        wire::{FromDevice, Listed},
    },
    time::Timestamp,
    workflow::{Code, Refusal},
};

impl Device {
    /// The socket is open. What is said and sent depends on who the relay is, which it says first.
    pub(super) fn connected(&mut self) {
        self.truth.contact_at = Some(self.now);
        self.pulling.clear();
    }

    /// The relay is known: what moved, what is missing here, what waits.
    pub(super) fn greet(&mut self, rights: u64) {
        self.truth.link = Link::Online;
        self.register();
        self.introduce();
        self.welcomed(rights);
        let behind: Vec<DocumentId> = self.documents.keys().copied().collect();
        for document in behind {
            self.ask_for(document);
        }
        self.pull_more();
        self.pump_all();
    }

    pub(super) fn disconnected(&mut self, link: Link) {
        self.truth.link = link;
        self.pulling.clear();
        self.asked.clear();
        self.vouches = false;
        self.told = Told::default();
        self.asked_vouch.clear();
        for (document, shelf) in &mut self.documents {
            if shelf.sent() > 0 || shelf.doubt.is_some() {
                self.stale.lines.insert(*document);
            }
            shelf.is_cut_off();
            if shelf.doubt.is_some() {
                shelf.doubt();
            }
        }
        self.stale.document = true;
    }

    pub(super) fn pump_all(&mut self) {
        let documents: Vec<DocumentId> = self.documents.keys().copied().collect();
        for document in documents {
            self.pump(document);
        }
    }

    /// Sends what waits for this document, unless an answer is still due.
    pub(super) fn pump(&mut self, document: DocumentId) {
        let Some(shelf) = self.documents.get(&document) else { return };
        if self.truth.link != Link::Online || shelf.under_way.is_some() || !shelf.to_rebuild.is_empty() || shelf.doubt.is_some() {
            return;
        }
        // First what own work may build on.
        if self.carry(document) {
            return;
        }
        let Some(shelf) = self.documents.get_mut(&document) else { return };
        let count = if shelf.is_begun_here() { 0 } else { shelf.next_batch() };
        if count == 0 {
            self.ask_commands(document);
            return;
        }
        self.drawn += 1;
        let changes = shelf.outbox[..count].iter().map(|(_, outgoing)| ByteBuf::from(outgoing.chunk.clone())).collect();
        shelf.under_way = Some((self.drawn, count));
        self.effects.push(Effect::Send(FromDevice::Submit { batch: self.drawn, document, changes }));
        self.stale.lines.insert(document);
        self.stale.document = true;
    }

    pub(super) fn answered(
        &mut self,
        batch: u64,
        document: DocumentId,
        accepted: &[(Hash, u64)],
        refused: Vec<(Hash, Refusal)>,
        is_retry: bool,
        listed: Option<Listed>,
    ) {
        let Some(shelf) = self.documents.get_mut(&document) else { return };
        if shelf.under_way.is_none_or(|(under_way, _)| under_way != batch) {
            return; // From before a reconnection; asked again already.
        }
        shelf.take_back();
        self.truth.is_relay_full = false;
        let mut writes = Vec::new();
        let mut is_confirmed = false;
        let mut accepted = accepted.to_vec();
        accepted.sort_by_key(|(_, n)| *n);
        for (hash, n) in accepted {
            let Some((key, outgoing)) = shelf.settle(hash) else { continue };
            writes.push(Write::log(document, n, &outgoing.chunk));
            writes.push(Write::delete(Table::Outbox, key));
            if n == shelf.held + 1 {
                shelf.held = n;
            }
            // Whoever may no longer read is told no listing: the log here reaches to this number all the same.
            shelf.listed.n = shelf.listed.n.max(n);
            is_confirmed = true;
            shelf.handing.has_moved(); // A colleague's may build on it.
        }
        if let Some(listed) = listed {
            shelf.list(listed);
        }
        writes.push(shelf.row());
        if is_confirmed {
            self.truth.confirmed_at = Some(self.now);
            writes.push(Write::put(Table::Meta, CONFIRMED.into(), &self.now));
        }
        shelf.to_rebuild.extend(refused);
        let must_rebuild = !shelf.to_rebuild.is_empty();
        self.save(writes);
        self.stale.lines.insert(document);
        self.stale.document = true;
        self.ask_for(document);
        self.pull_more();
        if must_rebuild {
            self.effects.push(Effect::Read(document));
        } else if !is_retry || self.documents.get(&document).is_some_and(Shelf::is_handing) {
            self.pump(document);
        }
    }

    /// The document as accepted, with what of the outbox stands without the refused changes; what `base` has become in it. In
    /// one transaction the outbox becomes that, and the refused words go where the person finds them.
    pub(super) fn rebuild(&mut self, document: DocumentId, accepted: &Automerge, base: &[Hash]) -> (Automerge, Vec<Hash>) {
        let Some(shelf) = self.documents.get_mut(&document) else { return (accepted.clone(), base.to_vec()) };
        let reasons: HashMap<Hash, Refusal> = std::mem::take(&mut shelf.to_rebuild).into_iter().collect();
        let refused: HashSet<Hash> = reasons.keys().copied().collect();
        let (tab, mut drawn) = (self.tab, self.drawn);
        // Others' changes that were not taken: what of the own ones names them falls with them.
        let others = shelf.overlaid(|hash| refused.contains(&hash));
        let pending = [others, shelf.pending()].concat();
        let rebuilt = rebuild::rebuild(accepted, &pending, &refused, self.author, || {
            drawn += 1;
            fresh_actor(tab, drawn)
        });
        self.drawn = drawn;
        let base = rebuilt.version(base);
        let kept: HashMap<Hash, Change> = rebuilt.kept.into_iter().collect();
        let mut writes = Vec::new();
        for (key, outgoing) in std::mem::take(&mut shelf.outbox) {
            if let Some(change) = kept.get(&outgoing.hash) {
                let outgoing = Outgoing { hash: change.hash().into(), chunk: change.raw_bytes().to_vec(), ..outgoing };
                writes.push(Write::put(Table::Outbox, key.clone(), &outgoing));
                shelf.outbox.push((key, outgoing));
            } else {
                let refusal = reasons.get(&outgoing.hash).cloned().unwrap_or(Code::FollowsRefused.into());
                let work = refused_work(outgoing, refusal, self.now);
                writes.push(Write::delete(Table::Outbox, key));
                writes.push(Write::put(Table::Refused, work.id.clone(), &work));
                self.refused.insert(work.id.clone(), work);
            }
        }
        self.stale.refused = true;
        writes.extend(self.follow(document, &rebuilt.doc, &rebuilt.moved));
        self.save(writes);
        (rebuilt.doc, base)
    }
}

pub(super) fn refused_work(outgoing: Outgoing, refusal: Refusal, now: Timestamp) -> RefusedWork {
    let id = format!("{:013}-{}", outgoing.at.0, bs58::encode(&outgoing.hash.0[..8]).into_string());
    RefusedWork { id, document: outgoing.document, work: Work::Edit(outgoing.edit), refusal, written_at: outgoing.at, refused_at: now }
}
