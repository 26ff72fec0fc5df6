//! A right lost meanwhile. What the person wrote is handed in first, and kept where the relay refuses it; then the document leaves
//! this device, and a row says so. A right given again takes the row away, and the document is fetched again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Device, Effect, Gone, Named, RIGHTS, RefusedWork, STRANGE, Show, Work,
    shelf::Shelf,
    snapshot::Snapshot,
    store::{Table, Write},
    upward::refused_work,
    vouching::no_voucher,
};
use crate::{
    documents::DocumentKind,
    forms::Path,
    ids::DocumentId,
    records::edit::Edit,
    sync::wire::{FromDevice, understood},
    time::Timestamp,
    vocab::vocabulary,
    workflow::Code,
};

/// A document that was on this device and that its person may not read any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostDocument {
    /// The document.
    pub document: DocumentId,
    /// What it was.
    pub kind: DocumentKind,
    /// Its name, as lists showed it.
    pub title: String,
    /// Its product, where it had one.
    pub product: String,
    /// When this device heard of it.
    pub at: Timestamp,
    /// Why.
    pub why: Why,
}

vocabulary! {
    /// Why a document may not be read any more; words are `loss.<code>`.
    loss: Why {
        /// Its ledger: a group was formed anew, a transfer went elsewhere, a publication was taken back.
        Document = "document",
        /// The person: another role, body or district.
        Person = "person",
    }
}

/// Everything is being listed anew for somebody who may read something else now.
#[derive(Debug)]
pub(super) struct Sweep {
    rights: u64,
    listed: BTreeSet<DocumentId>,
}

impl LostDocument {
    fn key(document: DocumentId) -> String {
        format!("{PREFIX}{document}")
    }

    pub(super) fn row(&self) -> Write {
        Write::put(Table::Meta, Self::key(self.document), self)
    }

    pub(super) fn is_key(key: &str) -> bool {
        key.starts_with(PREFIX)
    }
}

/// What the keys of such rows begin with in [`Table::Meta`].
const PREFIX: &str = "lost/";

impl Device {
    /// The relay greets: now is the time to ask what moved, or for everything when this person may read something else than before.
    pub(super) fn welcomed(&mut self, rights: u64) {
        // A release that understands more asks for what was left out of the lists before.
        let is_same = self.rights == Some(rights) && self.strange.is_none_or(|then| then == understood());
        if !is_same && self.strange.take().is_some() {
            self.save(vec![Write::delete(Table::Meta, STRANGE.into())]);
        }
        self.sweep = (!is_same).then(|| Sweep { rights, listed: BTreeSet::new() });
        let since = if is_same { self.cursor } else { 0 };
        self.effects.push(Effect::Send(FromDevice::Inventory { since }));
    }

    /// Everything was listed: what was not is not for this person any more.
    pub(super) fn swept(&mut self) {
        let Some(Sweep { rights, listed }) = self.sweep.take() else { return };
        // What was left out is not lost: it is not understood here.
        let is_whole = self.strange.is_none();
        let gone =
            self.documents.iter().filter(|_| is_whole).filter(|(document, shelf)| !shelf.is_begun_here() && !listed.contains(document));
        let gone: Vec<DocumentId> = gone.map(|(document, _)| *document).collect();
        self.lose(&gone, Why::Person);
        self.rights = Some(rights);
        self.save(vec![Write::put(Table::Meta, RIGHTS.into(), &rights)]);
    }

    /// The relay lists or sends this document: the person may read it.
    pub(super) fn regain(&mut self, document: DocumentId) {
        if let Some(sweep) = &mut self.sweep {
            sweep.listed.insert(document);
        }
        self.forget(document);
    }

    /// Takes the row away that says that the document was lost.
    pub(super) fn forget(&mut self, document: DocumentId) {
        if self.lost.remove(&document).is_some() {
            self.save(vec![Write::delete(Table::Meta, LostDocument::key(document))]);
            self.stale.lost = true;
        }
    }

    /// These may not be read any more. What is on this device leaves it once nothing of its person waits in it.
    pub(super) fn lose(&mut self, documents: &[DocumentId], why: Why) {
        let mut writes = Vec::new();
        for document in documents.iter().copied() {
            self.leave(document);
            self.pulls.retain(|other| *other != document);
            self.pulling.remove(&document);
            writes.extend(self.refuse_unplaced(document));
            // A log in doubt may hold words that a restored relay does not have: it stays until it is compared.
            let is_lost = |shelf: &&Shelf| !shelf.is_begun_here() && shelf.doubt.is_none();
            let Some(shelf) = self.documents.get(&document).filter(is_lost) else { continue };
            if !self.lost.contains_key(&document) {
                let summary = &shelf.listed.summary;
                let (kind, title, product) = (summary.kind, summary.title.clone(), summary.product.clone());
                let lost = LostDocument { document, kind, title, product, at: self.now, why };
                writes.push(lost.row());
                self.lost.insert(document, lost);
                self.stale.lost = true;
            }
        }
        self.save(writes);
        self.pull_more();
    }

    /// Drops the lost documents in which nothing waits any more, each in one transaction with the row that says so.
    pub(super) fn let_go(&mut self) {
        let free = self.lost.keys().filter(|document| self.documents.contains_key(document) && !self.is_outstanding(**document));
        for document in free.copied().collect::<Vec<_>>() {
            let (Some(shelf), Some(lost)) = (self.documents.remove(&document), self.lost.get(&document)) else { continue };
            let mut writes = vec![lost.row()];
            let why = lost.why;
            writes.push(Write::delete(Table::Documents, document.to_string()));
            writes.push(Snapshot::no_row(document));
            writes.extend((1..=shelf.listed.n).map(|n| Write::no_log(document, n)));
            writes.extend(shelf.carried.iter().map(|(key, _)| Write::delete(Table::Carried, key.clone())));
            writes.extend(self.vouched.remove(&document).map(|_| no_voucher(document)));
            writes.extend(self.gone(Gone::LetGo(Named::of(&shelf), why)));
            self.save(writes);
            self.loaded.remove(&document);
            if self.open == Some(document) {
                self.shown = None;
                self.effects.push(Effect::Show(Show::Missing(document)));
            }
            self.stale.lines.insert(document);
        }
    }

    pub(super) fn lost_documents(&self) -> Vec<LostDocument> {
        let mut lost: Vec<LostDocument> = self.lost.values().cloned().collect();
        lost.sort_by_key(|lost| std::cmp::Reverse((lost.at, lost.document)));
        lost
    }

    /// A key was pressed before the screen knew that the document had left: the words are kept where refused ones are.
    pub(super) fn keep_last_words(&mut self, document: DocumentId, path: Path, text: String) {
        let id = format!("lost-{document}/{}", path.as_str());
        let work = Work::Edit(Edit::Write { path, text });
        let work = RefusedWork { id, document, work, refusal: Code::NotYourCase.into(), written_at: self.now, refused_at: self.now };
        self.save(vec![Write::put(Table::Refused, work.id.clone(), &work)]);
        self.refused.insert(work.id.clone(), work);
        self.stale.refused = true;
    }

    /// Work of this person waits in the document.
    fn is_outstanding(&self, document: DocumentId) -> bool {
        let has_changes = self.documents.get(&document).is_some_and(|shelf| !shelf.outbox.is_empty() || shelf.is_handing());
        let is_typing = self.loaded.get(&document).is_some_and(super::editing::Loaded::is_typing);
        has_changes || is_typing || self.orphans.iter().any(|draft| draft.document == document) || !self.waiting(document).is_empty()
    }

    /// Own changes of a document whose row could not be read, and that will never be listed again.
    fn refuse_unplaced(&mut self, document: DocumentId) -> Vec<Write> {
        let mut writes = Vec::new();
        for (key, outgoing) in self.unplaced.extract_if(.., |(_, outgoing)| outgoing.document == document) {
            let work = refused_work(outgoing, Code::NotYourCase.into(), self.now);
            writes.push(Write::delete(Table::Outbox, key));
            writes.push(Write::put(Table::Refused, work.id.clone(), &work));
            self.refused.insert(work.id.clone(), work);
            self.stale.refused = true;
        }
        writes
    }
}
