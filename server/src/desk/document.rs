//! A loaded document: what it holds, what it adds up to, and what it would become.

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    ids::{DocumentId, Hash},
    records::{genesis, ledger, read, summary},
    sync::{guard, wire::Listed},
    time::Timestamp,
    workflow::{Act, Code, Command, Permit, Refusal, State, check, check_fact, gates::Facts, reactions},
};

use super::{Asker, world::World};
use crate::store::{Kept, LogEntry, News, Pending, RelayStore, StoreError, Write};

/// How many bytes of a log are read at a time.
const PAGE: usize = 8 << 20;

/// A document at its desk.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    doc: Automerge,
    /// As the store has it.
    pub(crate) kept: Kept,
    /// What the relay itself made of it and the log does not have yet: it goes in front of whatever is written next.
    owed: Vec<Change>,
}

/// A state that is not durable yet, and the write that makes it so.
pub(super) struct Next {
    pub(super) write: Write,
    pub(super) document: Document,
}

/// What the guard said of a batch, and the document with what it accepted.
pub(super) struct Judged {
    pub(super) accepted: Vec<Hash>,
    /// Known before; their numbers are in the log.
    pub(super) known: Vec<Hash>,
    pub(super) refused: Vec<(Hash, Refusal)>,
    pub(super) blocked: Vec<Hash>,
    pub(super) retry: Vec<Hash>,
    pub(super) next: Option<Box<Next>>,
}

/// What the rules said of a command.
pub(super) enum Decision {
    Counts(Box<Next>),
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
        let state = State::new(kind);
        let summary = summary::of(document, &read::Content::default(), &state, Timestamp(0), Vec::new());
        Ok(Self { doc, kept: Kept { listed: Listed { summary, n: 0 }, state, moved: 0 }, owed })
    }

    /// As an earlier release would have begun it.
    #[cfg(test)]
    pub(super) fn without_completions(self) -> Self {
        let mut doc = Automerge::new();
        let owed = self.owed[..1].to_vec();
        doc.apply_changes(owed.clone()).expect("a genesis change applies to an empty document");
        Self { doc, owed, ..self }
    }

    /// Reads a document from its log, and completes what began with an earlier release's genesis. Blocks.
    pub(super) fn load(store: &dyn RelayStore, document: DocumentId) -> Result<Option<Self>, StoreError> {
        let Some(kept) = store.document(document)? else { return Ok(None) };
        let unreadable = |error: &dyn std::fmt::Display| StoreError::Failed(format!("the log of {document} cannot be read: {error}"));
        let mut changes = Vec::new();
        while (changes.len() as u64) < kept.listed.n {
            let page = store.log(document, changes.len() as u64, usize::from(u16::MAX), PAGE)?;
            if page.is_empty() {
                return Err(unreadable(&"it has a gap"));
            }
            for entry in page {
                changes.push(Change::from_bytes(entry.into_vec()).map_err(|error| unreadable(&error))?);
            }
        }
        let mut doc = Automerge::new();
        doc.apply_changes(changes).map_err(|error| unreadable(&error))?;
        let owed = genesis::completions(&mut doc);
        Ok(Some(Self { doc, kept, owed }))
    }

    /// Asks the guard about changes.
    pub(super) fn judge(&self, asker: &Asker, changes: &[ByteBuf], world: &World) -> Result<Judged, StoreError> {
        let guard::Judgement { doc, accepted, known, refused, blocked, retry } =
            guard::judge(&self.doc, &self.kept.state, &asker.person, asker.author, changes, asker.now.day());
        let is_owed = |hash: &Hash| self.owed.iter().any(|change| Hash::from(change.hash()) == *hash);
        let has_news = !accepted.is_empty() || known.iter().any(is_owed);
        let next = if has_news { Some(self.next(doc, &accepted, asker, world)?) } else { None };
        let accepted = accepted.iter().map(|change| change.hash().into()).collect();
        Ok(Judged { accepted, known, refused, blocked, retry, next })
    }

    /// Asks the rules about a command.
    pub(super) fn decide(&self, asker: &Asker, command: Command, world: &World) -> Result<Decision, StoreError> {
        let seen = if command.heads.is_empty() { Some(read::content(&self.doc)) } else { read::content_at(&self.doc, &command.heads) };
        let Some(content) = seen else { return Ok(Decision::Refused(Code::UnknownVersion.into())) };
        let experts = world.experts();
        match check(&self.facts(asker, &content, world, &experts), command, asker.now) {
            Ok(permit) => self.record(permit, asker, world).map(Decision::Counts),
            Err(refusal) => Ok(Decision::Refused(refusal)),
        }
    }

    /// Asks the rules about a fact from another document; a document that knows it already refuses.
    pub(super) fn note(&self, asker: &Asker, fact: Fact, world: &World) -> Result<Decision, StoreError> {
        let (content, experts) = (read::Content::default(), world.experts());
        let facts = self.facts(asker, &content, world, &experts);
        match check_fact(&facts, fact.act, fact.args, fact.on, asker.now) {
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

    fn record(&self, permit: Permit, asker: &Asker, world: &World) -> Result<Box<Next>, StoreError> {
        let mut doc = self.doc.clone();
        let change = ledger::append(&mut doc, permit);
        self.next(doc, &[change], asker, world)
    }

    fn next(&self, doc: Automerge, changes: &[Change], asker: &Asker, world: &World) -> Result<Box<Next>, StoreError> {
        let (document, after) = (self.kept.listed.summary.id, self.kept.listed.n);
        let state = State::of(self.kept.state.kind, ledger::entries(&doc));
        let people = read::authors(&doc).into_iter().map(|author| author.person).chain(state.entries.iter().map(|entry| entry.by));
        let summary = summary::of(document, &read::content(&doc), &state, asker.now, world.names.of(people)?);
        let entries: Vec<LogEntry> = self.owed.iter().chain(changes).map(entry).collect();
        let kept = Kept { listed: Listed { summary, n: after + entries.len() as u64 }, state, moved: 0 };
        let pending = self.news(&kept).map(|news| Pending { document, news, by: asker.person.id, at: asker.now }).collect();
        let write = Write { document, after, entries, kept: kept.clone(), decided: None, pending };
        Ok(Box::new(Next { write, document: Self { doc, kept, owed: Vec::new() } }))
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

fn entry(change: &Change) -> LogEntry {
    LogEntry {
        hash: change.hash().into(),
        actor: change.actor_id().to_bytes().to_vec(),
        seq: change.seq(),
        bytes: ByteBuf::from(change.raw_bytes().to_vec()),
    }
}
