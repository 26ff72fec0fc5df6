//! What colleagues handed over without a network: others' changes that the guard passed and that the relay has not confirmed. They
//! stand in the document, are handed in for their authors when there is a network, and go from here once they are in the log. What the
//! relay does not take of them no longer stands in the document, and is told until the person needs it no more.

use std::collections::BTreeSet;

use automerge::Change;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::{
    Device, Effect, Gone, Named,
    downward::hash,
    shelf::Shelf,
    store::{Carried, Table, Write},
    u32_of,
};
use crate::{
    ids::{Author, DocumentId, Era, Hash, PersonId},
    records::{
        summary::{self, Summary},
        waits::Waited,
    },
    sync::{
        handing::{Batch, Circle, Voucher},
        wire::{FromDevice, Listed, MAX_CHANGES, MAX_FRAME},
    },
    time::Timestamp,
    workflow::{Code, Refusal},
};

/// What a colleague handed over, after it was opened, its signatures were verified, and it was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The document.
    pub document: DocumentId,
    /// The relay's store of which the log is.
    pub era: Era,
    /// As lists show the document by that log.
    pub summary: Summary,
    /// What waits in it by that log.
    pub waits: Waited,
    /// The log from its beginning; empty where it goes no further than ours.
    pub log: Vec<ByteBuf>,
    /// The relay's word for it.
    pub voucher: Option<Voucher>,
    /// What the guard passed of the others' changes.
    pub batches: Vec<Batch>,
    /// Everybody who wrote in it.
    pub people: Vec<PersonId>,
    /// Whose device handed it over.
    pub by: Author,
}

/// Changes of a colleague that stand in a document and are not confirmed, or were not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedLine {
    /// Who wrote them, and where.
    pub author: Author,
    /// Their name, as far as it is known here.
    pub name: String,
    /// So many wait for the relay.
    pub waiting: u32,
    /// So many the relay did not take, and why it did not take the first of them.
    pub refused: Option<(u32, Refusal)>,
    /// When they came.
    pub at: Timestamp,
}

/// How far handing in has come on this connection.
#[derive(Debug, Default)]
pub(super) struct Handing {
    /// The batch whose answer is due, and what is in it.
    under_way: Option<(u64, Vec<Hash>)>,
    /// What the relay has taken: on its way into the log here.
    taken: BTreeSet<Hash>,
    /// What builds on changes that the relay does not have.
    groundless: BTreeSet<Hash>,
}

impl Handing {
    /// The relay's log has moved: what built on nothing there is tried again.
    pub(super) fn has_moved(&mut self) {
        self.groundless.clear();
    }
}

impl Carried {
    fn hashes(&self) -> impl Iterator<Item = Hash> {
        self.batch.changes.iter().map(|chunk| hash(chunk))
    }

    fn is_refused(&self, hash: Hash) -> bool {
        self.refused.iter().any(|(refused, _)| *refused == hash)
    }

    /// What stands in the document.
    pub(super) fn standing(&self) -> impl Iterator<Item = &ByteBuf> {
        self.batch.changes.iter().filter(|chunk| !self.is_refused(hash(chunk)))
    }

    fn row(&self, key: &str) -> Write {
        Write::put(Table::Carried, key.to_owned(), self)
    }
}

impl Shelf {
    /// Others' changes that stand in the document although the relay has not confirmed them.
    pub(super) fn overlay(&self) -> Vec<Change> {
        let standing = self.carried.iter().flat_map(|(_, carried)| carried.standing());
        standing.filter_map(|chunk| Change::from_bytes(chunk.to_vec()).ok()).collect()
    }

    /// Those of these hashes that are others' changes which stood here.
    pub(super) fn overlaid(&self, hashes: impl Fn(Hash) -> bool) -> Vec<Change> {
        let all = self.carried.iter().flat_map(|(_, carried)| &carried.batch.changes).filter(|chunk| hashes(hash(chunk)));
        all.filter_map(|chunk| Change::from_bytes(chunk.to_vec()).ok()).collect()
    }

    /// This change is in the log now: it is no longer carried.
    pub(super) fn settle_carried(&mut self, settled: Hash) -> Option<Write> {
        let at = self.carried.iter().position(|(_, carried)| carried.hashes().any(|hash| hash == settled))?;
        let (key, carried) = &mut self.carried[at];
        carried.batch.changes.retain(|chunk| hash(chunk) != settled);
        carried.refused.retain(|(refused, _)| *refused != settled);
        self.handing.taken.remove(&settled);
        self.handing.has_moved();
        let write = if carried.batch.changes.is_empty() { Write::delete(Table::Carried, key.clone()) } else { carried.row(key) };
        self.carried.retain(|(_, carried)| !carried.batch.changes.is_empty());
        Some(write)
    }

    /// Something of what was handed over has not been answered by the relay on this connection.
    pub(super) fn is_handing(&self) -> bool {
        self.handing.under_way.is_some() || self.next_to_carry().is_some()
    }

    /// The next changes to be handed in.
    fn next_to_carry(&self) -> Option<(&Carried, Vec<ByteBuf>)> {
        let waits = |hash: Hash| !self.handing.taken.contains(&hash) && !self.handing.groundless.contains(&hash);
        self.carried.iter().find_map(|(_, carried)| {
            let mut bytes = carried.batch.signed.len() * 40;
            let fits = |chunk: &&ByteBuf| {
                bytes += chunk.len() + 16;
                bytes < MAX_FRAME - 1024
            };
            let waiting = carried.standing().filter(|chunk| waits(hash(chunk)));
            let some: Vec<ByteBuf> = waiting.take(MAX_CHANGES).take_while(fits).cloned().collect();
            (!some.is_empty()).then_some((carried, some))
        })
    }
}

impl Device {
    /// A colleague handed something over. However often it comes, it is here once.
    pub(super) fn handed(&mut self, handed: Handed) {
        let Handed { document, era, mut summary, waits, log, voucher, batches, people, by } = handed;
        if self.era != Some(era) || self.lost.contains_key(&document) {
            return; // The relay was heard meanwhile.
        }
        let held = self.documents.get(&document).map_or(0, |shelf| if shelf.doubt.is_some() { u64::MAX } else { shelf.held });
        let n = log.len() as u64;
        if n > held {
            summary.people = self.names(document, &people);
            self.entries(Listed { summary, n, waits }, 0, &log);
            if let Some(voucher) = voucher {
                self.keep_voucher(document, voucher);
            }
        }
        let mut writes = Vec::new();
        for batch in batches {
            self.drawn += 1;
            let (now, drawn) = (self.now, self.drawn);
            let Some(shelf) = self.documents.get_mut(&document) else { break };
            let is_here = |chunk: &ByteBuf| {
                let hash = hash(chunk);
                shelf.outbox.iter().any(|(_, own)| own.hash == hash)
                    || shelf.carried.iter().any(|(_, other)| other.hashes().any(|h| h == hash))
            };
            let changes: Vec<ByteBuf> = batch.changes.iter().filter(|chunk| !is_here(chunk)).cloned().collect();
            if changes.is_empty() {
                continue;
            }
            let key = format!("{}{:013}-{drawn:010}", super::log_prefix(document), now.0);
            let carried = Carried { document, batch: Batch { changes, ..batch }, by, at: now, refused: Vec::new() };
            writes.push(carried.row(&key));
            shelf.carried.push((key, carried));
        }
        self.save(writes);
        if self.loaded.contains_key(&document) || self.open == Some(document) {
            self.effects.push(Effect::Read(document));
        }
        self.stale.list = true;
        self.pump(document);
    }

    /// Whoever wrote in a document, as far as they are known here.
    fn names(&self, document: DocumentId, people: &[PersonId]) -> Vec<summary::Named> {
        let mut names = self.documents.get(&document).map(|shelf| shelf.listed.summary.people.clone()).unwrap_or_default();
        for known in self.circle.devices.iter().map(|known| &known.person).filter(|person| people.contains(&person.id)) {
            if names.iter().all(|named| named.id != known.id) {
                names.push(summary::Named { id: known.id, name: known.name.clone(), role: known.role });
            }
        }
        names
    }

    /// Hands in what others wrote, one batch at a time; whether there was something.
    pub(super) fn carry(&mut self, document: DocumentId) -> bool {
        let batch = self.drawn + 1;
        let Some(shelf) = self.documents.get_mut(&document) else { return false };
        if shelf.handing.under_way.is_some() {
            return true;
        }
        let Some((carried, changes)) = shelf.next_to_carry() else { return false };
        let Batch { author, signed, signature, .. } = carried.batch.clone();
        let hashes = changes.iter().map(|chunk| hash(chunk)).collect();
        shelf.handing.under_way = Some((batch, hashes));
        self.drawn = batch;
        self.effects.push(Effect::Send(FromDevice::Carry { batch, document, author, signed, changes, signature }));
        true
    }

    /// The relay's answer about what was handed in for others; `false`: the answer is about something else.
    pub(super) fn carry_answered(
        &mut self,
        batch: u64,
        document: DocumentId,
        accepted: &[(Hash, u64)],
        refused: &[(Hash, Refusal)],
        blocked: &[Hash],
    ) -> bool {
        let Some(shelf) = self.documents.get_mut(&document) else { return false };
        let Some((_, asked)) = shelf.handing.under_way.take_if(|(under_way, _)| *under_way == batch) else { return false };
        let blocked = blocked.iter().map(|hash| (*hash, Refusal::from(Code::FollowsRefused)));
        let refused: Vec<(Hash, Refusal)> = refused.iter().cloned().chain(blocked).collect();
        let mut writes = Vec::new();
        for (hash, n) in accepted {
            shelf.handing.taken.insert(*hash);
            // Its entry comes like everybody's; should it have come before the answer, it is here already.
            shelf.listed.n = shelf.listed.n.max(*n);
        }
        for asked in asked {
            if shelf.handing.taken.contains(&asked) {
                continue;
            }
            let Some((_, refusal)) = refused.iter().find(|(hash, _)| *hash == asked) else {
                shelf.handing.groundless.insert(asked);
                continue;
            };
            if let Some((key, carried)) = shelf.carried.iter_mut().find(|(_, carried)| carried.hashes().any(|hash| hash == asked)) {
                carried.refused.push((asked, refusal.clone()));
                writes.push(carried.row(key));
                shelf.to_rebuild.push((asked, refusal.clone()));
            }
        }
        let must_rebuild = !shelf.to_rebuild.is_empty();
        self.save(writes);
        self.stale.document = true;
        self.stale.list = true;
        self.ask_for(document);
        self.pull_more();
        if must_rebuild {
            self.effects.push(Effect::Read(document));
        } else {
            self.pump(document);
        }
        true
    }

    /// The person needs no more what the relay did not take of others' changes.
    pub(super) fn drop_handed(&mut self, document: DocumentId) {
        let circle = &self.circle;
        let Some(shelf) = self.documents.get_mut(&document) else { return };
        let named = Named::of(shelf);
        let (mut writes, mut gone) = (Vec::new(), Vec::new());
        for (key, carried) in &mut shelf.carried {
            let refused = std::mem::take(&mut carried.refused);
            if refused.is_empty() {
                continue;
            }
            carried.batch.changes.retain(|chunk| !refused.iter().any(|(refused, _)| *refused == hash(chunk)));
            gone.push(Gone::Handed(named.clone(), name(circle, carried.batch.author), u32_of(refused.len())));
            writes.push(if carried.batch.changes.is_empty() { Write::delete(Table::Carried, key.clone()) } else { carried.row(key) });
        }
        shelf.carried.retain(|(_, carried)| !carried.batch.changes.is_empty());
        writes.extend(gone.into_iter().flat_map(|gone| self.gone(gone)).collect::<Vec<_>>());
        self.save(writes);
        self.stale.document = true;
    }

    /// What stands here of others and is not confirmed, or was not taken.
    pub(super) fn handed_lines(&self, document: DocumentId) -> Vec<HandedLine> {
        let carried = self.documents.get(&document).map_or(&[][..], |shelf| &shelf.carried);
        let line = |(_, carried): &(String, Carried)| HandedLine {
            author: carried.batch.author,
            name: name(&self.circle, carried.batch.author),
            waiting: u32_of(carried.standing().count()),
            refused: carried.refused.first().map(|(_, refusal)| (u32_of(carried.refused.len()), refusal.clone())),
            at: carried.at,
        };
        carried.iter().map(line).collect()
    }
}

fn name(circle: &Circle, author: Author) -> String {
    circle.find(author).map(|known| known.person.name.clone()).unwrap_or_default()
}
