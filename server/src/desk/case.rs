//! A loaded case: the document, what it adds up to, and what it would become.

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    ids::{Author, DocumentId, Hash},
    people::Person,
    records::{genesis, ledger, read, summary},
    sync::{guard, wire::Listed},
    time::Timestamp,
    workflow::{CaseState, Command, Refusal, check, gates::Facts},
};

use super::names::Names;
use crate::store::{Kept, LogEntry, RelayStore, StoreError, Write};

/// How many bytes of a log are read at a time.
const PAGE: usize = 8 << 20;

/// A document at its desk.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    doc: Automerge,
    /// As the store has it.
    pub(crate) kept: Kept,
}

/// A state that is not durable yet, and the write that makes it so.
pub(super) struct Next {
    pub(super) write: Write,
    pub(super) case: Case,
}

/// What the guard said of a batch, and the document with what it accepted.
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    pub(super) next: Option<Box<Next>>,
}

/// The changes that need no writing.
pub(super) struct Verdict {
    pub(super) known: Vec<Hash>,
    pub(super) refused: Vec<(Hash, Refusal)>,
    pub(super) blocked: Vec<Hash>,
    pub(super) retry: Vec<Hash>,
}

/// What the rules said of a command.
pub(super) enum Decision {
    Counts(Box<Next>),
    Refused(Refusal),
}

impl Case {
    /// A document that nobody has heard of, with nothing in it and nothing in its log.
    pub(super) fn new(document: DocumentId) -> Self {
        let state = CaseState::default();
        let summary = summary::of(document, &read::Content::default(), &state, Timestamp(0), Vec::new());
        Self { doc: Automerge::new(), kept: Kept { listed: Listed { summary, n: 0 }, state, moved: 0 } }
    }

    /// Reads a document from its log. Blocks.
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
        Ok(Some(Self { doc, kept }))
    }

    /// Asks the guard about changes.
    pub(super) fn judge(
        &self,
        person: &Person,
        author: Author,
        changes: &[ByteBuf],
        names: &Names,
        now: Timestamp,
    ) -> Result<Judged, StoreError> {
        let guard::Judgement { doc, accepted, known, refused, blocked, retry } =
            guard::judge(&self.doc, &self.kept.state, person, author, changes);
        let next = if accepted.is_empty() { None } else { Some(self.next(doc, &accepted, names, now)?) };
        Ok(Judged { verdict: Verdict { known, refused, blocked, retry }, next })
    }

    /// Asks the rules about a command. A document without an entry begins with its genesis change.
    pub(super) fn decide(&self, person: &Person, command: Command, names: &Names, now: Timestamp) -> Result<Decision, StoreError> {
        let content = read::content(&self.doc);
        let permit = match check(person, &Facts { state: &self.kept.state, content: &content }, command, now) {
            Ok(permit) => permit,
            Err(refusal) => return Ok(Decision::Refused(refusal)),
        };
        let mut doc = self.doc.clone();
        let mut changes = Vec::new();
        if self.kept.listed.n == 0 {
            let genesis = genesis::of(DocumentKind::Case);
            doc.apply_changes([genesis.clone()]).map_err(|error| StoreError::Failed(error.to_string()))?;
            changes.push(genesis);
        }
        changes.push(ledger::append(&mut doc, permit));
        self.next(doc, &changes, names, now).map(Decision::Counts)
    }

    fn next(&self, doc: Automerge, changes: &[Change], names: &Names, now: Timestamp) -> Result<Box<Next>, StoreError> {
        let document = self.kept.listed.summary.id;
        let after = self.kept.listed.n;
        let ledger = ledger::entries(&doc);
        let state = CaseState::of(&ledger);
        let people = read::authors(&doc).into_iter().map(|author| author.person).chain(ledger.iter().map(|entry| entry.by));
        let summary = summary::of(document, &read::content(&doc), &state, now, names.of(people)?);
        let kept = Kept { listed: Listed { summary, n: after + changes.len() as u64 }, state, moved: 0 };
        let entries = changes.iter().map(entry).collect();
        let write = Write { document, after, entries, kept: kept.clone(), decided: None };
        Ok(Box::new(Next { write, case: Self { doc, kept } }))
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
