//! A document in memory and the person's hand on it.
//!
//! While somebody types in a field, the field shows what it showed when the typing began plus the typing, and nothing else
//! is written into it. So that the typing means exactly what the person saw, others' changes that arrive meanwhile go into
//! the document but not into the *branch* on which the typing is recorded; what the branch makes is applied to both.

use automerge::{Author as AmAuthor, Automerge, Change};

use super::{
    Device, Effect, Show,
    show::{Ask, DocumentLine, DocumentView},
    store::{Draft, Outgoing, Table, Write},
};
use crate::{
    forms::Path,
    ids::{Author, DocumentId, Hash},
    records::{
        self,
        edit::{self, Edit, NoSuchPlace},
        genesis, ledger, newer, read,
    },
    time::Timestamp,
    workflow::{Command, Entry, State},
};

/// A document in memory: accepted changes and own unconfirmed ones.
#[derive(Debug)]
pub(super) struct Loaded {
    doc: Automerge,
    typing: Option<Typing>,
    /// The field that was left last, and the version that it showed then.
    left: Option<(Path, Vec<Hash>)>,
}

/// The field in which the person types.
#[derive(Debug)]
struct Typing {
    path: Path,
    /// The document without what arrived since the typing began; `None` while nothing has.
    branch: Option<Automerge>,
    /// Typed and not yet a change.
    draft: Option<(String, Timestamp)>,
}

impl Loaded {
    /// What is typed and not yet a change, as its row says it.
    pub(super) fn draft(&self, document: DocumentId) -> Option<Draft> {
        let typing = self.typing.as_ref()?;
        let (text, at) = typing.draft.clone()?;
        Some(Draft { document, path: typing.path.clone(), text, base: self.base(), at })
    }

    /// The version that the person sees, own unconfirmed work included.
    pub(super) fn heads(&self) -> Vec<Hash> {
        records::heads(&self.doc)
    }

    pub(super) const fn is_typing(&self) -> bool {
        matches!(&self.typing, Some(Typing { draft: Some(_), .. }))
    }

    /// What the screen shows; `begun` is the ledger of a document that the relay has not taken yet.
    pub(super) fn view(&self, line: DocumentLine, begun: Vec<Entry>, waiting: Vec<Command>) -> DocumentView {
        let state = ledger::state(&self.doc).filter(State::is_open).unwrap_or_else(|| State::of(line.summary.kind, begun));
        let is_newer = newer::is_newer(&self.doc);
        DocumentView { line, is_newer, content: read::content(&self.doc), state, heads: records::heads(&self.doc), waiting }
    }

    /// Others' changes arrive. `Err` when the library will not have them: the log on this device is damaged.
    pub(super) fn receive(&mut self, changes: Vec<Change>) -> Result<(), automerge::AutomergeError> {
        if let Some(typing) = &mut self.typing
            && typing.branch.is_none()
        {
            typing.branch = Some(self.doc.clone());
        }
        self.doc.apply_changes(changes)
    }

    /// Records an edit on the branch if there is one; `None` when the document says so already.
    fn write(&mut self, edit: &Edit, at: Timestamp) -> Result<Option<Change>, NoSuchPlace> {
        let Some(branch) = self.typing.as_mut().and_then(|typing| typing.branch.as_mut()) else {
            return edit::apply(&mut self.doc, edit, at);
        };
        let change = edit::apply(branch, edit, at)?;
        if let Some(change) = &change {
            self.doc.apply_changes([change.clone()]).expect("the branch holds nothing that the document lacks");
        }
        Ok(change)
    }

    fn base(&self) -> Vec<Hash> {
        records::heads(self.typing.as_ref().and_then(|typing| typing.branch.as_ref()).unwrap_or(&self.doc))
    }
}

impl Device {
    pub(super) fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Open { document } => self.open(document),
            Ask::Close { document } => self.close(document),
            Ask::Focus { document, path, heads } => self.focus(document, path, &heads),
            Ask::Type { document, path, text } => self.typed(document, path, text),
            Ask::Keep { document } => self.keep(document),
            Ask::Leave { document } => self.leave(document),
            Ask::Edit { document, edit } => self.edit(document, &edit),
            Ask::Create { document, kind, command } => self.create(document, kind, command),
            Ask::Act { document, command } => self.act(document, command),
            Ask::Forget { document } => self.forget(document),
            Ask::Discard { id } => self.discard(&id),
            Ask::Note { id } => self.note(&id),
            Ask::DropNote { id } => self.drop_note(&id),
            Ask::BringBack { id } => self.bring_back(&id),
        }
    }

    fn open(&mut self, document: DocumentId) {
        if let Some(other) = self.open.replace(document)
            && other != document
        {
            self.close_loaded(other);
        }
        match self.documents.get(&document) {
            Some(shelf) if shelf.is_here() && !self.loaded.contains_key(&document) => self.effects.push(Effect::Read(document)),
            Some(shelf) if shelf.is_here() => self.stale.document = true,
            Some(_) | None => self.effects.push(Effect::Show(Show::Missing(document))),
        }
    }

    fn close(&mut self, document: DocumentId) {
        if self.open == Some(document) {
            self.open = None;
        }
        self.close_loaded(document);
    }

    fn close_loaded(&mut self, document: DocumentId) {
        self.leave(document);
        if self.open != Some(document) {
            self.loaded.remove(&document);
        }
    }

    /// A log was read: because the document is opened, because drafts of an earlier start wait for it, or for a rebuild.
    pub(super) fn log_read(&mut self, document: DocumentId, entries: &[Vec<u8>]) {
        if self.log_of_doubt(document, entries) {
            return;
        }
        let Some(shelf) = self.documents.get_mut(&document) else { return };
        if !shelf.is_here() {
            self.ask_for(document); // Thrown away or damaged meanwhile.
            return;
        }
        // Rows beyond that are what a damaged log was fetched over.
        let entries = entries.get(..usize::try_from(shelf.held).unwrap_or(usize::MAX)).unwrap_or(entries);
        let begun_here = shelf.is_begun_here().then(|| Ok(genesis::of(shelf.listed.summary.kind)));
        let accepted = begun_here.into_iter().chain(entries.iter().map(|chunk| Change::from_bytes(chunk.clone())));
        let mut doc = Automerge::new();
        let is_whole = entries.len() as u64 == shelf.held;
        let is_sound = is_whole && accepted.collect::<Result<Vec<_>, _>>().is_ok_and(|changes| doc.apply_changes(changes).is_ok());
        if !is_sound {
            shelf.held = 0; // Damaged on this device: fetch it anew.
            self.damaged(document);
            self.loaded.remove(&document);
            self.ask_for(document);
            self.effects.push(Effect::Show(Show::Missing(document)));
            return;
        }
        genesis::completions(&mut doc);
        if !shelf.to_rebuild.is_empty() {
            doc = self.rebuild(document, &doc);
        } else {
            for change in shelf.pending() {
                // What does not apply stays in the outbox, where the relay will say why.
                drop(doc.apply_changes([change]));
            }
        }
        let actor = self.fresh_actor();
        let mut doc = signed(doc, self.author);
        doc.set_actor(actor);
        let typing = self.loaded.remove(&document).and_then(|loaded| loaded.typing).map(|typing| Typing { branch: None, ..typing });
        self.loaded.insert(document, Loaded { doc, typing, left: None });
        self.adopt(document);
        if self.open == Some(document) {
            self.stale.document = true;
        } else {
            self.loaded.remove(&document);
        }
        self.stale.documents = true;
        self.pump(document);
    }

    /// Drafts that an earlier start left behind become changes on the version in which they were typed.
    fn adopt(&mut self, document: DocumentId) {
        let (mine, others) = std::mem::take(&mut self.orphans).into_iter().partition(|draft| draft.document == document);
        self.orphans = others;
        let mine: Vec<Draft> = mine;
        for draft in mine {
            let actor = self.fresh_actor();
            let Some(loaded) = self.loaded.get_mut(&document) else { return };
            let branch = branch_at(&loaded.doc, &draft.base, self.author, actor);
            loaded.typing = Some(Typing { path: draft.path, branch, draft: Some((draft.text, draft.at)) });
            self.leave(document);
        }
    }

    fn focus(&mut self, document: DocumentId, path: Path, heads: &[Hash]) {
        self.leave(document);
        let actor = self.fresh_actor();
        let Some(loaded) = self.loaded.get_mut(&document) else { return };
        let is_current = records::heads(&loaded.doc) == heads;
        let branch = if is_current { None } else { branch_at(&loaded.doc, heads, self.author, actor) };
        loaded.typing = Some(Typing { path, branch, draft: None });
    }

    fn typed(&mut self, document: DocumentId, path: Path, text: String) {
        let is_elsewhere = |loaded: &Loaded| loaded.typing.as_ref().is_none_or(|typing| typing.path != path);
        if self.loaded.get(&document).is_some_and(is_elsewhere) {
            self.leave(document);
            self.resume(document, path.clone());
        }
        let now = self.now;
        if !self.loaded.contains_key(&document) && self.lost.contains_key(&document) {
            self.keep_last_words(document, path, text);
            return;
        }
        let Some(loaded) = self.loaded.get_mut(&document) else { return };
        let draft = Draft { document, text: text.clone(), base: loaded.base(), at: now, path };
        if let Some(typing) = &mut loaded.typing {
            typing.draft = Some((text, now));
        }
        self.save(vec![Write::put(Table::Drafts, Draft::key(document, &draft.path), &draft)]);
    }

    /// Typing goes on in a field before its screen has drawn it anew: on the version that it still shows, not on today's, whose
    /// newer words the person has not seen and does not mean to delete.
    fn resume(&mut self, document: DocumentId, path: Path) {
        let actor = self.fresh_actor();
        let Some(loaded) = self.loaded.get_mut(&document) else { return };
        let shown = loaded.left.take().filter(|(left, _)| *left == path).map(|(_, heads)| heads);
        let shown = shown.filter(|heads| *heads != records::heads(&loaded.doc));
        let branch = shown.and_then(|heads| branch_at(&loaded.doc, &heads, self.author, actor));
        loaded.typing = Some(Typing { path, branch, draft: None });
    }

    pub(super) fn keep(&mut self, document: DocumentId) {
        let Some(loaded) = self.loaded.get_mut(&document) else { return };
        let Some(typing) = &mut loaded.typing else { return };
        let Some((text, at)) = typing.draft.take() else { return };
        let path = typing.path.clone();
        let key = Draft::key(document, &path);
        let edit = Edit::Write { path, text };
        match loaded.write(&edit, at) {
            Ok(Some(change)) => self.outgoing(document, edit, at, change, Some(key)),
            Ok(None) => self.save(vec![Write::delete(Table::Drafts, key)]),
            Err(NoSuchPlace(_)) => {} // A field that this version does not have: the draft row stays for one that does.
        }
    }

    pub(super) fn leave(&mut self, document: DocumentId) {
        self.keep(document);
        let Some(loaded) = self.loaded.get_mut(&document) else { return };
        let base = loaded.base();
        if let Some(typing) = loaded.typing.take() {
            loaded.left = Some((typing.path, base));
            self.stale.document = true;
        }
    }

    fn edit(&mut self, document: DocumentId, edit: &Edit) {
        self.leave(document);
        let now = self.now;
        let Some(loaded) = self.loaded.get_mut(&document) else { return };
        if let Ok(Some(change)) = loaded.write(edit, now) {
            self.outgoing(document, edit.clone(), now, change, None);
        }
    }

    /// A new change: durable together with its outbox row and the end of its draft, then on its way.
    fn outgoing(&mut self, document: DocumentId, edit: Edit, at: Timestamp, change: Change, draft: Option<String>) {
        let outgoing = Outgoing { document, hash: change.hash().into(), chunk: change.raw_bytes().to_vec(), edit, at };
        let key = self.outbox_key(document);
        let mut writes = vec![Write::put(Table::Outbox, key.clone(), &outgoing)];
        writes.extend(draft.map(|draft| Write::delete(Table::Drafts, draft)));
        self.save(writes);
        if let Some(shelf) = self.documents.get_mut(&document) {
            shelf.outbox.push((key, outgoing));
        }
        self.stale.document = true;
        self.stale.documents = true;
        self.pump(document);
    }

    pub(super) fn outbox_key(&mut self, document: DocumentId) -> String {
        self.drawn += 1;
        format!("{}{:013}-{:010}", super::log_prefix(document), self.now.0, self.drawn)
    }
}

fn signed(doc: Automerge, author: Author) -> Automerge {
    doc.with_author(Some(AmAuthor::from(author.to_bytes())))
}

/// The document as it was at `heads`, for writing; `None` when it never was (then today's document serves).
fn branch_at(doc: &Automerge, heads: &[Hash], author: Author, actor: automerge::ActorId) -> Option<Automerge> {
    let heads: Vec<automerge::ChangeHash> = heads.iter().map(|hash| (*hash).into()).collect();
    let mut branch = signed(doc.fork_at(&heads).ok()?, author);
    branch.set_actor(actor);
    Some(branch)
}
