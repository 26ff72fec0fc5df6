//! A document in memory and the person's hand on it.
//!
//! While somebody types in a field, the field shows what it showed when the typing began plus the typing, and nothing else
//! is written into it. So that the typing means exactly what the person saw, others' changes that arrive meanwhile go into
//! the document but not into the *branch* on which the typing is recorded; what the branch makes is applied to both.

mod loaded;

use automerge::Change;

use super::{
    Device,
    show::Ask,
    store::{Draft, Outgoing, Table, Write},
};
use crate::{
    forms::Path,
    ids::{DocumentId, Hash},
    records::{
        self,
        edit::{Edit, NoSuchPlace},
    },
    time::Timestamp,
};
pub(super) use loaded::{Loaded, Typing, branch_at, signed};

impl Device {
    pub(super) fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Open { document } => self.open(document),
            Ask::Close { document } => self.close(document),
            Ask::Focus { document, path, heads } => self.focus(document, path, &heads),
            Ask::Type { document, path, text } => self.typed(document, path, text),
            Ask::Keep { document } => self.keep(document),
            Ask::Leave { document, turn } => {
                self.left = turn;
                self.leave(document);
                self.stale.document = true; // Also when nothing was typed: the screen waits for it.
            }
            Ask::Edit { document, edit } => self.edit(document, &edit),
            Ask::Decide { document, edit, heads } => self.decide(document, edit, &heads),
            Ask::Reopen { document, question } => self.reopen(document, &question),
            Ask::Look { document, look } => self.look(document, look),
            Ask::Create { document, kind, command } => self.create(document, kind, command),
            Ask::Begin { beginnings } => beginnings.into_iter().for_each(|beginning| self.begin(beginning)),
            Ask::KeepImporting { importing } => self.keep_importing(*importing),
            Ask::Read { documents } => self.read_all(documents),
            Ask::Act { document, command } => self.act(document, command),
            Ask::Earlier { document, heads } => self.earlier(document, heads),
            Ask::Forget { document } => self.forget(document),
            Ask::Discard { id } => self.discard(&id),
            Ask::Note { id } => self.note(&id),
            Ask::DropNote { id } => self.drop_note(&id),
            Ask::TakeBack { pieces } => self.take_back(pieces),
            Ask::BringBack { id } => self.bring_back(&id),
            Ask::DropHanded { document } => self.drop_handed(document),
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
        if let Some(typing) = &mut loaded.typing {
            typing.draft = Some((text, now));
        }
        let draft = loaded.draft(document);
        self.save(draft.iter().map(Draft::row).collect());
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
    pub(super) fn outgoing(&mut self, document: DocumentId, edit: Edit, at: Timestamp, change: Change, draft: Option<String>) {
        let outgoing = Outgoing { document, hash: change.hash().into(), chunk: change.raw_bytes().to_vec(), edit, at };
        let key = self.outbox_key(document);
        let mut writes = vec![Write::put(Table::Outbox, key.clone(), &outgoing)];
        writes.extend(draft.map(|draft| Write::delete(Table::Drafts, draft)));
        self.save(writes);
        if let Some(shelf) = self.documents.get_mut(&document) {
            shelf.outbox.push((key, outgoing));
        }
        self.stale.document = true;
        self.stale.lines.insert(document);
        self.pump(document);
    }

    /// A key behind those of all other changes that wait: their order is that of making, also where the clock was set back meanwhile.
    pub(super) fn outbox_key(&mut self, document: DocumentId) -> String {
        self.drawn += 1;
        let prefix = super::log_prefix(document);
        let last = self.documents.get(&document).and_then(|shelf| shelf.outbox.last());
        let last = last.and_then(|(key, _)| key.strip_prefix(&prefix)?.split('-').next()?.parse::<i64>().ok());
        let at = last.map_or(self.now.0, |last| self.now.0.max(last + 1));
        format!("{prefix}{at:013}-{:010}", self.drawn)
    }
}
