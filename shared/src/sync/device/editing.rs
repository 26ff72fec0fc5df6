//! A document in memory and the person's hand on it.
//!
//! While somebody types in a field, the field shows what it showed when the typing began plus the typing, and nothing else
//! is written into it. So that the typing means exactly what the person saw, others' changes that arrive meanwhile go into
//! the document but not into the *branch* on which the typing is recorded; what the branch makes is applied to both.

mod loaded;

use automerge::{Automerge, Change};

use super::{
    Device, Effect, Show,
    shelf::Shelf,
    show::Ask,
    store::{Draft, Outgoing, Table, Write},
};
use crate::{
    forms::Path,
    ids::{DocumentId, Hash},
    records::{
        self,
        edit::{Edit, NoSuchPlace},
        genesis,
        merges::Merges,
        objects::Objects,
        read,
    },
    time::Timestamp,
};
pub(super) use loaded::Loaded;
pub(super) use loaded::branch_at;
use loaded::{Typing, signed};

/// Takes a change whose ground is there; the library would keep any other aside, and panics over some of those once their ground comes.
fn applies(doc: &mut Automerge, change: &Change) -> bool {
    let is_grounded = change.deps().iter().all(|dep| read::contains(doc, (*dep).into()));
    is_grounded && doc.apply_changes([change.clone()]).is_ok()
}

/// Unconfirmed changes go into the document, each behind what it builds on: a colleague's may build on one's own, and one's own on it.
/// What does not apply stays where it is kept, and the relay will say why.
fn lay(doc: &mut Automerge, laid: &mut Vec<Change>, waiting: &mut Vec<Change>) {
    waiting.retain(|change| !read::contains(doc, change.hash().into()));
    let mut count = waiting.len() + 1;
    while waiting.len() < count {
        count = waiting.len();
        waiting.retain(|change| {
            let applies = applies(doc, change);
            laid.extend(applies.then(|| change.clone()));
            !applies
        });
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
            Ask::Act { document, command } => self.act(document, command),
            Ask::Earlier { document, heads } => self.earlier(document, heads),
            Ask::Forget { document } => self.forget(document),
            Ask::Discard { id } => self.discard(&id),
            Ask::Note { id } => self.note(&id),
            Ask::DropNote { id } => self.drop_note(&id),
            Ask::BringBack { id } => self.bring_back(&id),
            Ask::DropHanded { document } => self.drop_handed(document),
        }
    }

    fn open(&mut self, document: DocumentId) {
        if let Some(other) = self.open.replace(document)
            && other != document
        {
            self.close_loaded(other);
            self.look = None;
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
            self.look = None;
        }
        self.close_loaded(document);
    }

    fn close_loaded(&mut self, document: DocumentId) {
        self.leave(document);
        if self.open != Some(document) {
            self.loaded.remove(&document);
            self.vouch(document, true);
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
        // Rows beyond that are own words that the relay has confirmed behind others' words that are not here yet, or what a damaged log
        // was fetched over.
        let (entries, beyond) = entries.split_at(usize::try_from(shelf.held).unwrap_or(usize::MAX).min(entries.len()));
        let begun_here = shelf.is_begun_here().then(|| Ok(genesis::of(shelf.listed.summary.kind)));
        let accepted = begun_here.into_iter().chain(entries.iter().map(|chunk| Change::from_bytes(chunk.clone())));
        let mut doc = Automerge::new();
        let is_whole = entries.len() as u64 == shelf.held;
        let accepted = accepted.collect::<Result<Vec<_>, _>>().ok().filter(|_| is_whole);
        let accepted = accepted.filter(|changes| doc.apply_changes(changes.iter().cloned()).is_ok());
        let Some(mut accepted) = accepted else {
            shelf.held = 0; // Damaged on this device: fetch it anew.
            self.damaged(document);
            self.stale.lines.insert(document);
            self.loaded.remove(&document);
            self.ask_for(document);
            self.effects.push(Effect::Show(Show::Missing(document)));
            return;
        };
        for change in beyond.iter().filter_map(|chunk| Change::from_bytes(chunk.clone()).ok()) {
            if applies(&mut doc, &change) {
                accepted.push(change);
            }
        }
        genesis::completions(&mut doc);
        let mut waiting = shelf.overlay();
        let before = self.loaded.remove(&document);
        let mut base = before.as_ref().map(Loaded::base).unwrap_or_default();
        if !shelf.to_rebuild.is_empty() {
            lay(&mut doc, &mut accepted, &mut waiting);
            (doc, base) = self.rebuild(document, &doc, &base);
            let own = self.documents.get(&document).map(Shelf::pending).unwrap_or_default();
            accepted.extend(own.into_iter().filter(|change| read::contains(&doc, change.hash().into())));
        } else {
            waiting.extend(shelf.pending());
        }
        lay(&mut doc, &mut accepted, &mut waiting);
        let actor = self.fresh_actor();
        let mut doc = signed(doc, self.author);
        doc.set_actor(actor);
        let typing = before.and_then(|loaded| loaded.typing);
        let typing = typing.map(|typing| Typing { branch: branch_at(&doc, &base, self.author, self.fresh_actor()), ..typing });
        let mut objects = Objects::default();
        let merges = Merges::of_changes(&doc, &mut objects, accepted);
        let loaded = Loaded { doc, objects, merges, typing, left: None };
        let draft = loaded.draft(document);
        self.loaded.insert(document, loaded);
        self.save(draft.iter().map(Draft::row).collect());
        self.adopt(document);
        self.attach_waiting(document);
        if self.open == Some(document) {
            self.stale.document = true;
        } else {
            self.loaded.remove(&document);
        }
        self.stale.lines.insert(document);
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
