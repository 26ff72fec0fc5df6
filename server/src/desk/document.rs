//! A loaded document: what it holds, what it adds up to, and what it would become.

mod snapshot;

pub(super) use snapshot::Still;

use std::{cell::OnceCell, mem, sync::Arc};

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    ids::{DocumentId, Hash},
    records::{genesis, heads, ledger, merges::Merges, objects::Objects, opened::Opened, read},
    sync::{
        guard::{self, Ground},
        wire::Listed,
    },
    time::Timestamp,
    workflow::{Act, Code, Command, Permit, Refusal, State, check, check_fact, gates::Facts, reactions},
};

use super::{Asker, world::World};
use crate::{
    metrics,
    store::{Accepted, Kept, LogEntry, News, Pending, RelayStore, StoreError, Write},
};

/// How many bytes of a log are read at a time.
const PAGE: usize = 8 << 20;

/// A document at its desk. What the rules or the guard let in goes into it at once; whoever let it in makes it durable, or puts the
/// document away, before anybody else sits down.
#[derive(Debug)]
pub(crate) struct Document {
    doc: Automerge,
    /// Those of its objects that were looked up.
    objects: Objects,
    /// What merged in it.
    merges: Merges,
    /// What it says, kept up change by change.
    content: read::Content,
    /// As the store has it.
    pub(crate) kept: Kept,
    /// The number of the entry after which a snapshot of it was made; 0 where there is none.
    snapshot: u64,
    /// What the relay itself made of it and the log does not have yet: it goes in front of whatever is written next.
    owed: Vec<Change>,
    /// The state before the ledger grew with what is being written: who could read it then and cannot now is told so.
    pub(super) before: Option<Arc<State>>,
}

/// What the guard said of a batch.
pub(super) struct Judged {
    pub(super) accepted: Vec<Hash>,
    /// Known before; their numbers are in the log.
    pub(super) known: Vec<Hash>,
    pub(super) refused: Vec<(Hash, Refusal)>,
    pub(super) blocked: Vec<Hash>,
    pub(super) retry: Vec<Hash>,
    /// Makes durable what was accepted.
    pub(super) write: Option<Box<Write>>,
}

/// What the rules said of a command.
pub(super) enum Decision {
    /// Yes, once this is durable.
    Counts(Box<Write>),
    /// No.
    Refused(Refusal),
}

/// A fact on its way into a document.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// What it is in the document.
    pub(super) act: Act,
    /// What it carries.
    pub(super) args: shared::workflow::Args,
    /// The day on which it happened.
    pub(super) on: chrono::NaiveDate,
}

impl Document {
    /// A document that nobody has heard of: it begins with a genesis change, and nothing of it is in a log.
    pub(super) fn new(document: DocumentId, kind: DocumentKind, genesis: Change) -> Result<Self, StoreError> {
        let failed = |error: automerge::AutomergeError| StoreError::Failed(error.to_string());
        let mut doc = Automerge::new();
        doc.apply_changes([genesis.clone()]).map_err(failed)?;
        let mut owed = vec![genesis];
        owed.extend(genesis::completions(&mut doc));
        let (state, content) = (State::new(kind), read::content(&doc));
        let listed = Listed::of(document, &content, &state, Timestamp(0), Vec::new(), 0);
        Ok(Self {
            doc,
            objects: Objects::default(),
            merges: Merges::default(),
            content,
            kept: Kept { listed, state: Arc::new(state), moved: 0 },
            snapshot: 0,
            owed,
            before: None,
        })
    }

    /// As an earlier release would have begun it.
    #[cfg(test)]
    pub(super) fn without_completions(self) -> Self {
        let mut doc = Automerge::new();
        let owed = self.owed[..1].to_vec();
        doc.apply_changes(owed.clone()).expect("a genesis change applies to an empty document");
        Self { content: read::content(&doc), doc, owed, ..self }
    }

    /// Reads a document from its snapshot and the log after it, or from the whole log, and completes what began with an earlier
    /// release's genesis. Blocks.
    pub(super) fn load(store: &dyn RelayStore, document: DocumentId) -> Result<Option<Self>, StoreError> {
        let Some(kept) = store.document(document)? else { return Ok(None) };
        let (mut doc, snapshot) = match shortened(store, &kept)? {
            Some(standing) => standing,
            None => (replay(store, &kept, Automerge::new(), 0)?, 0),
        };
        let owed = genesis::completions(&mut doc);
        let mut objects = Objects::default();
        let merges = Merges::of(&doc, &mut objects);
        let content = read::content_with(&doc, &merges);
        Ok(Some(Self { doc, objects, merges, content, kept, snapshot, owed, before: None }))
    }

    /// Its versions.
    #[cfg(test)]
    pub(super) fn heads(&self) -> Vec<automerge::ChangeHash> {
        self.doc.get_heads()
    }

    /// How many entries the log has that no snapshot holds.
    pub(super) fn tail(&self) -> u64 {
        self.kept.listed.n - self.snapshot
    }

    /// A still that may become a snapshot while others go on with the document; `None` where it holds what the log does not.
    pub(super) fn still(&mut self) -> Option<Still> {
        if !self.owed.is_empty() {
            return None;
        }
        self.snapshot = self.kept.listed.n;
        Some(Still { doc: self.doc.clone(), kept: self.kept.clone() })
    }

    /// A copy of what it holds, for somebody who only looks.
    pub(super) fn look(&self) -> Automerge {
        self.doc.clone()
    }

    /// Asks the guard about changes.
    pub(super) fn judge(
        &mut self,
        asker: &Asker,
        changes: &[ByteBuf],
        world: &World,
        store: &dyn RelayStore,
    ) -> Result<Judged, StoreError> {
        let (Asker { person, author, .. }, Kept { listed, state, .. }) = (asker, &self.kept);
        // What stands at a free desk is what the store has; it is read once, however many changes of the batch are bad.
        let stored = OnceCell::new();
        let read = || Self::load(store, listed.summary.id).ok().flatten().map(|standing| standing.doc);
        let again = || stored.get_or_init(read).clone();
        let ground = Ground { doc: &mut self.doc, objects: &mut self.objects, again: &again };
        let judging = metrics::judging();
        let guard::Judged { accepted, known, refused, blocked, retry } =
            guard::judge_itself(ground, state, person, *author, changes, asker.now.day())
                .ok_or_else(|| StoreError::Failed("a document that a change has spoiled cannot be read again".into()))?;
        drop(judging);
        let is_owed = |hash: &Hash| self.owed.iter().any(|change| Hash::from(change.hash()) == *hash);
        let write = if !accepted.is_empty() || known.iter().any(is_owed) { Some(self.next(&accepted, asker, world)?) } else { None };
        let accepted = accepted.iter().map(|change| change.hash().into()).collect();
        Ok(Judged { accepted, known, refused, blocked, retry, write })
    }

    /// Asks the rules about a command.
    pub(super) fn decide(&mut self, asker: &Asker, command: Command, world: &World) -> Result<Decision, StoreError> {
        let earlier = if command.heads.is_empty() || command.heads == heads(&self.doc) {
            None
        } else {
            match read::content_at(&self.doc, &command.heads) {
                Some(content) => Some(content),
                None => return Ok(Decision::Refused(Code::UnknownVersion.into())),
            }
        };
        let experts = world.experts();
        match check(&self.facts(asker, earlier.as_ref().unwrap_or(&self.content), world, &experts), command, asker.now) {
            Ok(permit) => self.record(permit, asker, world).map(Decision::Counts),
            Err(refusal) => Ok(Decision::Refused(refusal)),
        }
    }

    /// Asks the rules about a fact from another document; a document that knows it already refuses.
    pub(super) fn note(&mut self, asker: &Asker, fact: Fact, world: &World) -> Result<Decision, StoreError> {
        let experts = world.experts();
        match check_fact(&self.facts(asker, &self.content, world, &experts), fact.act, fact.args, fact.on, asker.now) {
            Ok(permit) => self.record(permit, asker, world).map(Decision::Counts),
            Err(refusal) => Ok(Decision::Refused(refusal)),
        }
    }

    fn facts<'a>(
        &'a self,
        asker: &'a Asker,
        content: &'a read::Content,
        world: &'a World,
        experts: &'a super::world::Experts,
    ) -> Facts<'a> {
        Facts { person: &asker.person, state: &self.kept.state, content, experts, deadlines: &world.deadlines, today: asker.now.day() }
    }

    fn record(&mut self, permit: Permit, asker: &Asker, world: &World) -> Result<Box<Write>, StoreError> {
        let change = ledger::append(&mut self.doc, permit);
        self.next(&[change.into()], asker, world)
    }

    /// The document holds these changes now: what it says, what it adds up to, and what makes that durable.
    fn next(&mut self, changes: &[Opened], asker: &Asker, world: &World) -> Result<Box<Write>, StoreError> {
        read::refresh(&self.doc, &mut self.objects, &mut self.merges, &mut self.content, changes);
        let Kept { listed: Listed { summary, n: after, .. }, state, .. } = &self.kept;
        let (document, after) = (summary.id, *after);
        // Nobody but the relay writes in the ledger.
        let has_ledger = changes.iter().any(|change| change.actor_id().to_bytes() == ledger::RELAY_ACTOR);
        let state = if has_ledger { Arc::new(State::of(state.kind, ledger::entries(&self.doc))) } else { state.clone() };
        let people = if summary.people.iter().any(|named| named.id == asker.person.id) {
            summary.people.clone()
        } else {
            let authors = read::authors(&self.doc).into_iter().map(|author| author.person);
            world.names.of(authors.chain(state.entries.iter().map(|entry| entry.by)))?
        };
        let entries: Vec<LogEntry> = self.owed.iter().chain(changes.iter().map(|change| &**change)).map(entry).collect();
        let listed = Listed::of(document, &self.content, &state, asker.now, people, after + entries.len() as u64);
        let kept = Kept { listed, state, moved: 0 };
        let pending = self.news(&kept).map(|news| Pending { document, news, by: asker.person.id, at: asker.now }).collect();
        let named = world.named(document, &asker.person, changes)?;
        let before = mem::replace(&mut self.kept, kept.clone());
        self.before = has_ledger.then_some(before.state);
        self.owed.clear();
        let accepted = Accepted { by: asker.author, at: asker.now };
        Ok(Box::new(Write { document, after, entries, accepted, kept, decided: None, pending, named }))
    }

    /// What the next state means for other documents.
    fn news(&self, next: &Kept) -> impl Iterator<Item = News> {
        let (document, state, before) = (self.kept.listed.summary.id, &next.state, &self.kept);
        let new = state.entries.iter().skip(before.state.entries.len());
        let entries = new.filter(move |entry| !reactions::reactions(document, state, entry).is_empty()).map(|entry| entry.number);
        let products = [before, next].map(|kept| kept.listed.summary.same_product.as_deref());
        let has_moved = products[0] != products[1] || before.state.stop.forbids() != state.stop.forbids();
        let is_known = products.iter().any(Option::is_some) || !state.others_stopped.is_empty();
        entries.map(News::Entry).chain((has_moved && is_known).then_some(News::Product)).collect::<Vec<_>>().into_iter()
    }
}

/// From the snapshot, where there is one that reads.
fn shortened(store: &dyn RelayStore, kept: &Kept) -> Result<Option<(Automerge, u64)>, StoreError> {
    let document = kept.listed.summary.id;
    let Some(standing) = store.snapshot(document)?.filter(|snapshot| snapshot.n <= kept.listed.n) else { return Ok(None) };
    let last = store.receipts(document, standing.n.saturating_sub(1), 1)?;
    let is_of_log = |doc: &Automerge| last.first().is_some_and(|last| last.n == standing.n && read::contains(doc, last.hash));
    let Some(doc) = snapshot::open(&standing).filter(is_of_log) else {
        tracing::error!(%document, n = standing.n, "a snapshot is not of its log, or cannot be read; the whole log is read");
        store.drop_snapshot(document)?;
        return Ok(None);
    };
    match replay(store, kept, doc, standing.n) {
        Ok(doc) => Ok(Some((doc, standing.n))),
        Err(error) => {
            tracing::error!(%document, n = standing.n, %error, "a snapshot and the log after it do not fit; the whole log is read");
            Ok(None)
        }
    }
}

/// Applies the log after an entry.
fn replay(store: &dyn RelayStore, kept: &Kept, mut doc: Automerge, after: u64) -> Result<Automerge, StoreError> {
    let document = kept.listed.summary.id;
    let unreadable = |error: &dyn std::fmt::Display| StoreError::Failed(format!("the log of {document} cannot be read: {error}"));
    let mut changes = Vec::new();
    while after + (changes.len() as u64) < kept.listed.n {
        let page = store.log(document, after + changes.len() as u64, usize::from(u16::MAX), PAGE)?;
        if page.is_empty() {
            return Err(unreadable(&"it has a gap"));
        }
        for entry in page {
            changes.push(Change::from_bytes(entry.into_vec()).map_err(|error| unreadable(&error))?);
        }
    }
    doc.apply_changes(changes).map_err(|error| unreadable(&error))?;
    // A change whose dependencies are missing would wait inside the document, unseen.
    if doc.get_changes_meta(&[]).len() as u64 == kept.listed.n { Ok(doc) } else { Err(unreadable(&"it holds other changes")) }
}

fn entry(change: &Change) -> LogEntry {
    LogEntry {
        hash: change.hash().into(),
        actor: change.actor_id().to_bytes().to_vec(),
        seq: change.seq(),
        bytes: ByteBuf::from(change.raw_bytes().to_vec()),
    }
}
