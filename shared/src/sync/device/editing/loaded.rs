//! What is in memory of a document: accepted and own changes, and the branch of whoever types in it.

use automerge::{ActorId, Author as AmAuthor, Automerge, AutomergeError, Change};

use super::super::{
    show::{DocumentLine, DocumentView},
    snapshot::Snapshot,
    store::Draft,
};
use crate::{
    documents::DocumentKind,
    forms::Path,
    ids::{Author, DocumentId, Hash},
    records::{
        self,
        edit::{self, Edit, NoSuchPlace},
        genesis, ledger,
        merges::Merges,
        newer,
        objects::Objects,
        opened::Opened,
        read, review,
    },
    time::Timestamp,
    workflow::{Command, Entry, State},
};

/// A document in memory: accepted changes and own unconfirmed ones.
#[derive(Debug)]
pub(in crate::sync::device) struct Loaded {
    pub(in crate::sync::device) doc: Automerge,
    /// Those of its objects that were looked up, and what merged in it.
    pub(in crate::sync::device) objects: Objects,
    pub(in crate::sync::device) merges: Merges,
    pub(in crate::sync::device) typing: Option<Typing>,
    /// The field that was left last, and the version that it showed then.
    pub(in crate::sync::device) left: Option<(Path, Vec<Hash>)>,
    /// Of the log that was read, if it is worth being kept.
    pub(in crate::sync::device) snapshot: Option<Snapshot>,
}

/// The field in which the person types.
#[derive(Debug)]
pub(in crate::sync::device) struct Typing {
    pub(in crate::sync::device) path: Path,
    /// The document without what arrived since the typing began; `None` while nothing has.
    pub(in crate::sync::device) branch: Option<Automerge>,
    /// Typed and not yet a change.
    pub(in crate::sync::device) draft: Option<(String, Timestamp)>,
}

impl Loaded {
    /// A document that begins here.
    pub(in crate::sync::device) fn begun(kind: DocumentKind, author: Author, actor: ActorId) -> Self {
        let (mut doc, genesis) = (Automerge::new(), genesis::of(kind));
        doc.apply_changes([genesis.clone()]).expect("a genesis builds on nothing");
        let mut doc = signed(doc, author);
        doc.set_actor(actor);
        let mut objects = Objects::default();
        let mut merges = Merges::default();
        merges.follow_all(&doc, &mut objects, vec![genesis]);
        Self { doc, objects, merges, typing: None, left: None, snapshot: None }
    }

    /// The version that the person sees, own unconfirmed work included.
    pub(in crate::sync::device) fn heads(&self) -> Vec<Hash> {
        records::heads(&self.doc)
    }

    /// As it is, own unconfirmed work included.
    pub(in crate::sync::device) const fn doc(&self) -> &Automerge {
        &self.doc
    }

    pub(in crate::sync::device) const fn is_typing(&self) -> bool {
        matches!(&self.typing, Some(Typing { draft: Some(_), .. }))
    }

    /// What the screen shows; `begun` is the ledger of a document that the relay has not taken yet.
    pub(in crate::sync::device) fn view(&self, line: DocumentLine, begun: Vec<Entry>, waiting: Vec<Command>, left: u32) -> DocumentView {
        let state = ledger::state(&self.doc).filter(State::is_open).unwrap_or_else(|| State::of(line.summary.kind, begun));
        let is_newer = newer::is_newer(&self.doc);
        let content = read::content_with(&self.doc, &self.merges);
        let review = review::questions(&self.doc, &self.merges, &content);
        DocumentView { line, is_newer, content, state, heads: records::heads(&self.doc), waiting, left, review, handed: Vec::new() }
    }

    /// Others' changes arrive. `Err` when the library will not have them: the log on this device is damaged.
    pub(in crate::sync::device) fn receive(&mut self, changes: Vec<Change>) -> Result<(), AutomergeError> {
        if let Some(typing) = &mut self.typing
            && typing.branch.is_none()
        {
            typing.branch = Some(self.doc.clone());
        }
        let is_new = |change: &Change| !read::contains(&self.doc, change.hash().into());
        let new: Vec<Opened> = changes.into_iter().filter(is_new).map(Opened::from).collect();
        self.doc.apply_changes(new.iter().map(|change| Change::clone(change)))?;
        self.merges.follow(&self.doc, &mut self.objects, &new);
        Ok(())
    }

    /// Takes a change of one's own that was made on a branch.
    pub(in crate::sync::device) fn take(&mut self, change: &Change) {
        self.doc.apply_changes([change.clone()]).expect("the branch holds nothing that the document lacks");
        self.merges.follow(&self.doc, &mut self.objects, &[change.clone().into()]);
    }

    /// Records an edit on the branch if there is one; `None` when the document says so already.
    pub(in crate::sync::device) fn write(&mut self, edit: &Edit, at: Timestamp) -> Result<Option<Change>, NoSuchPlace> {
        let Some(branch) = self.typing.as_mut().and_then(|typing| typing.branch.as_mut()) else {
            let change = edit::apply(&mut self.doc, edit, at)?;
            let new: Vec<Opened> = change.clone().into_iter().map(Opened::from).collect();
            self.merges.follow(&self.doc, &mut self.objects, &new);
            return Ok(change);
        };
        let change = edit::apply(branch, edit, at)?;
        if let Some(change) = &change {
            self.take(change);
        }
        Ok(change)
    }

    /// What is typed and not yet a change, as its row says it.
    pub(in crate::sync::device) fn draft(&self, document: DocumentId) -> Option<Draft> {
        let typing = self.typing.as_ref()?;
        let (text, at) = typing.draft.clone()?;
        Some(Draft { document, path: typing.path.clone(), text, base: self.base(), at })
    }

    /// The version to which the typing is added.
    pub(in crate::sync::device) fn base(&self) -> Vec<Hash> {
        records::heads(self.typing.as_ref().and_then(|typing| typing.branch.as_ref()).unwrap_or(&self.doc))
    }
}

pub(in crate::sync::device) fn signed(doc: Automerge, author: Author) -> Automerge {
    doc.with_author(Some(AmAuthor::from(author.to_bytes())))
}

/// The document as it was at `heads`, for writing; `None` when it never was (then today's document serves).
pub(in crate::sync::device) fn branch_at(doc: &Automerge, heads: &[Hash], author: Author, actor: ActorId) -> Option<Automerge> {
    let heads: Vec<automerge::ChangeHash> = heads.iter().map(|hash| (*hash).into()).collect();
    let mut branch = signed(doc.fork_at(&heads).ok()?, author);
    branch.set_actor(actor);
    Some(branch)
}
