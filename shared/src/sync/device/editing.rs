//! A document in memory and the person's hand on it.
//!
//! While somebody types in a field, the field shows what it showed when the typing began plus the typing, and nothing else
//! is written into it. So that the typing means exactly what the person saw, others' changes that arrive meanwhile go into
//! the document but not into the *branch* on which the typing is recorded; what the branch makes is applied to both.

use automerge::{Author as AmAuthor, Automerge, Change};

use super::{
    Device, Effect, Show,
    show::{Ask, CaseLine, CaseView},
    store::{Draft, Outgoing, Table, WaitingCommand, Write},
};
use crate::{
    forms::Path,
    ids::{Author, DocumentId, Hash},
    records::{
        self,
        edit::{self, Edit, NoSuchPlace},
        ledger, read,
    },
    time::Timestamp,
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
    pub(super) const fn is_typing(&self) -> bool {
        matches!(&self.typing, Some(Typing { draft: Some(_), .. }))
    }

    pub(super) fn view(&self, line: CaseLine) -> CaseView {
        CaseView { line, content: read::content(&self.doc), state: ledger::state(&self.doc), heads: records::heads(&self.doc) }
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
            Ask::Open { case } => self.open(case),
            Ask::Close { case } => self.close(case),
            Ask::Focus { case, path, heads } => self.focus(case, path, &heads),
            Ask::Type { case, path, text } => self.typed(case, path, text),
            Ask::Keep { case } => self.keep(case),
            Ask::Leave { case } => self.leave(case),
            Ask::Edit { case, edit } => self.edit(case, &edit),
            Ask::Act { case, command } => {
                let waiting = WaitingCommand { case, command };
                self.save(vec![Write::put(Table::Commands, waiting.command.id.to_string(), &waiting)]);
                self.commands.insert(waiting.command.id, waiting);
                self.leave(case);
                self.pump(case);
            }
            Ask::Discard { id } => {
                if self.refused.remove(&id).is_some() {
                    self.save(vec![Write::delete(Table::Refused, id)]);
                    self.stale.refused = true;
                    self.stale.cases = true;
                    self.stale.case = true;
                }
            }
        }
    }

    fn open(&mut self, case: DocumentId) {
        if let Some(other) = self.open.replace(case)
            && other != case
        {
            self.close_loaded(other);
        }
        match self.cases.get(&case) {
            Some(shelf) if shelf.held > 0 && !self.loaded.contains_key(&case) => self.effects.push(Effect::Read(case)),
            Some(shelf) if shelf.held > 0 => self.stale.case = true,
            Some(_) | None => self.effects.push(Effect::Show(Show::NoCase(case))),
        }
    }

    fn close(&mut self, case: DocumentId) {
        if self.open == Some(case) {
            self.open = None;
        }
        self.close_loaded(case);
    }

    fn close_loaded(&mut self, case: DocumentId) {
        self.leave(case);
        if self.open != Some(case) {
            self.loaded.remove(&case);
        }
    }

    /// A log was read: because the case is opened, because drafts of an earlier start wait for it, or for a rebuild.
    pub(super) fn log_read(&mut self, case: DocumentId, entries: &[Vec<u8>]) {
        let accepted = entries.iter().map(|chunk| Change::from_bytes(chunk.clone())).collect::<Result<Vec<_>, _>>();
        let mut doc = Automerge::new();
        let is_sound = accepted.is_ok_and(|changes| doc.apply_changes(changes).is_ok());
        let Some(shelf) = self.cases.get_mut(&case) else { return };
        if !is_sound {
            shelf.held = 0; // Damaged on this device: fetch it anew.
            self.loaded.remove(&case);
            self.ask_for(case);
            self.effects.push(Effect::Show(Show::NoCase(case)));
            return;
        }
        if !shelf.to_rebuild.is_empty() {
            doc = self.rebuild(case, &doc);
        } else {
            for change in shelf.pending() {
                // What does not apply stays in the outbox, where the relay will say why.
                drop(doc.apply_changes([change]));
            }
        }
        let actor = self.fresh_actor();
        let mut doc = signed(doc, self.author);
        doc.set_actor(actor);
        let typing = self.loaded.remove(&case).and_then(|loaded| loaded.typing).map(|typing| Typing { branch: None, ..typing });
        self.loaded.insert(case, Loaded { doc, typing, left: None });
        self.adopt(case);
        if self.open == Some(case) {
            self.stale.case = true;
        } else {
            self.loaded.remove(&case);
        }
        self.stale.cases = true;
        self.pump(case);
    }

    /// Drafts that an earlier start left behind become changes on the version in which they were typed.
    fn adopt(&mut self, case: DocumentId) {
        let (mine, others) = std::mem::take(&mut self.orphans).into_iter().partition(|draft| draft.case == case);
        self.orphans = others;
        let mine: Vec<Draft> = mine;
        for draft in mine {
            let actor = self.fresh_actor();
            let Some(loaded) = self.loaded.get_mut(&case) else { return };
            let branch = branch_at(&loaded.doc, &draft.base, self.author, actor);
            loaded.typing = Some(Typing { path: draft.path, branch, draft: Some((draft.text, draft.at)) });
            self.leave(case);
        }
    }

    fn focus(&mut self, case: DocumentId, path: Path, heads: &[Hash]) {
        self.leave(case);
        let actor = self.fresh_actor();
        let Some(loaded) = self.loaded.get_mut(&case) else { return };
        let is_current = records::heads(&loaded.doc) == heads;
        let branch = if is_current { None } else { branch_at(&loaded.doc, heads, self.author, actor) };
        loaded.typing = Some(Typing { path, branch, draft: None });
    }

    fn typed(&mut self, case: DocumentId, path: Path, text: String) {
        let is_elsewhere = |loaded: &Loaded| loaded.typing.as_ref().is_none_or(|typing| typing.path != path);
        if self.loaded.get(&case).is_some_and(is_elsewhere) {
            self.leave(case);
            self.resume(case, path.clone());
        }
        let now = self.now;
        let Some(loaded) = self.loaded.get_mut(&case) else { return };
        let draft = Draft { case, text: text.clone(), base: loaded.base(), at: now, path };
        if let Some(typing) = &mut loaded.typing {
            typing.draft = Some((text, now));
        }
        self.save(vec![Write::put(Table::Drafts, Draft::key(case, &draft.path), &draft)]);
    }

    /// Typing goes on in a field before its screen has drawn it anew: on the version that it still shows, not on today's, whose
    /// newer words the person has not seen and does not mean to delete.
    fn resume(&mut self, case: DocumentId, path: Path) {
        let actor = self.fresh_actor();
        let Some(loaded) = self.loaded.get_mut(&case) else { return };
        let shown = loaded.left.take().filter(|(left, _)| *left == path).map(|(_, heads)| heads);
        let shown = shown.filter(|heads| *heads != records::heads(&loaded.doc));
        let branch = shown.and_then(|heads| branch_at(&loaded.doc, &heads, self.author, actor));
        loaded.typing = Some(Typing { path, branch, draft: None });
    }

    pub(super) fn keep(&mut self, case: DocumentId) {
        let Some(loaded) = self.loaded.get_mut(&case) else { return };
        let Some(typing) = &mut loaded.typing else { return };
        let Some((text, at)) = typing.draft.take() else { return };
        let path = typing.path.clone();
        let key = Draft::key(case, &path);
        let edit = Edit::Write { path, text };
        match loaded.write(&edit, at) {
            Ok(Some(change)) => self.outgoing(case, edit, at, change, Some(key)),
            Ok(None) => self.save(vec![Write::delete(Table::Drafts, key)]),
            Err(NoSuchPlace(_)) => {} // A field that this version does not have: the draft row stays for one that does.
        }
    }

    fn leave(&mut self, case: DocumentId) {
        self.keep(case);
        let Some(loaded) = self.loaded.get_mut(&case) else { return };
        let base = loaded.base();
        if let Some(typing) = loaded.typing.take() {
            loaded.left = Some((typing.path, base));
            self.stale.case = true;
        }
    }

    fn edit(&mut self, case: DocumentId, edit: &Edit) {
        self.leave(case);
        let now = self.now;
        let Some(loaded) = self.loaded.get_mut(&case) else { return };
        if let Ok(Some(change)) = loaded.write(edit, now) {
            self.outgoing(case, edit.clone(), now, change, None);
        }
    }

    /// A new change: durable together with its outbox row and the end of its draft, then on its way.
    fn outgoing(&mut self, case: DocumentId, edit: Edit, at: Timestamp, change: Change, draft: Option<String>) {
        let outgoing = Outgoing { case, hash: change.hash().into(), chunk: change.raw_bytes().to_vec(), edit, at };
        let key = self.outbox_key(case);
        let mut writes = vec![Write::put(Table::Outbox, key.clone(), &outgoing)];
        writes.extend(draft.map(|draft| Write::delete(Table::Drafts, draft)));
        self.save(writes);
        if let Some(shelf) = self.cases.get_mut(&case) {
            shelf.outbox.push((key, outgoing));
        }
        self.stale.case = true;
        self.stale.cases = true;
        self.pump(case);
    }

    pub(super) fn outbox_key(&mut self, case: DocumentId) -> String {
        self.drawn += 1;
        format!("{}{:013}-{:010}", super::log_prefix(case), self.now.0, self.drawn)
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
