//! The end of a doubt: the relay's log takes the place of the own one, and what is gone of this person's work waits to go back, in
//! one transaction.

use std::collections::HashMap;

use automerge::{Automerge, Change, ReadDoc};
use sha2::{Digest, Sha256};

use super::key;
use crate::{
    documents::DocumentKind,
    forms::Path,
    ids::{CommandId, DocumentId, Hash},
    records::{
        edit::{Edit, read_back},
        genesis, ledger,
    },
    sync::{
        device::{
            Device, Gone, Named, RefusedWork, Work, fresh_actor,
            store::{Outgoing, Table, Write},
            upward::refused_work,
        },
        give_back::{GivenBack, give_back, unasked},
    },
    time::Timestamp,
    workflow::{Act, Code, Command, Entry, RULES},
};

impl Device {
    /// `held` is the own log, `relays` the relay's; empty where it has no such document.
    pub(super) fn end_doubt(&mut self, document: DocumentId, held: &[Vec<u8>], relays: &[Vec<u8>]) {
        let Some(shelf) = self.documents.get_mut(&document) else { return };
        let before = read(held);
        let Some(relay) = self::relay(shelf.listed.summary.kind, relays, &before, self.author.person) else {
            // Not this person's to begin again, or damaged on its way: asked for on the next connection.
            return shelf.doubt();
        };
        let (tab, mut drawn) = (self.tab, self.drawn);
        let given_back = give_back(&relay, &before, &shelf.pending(), self.author, || {
            drawn += 1;
            fresh_actor(tab, drawn)
        });
        self.drawn = drawn;
        shelf.doubt = None;
        shelf.held = relays.len() as u64;
        let mut writes = vec![shelf.row(), Write::delete(Table::Meta, key(document))];
        let replaced = Named::of(shelf);
        let moved = relays.iter().enumerate().filter(|(at, chunk)| held.get(*at) != Some(chunk));
        writes.extend(moved.map(|(at, chunk)| Write::log(document, at as u64 + 1, chunk)));
        writes.extend((relays.len()..held.len()).map(|at| Write::no_log(document, at as u64 + 1)));
        writes.extend(self.gone(Gone::Replaced(replaced)));
        writes.extend(self.follow(document, &given_back.doc, &given_back.moved));
        writes.extend(self.put_back(document, &before, given_back));
        for entry in unasked(&relay, &before, self.author.person) {
            writes.push(self.refuse(asked_again(document, entry, self.now)));
        }
        self.save(writes);
        self.stale.refused = true;
        self.stale.lines.insert(document);
        self.log_read(document, None, relays);
        self.ask_for(document);
        self.pull_more();
    }

    /// The outbox becomes what goes back, behind it what waited; words that cannot stand go where the person finds them.
    fn put_back(&mut self, document: DocumentId, before: &Automerge, given_back: GivenBack) -> Vec<Write> {
        let Some(shelf) = self.documents.get_mut(&document) else { return Vec::new() };
        let standing = std::mem::take(&mut shelf.outbox);
        let mut writes: Vec<Write> = standing.iter().map(|(key, _)| Write::delete(Table::Outbox, key.clone())).collect();
        let waiting: HashMap<Hash, Outgoing> = standing.into_iter().map(|(_, outgoing)| (outgoing.hash, outgoing)).collect();
        let told = |was: Hash, change: &Change| {
            waiting.get(&was).cloned().or_else(|| {
                let original = before.get_change_by_hash(&was.into())?;
                let edit = read_back(before, &original)?;
                Some(Outgoing { document, hash: was, chunk: Vec::new(), edit, at: Timestamp(change.timestamp()) })
            })
        };
        for (was, change) in &given_back.outgoing {
            let Some(outgoing) = told(*was, change) else { continue };
            let outgoing = Outgoing { hash: change.hash().into(), chunk: change.raw_bytes().to_vec(), ..outgoing };
            let key = self.outbox_key(document);
            writes.push(Write::put(Table::Outbox, key.clone(), &outgoing));
            if let Some(shelf) = self.documents.get_mut(&document) {
                shelf.outbox.push((key, outgoing));
            }
        }
        let fallen = given_back.fallen.iter().filter_map(|change| told(change.hash().into(), change)).collect();
        for outgoing in without_earlier_wordings(fallen) {
            writes.push(self.refuse(refused_work(outgoing, Code::GoneWithBackup.into(), self.now)));
        }
        writes
    }

    pub(in crate::sync::device) fn refuse(&mut self, work: RefusedWork) -> Write {
        let write = Write::put(Table::Refused, work.id.clone(), &work);
        self.refused.insert(work.id.clone(), work);
        write
    }
}

/// The document as the relay has it. Where it has none, whoever had begun it begins it again; nobody else does.
fn relay(kind: DocumentKind, log: &[Vec<u8>], before: &Automerge, person: crate::ids::PersonId) -> Option<Automerge> {
    let mut doc = read(log);
    if log.is_empty() {
        let opening = ledger::entries(before).into_iter().next()?;
        let is_own = opening.act == Act::Open && opening.by == person;
        doc.apply_changes(is_own.then(|| genesis::of(kind))).ok()?;
    }
    genesis::completions(&mut doc);
    (!doc.is_empty()).then_some(doc)
}

/// A log as a document; nothing of it where it is damaged.
fn read(log: &[Vec<u8>]) -> Automerge {
    let mut doc = Automerge::new();
    let changes = log.iter().map(|chunk| Change::from_bytes(chunk.clone())).collect::<Result<Vec<_>, _>>();
    match changes.map(|changes| doc.apply_changes(changes)) {
        Ok(Ok(())) => doc,
        Ok(Err(_)) | Err(_) => Automerge::new(),
    }
}

/// Of several wordings of one field, the last says it all.
fn without_earlier_wordings(fallen: Vec<Outgoing>) -> Vec<Outgoing> {
    let path = |outgoing: &Outgoing| match &outgoing.edit {
        Edit::Write { path, .. } | Edit::Settle { path, .. } => Some(path.clone()),
        Edit::Add { .. } | Edit::Remove { .. } | Edit::Confirm { .. } => None,
    };
    let last: HashMap<Path, Hash> = fallen.iter().filter_map(|outgoing| Some((path(outgoing)?, outgoing.hash))).collect();
    let is_last = |outgoing: &Outgoing| path(outgoing).is_none_or(|path| last.get(&path) == Some(&outgoing.hash));
    fallen.into_iter().filter(|outgoing| is_last(outgoing)).collect()
}

/// An entry of the ledger as the wish that it was. Its name follows from it, so that it waits once however often it is found.
fn asked_again(document: DocumentId, entry: Entry, now: Timestamp) -> RefusedWork {
    let Entry { number, act, args, by: _, on, at, heads: _ } = entry;
    let name = Sha256::new().chain_update(document.0).chain_update(number.to_be_bytes()).chain_update(at.0.to_be_bytes()).finalize();
    let mut id = CommandId([0; 16]);
    id.0.copy_from_slice(&name[..16]);
    let command = Command { id, act, on, args, heads: Vec::new(), rules: RULES };
    let name = format!("{:013}-{id}", at.0);
    RefusedWork { id: name, document, work: Work::Act(command), refusal: Code::GoneWithBackup.into(), written_at: at, refused_at: now }
}
