//! Opening a document: its log is put together in memory, from a snapshot where there is one, with what is not confirmed laid on it.
//! Closing it puts it away.

use automerge::{Automerge, Change};

use super::{
    Device, Effect, Show,
    editing::{Loaded, Typing, branch_at, signed},
    shelf::Shelf,
    snapshot::{Ground, Snapshot},
    store::Draft,
};
use crate::{
    ids::DocumentId,
    records::{genesis, objects::Objects, read},
};

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
    pub(super) fn open(&mut self, document: DocumentId) {
        self.shown = None; // Whoever asks to open shows nothing of it.
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

    pub(super) fn close(&mut self, document: DocumentId) {
        if self.open == Some(document) {
            self.open = None;
            self.shown = None;
            self.look = None;
        }
        self.close_loaded(document);
    }

    fn close_loaded(&mut self, document: DocumentId) {
        self.leave(document);
        if self.open != Some(document) {
            self.put_away(document);
            self.vouch(document, true);
        }
    }

    /// A log was read: because the document is opened, because drafts of an earlier start wait for it, or for a rebuild.
    pub(super) fn log_read(&mut self, document: DocumentId, snapshot: Option<&[u8]>, entries: &[Vec<u8>]) {
        let Some((mut ground, entries)) = self.ground(document, snapshot, entries) else {
            self.save(vec![Snapshot::no_row(document)]);
            self.effects.push(Effect::Read(document));
            return;
        };
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
        let lacks = shelf.held - ground.n;
        let (entries, beyond) = entries.split_at(usize::try_from(lacks).unwrap_or(usize::MAX).min(entries.len()));
        let begun_here = shelf.is_begun_here().then(|| Ok(genesis::of(shelf.listed.summary.kind)));
        let accepted = begun_here.into_iter().chain(entries.iter().map(|chunk| Change::from_bytes(chunk.clone())));
        let is_whole = entries.len() as u64 == lacks;
        let accepted = accepted.collect::<Result<Vec<_>, _>>().ok().filter(|_| is_whole);
        let Some(accepted) = accepted.filter(|changes| ground.doc.apply_changes(changes.iter().cloned()).is_ok()) else {
            shelf.held = 0; // Damaged on this device: fetch it anew.
            self.save(vec![Snapshot::no_row(document)]);
            self.damaged(document);
            self.stale.lines.insert(document);
            self.loaded.remove(&document);
            self.ask_for(document);
            self.effects.push(Effect::Show(Show::Missing(document)));
            return;
        };
        ground.n = shelf.held;
        let mut objects = Objects::default();
        ground.merges.follow_all(&ground.doc, &mut objects, accepted);
        let snapshot = self.snapshot(document, &ground, entries);
        let Ground { mut doc, mut merges, .. } = ground;
        let mut laid = Vec::new();
        for change in beyond.iter().filter_map(|chunk| Change::from_bytes(chunk.clone()).ok()) {
            if applies(&mut doc, &change) {
                laid.push(change);
            }
        }
        genesis::completions(&mut doc);
        let Some(shelf) = self.documents.get(&document) else { return };
        let (mut waiting, must_rebuild) = (shelf.overlay(), !shelf.to_rebuild.is_empty());
        let own = |device: &Self| device.documents.get(&document).map(Shelf::pending).unwrap_or_default();
        let before = self.loaded.remove(&document);
        let mut base = before.as_ref().map(Loaded::base).unwrap_or_default();
        if must_rebuild {
            lay(&mut doc, &mut laid, &mut waiting);
            (doc, base) = self.rebuild(document, &doc, &base);
            laid.extend(own(self).into_iter().filter(|change| read::contains(&doc, change.hash().into())));
        } else {
            waiting.extend(own(self));
        }
        lay(&mut doc, &mut laid, &mut waiting);
        let actor = self.fresh_actor();
        let mut doc = signed(doc, self.author);
        doc.set_actor(actor);
        let typing = before.and_then(|loaded| loaded.typing);
        let typing = typing.map(|typing| Typing { branch: branch_at(&doc, &base, self.author, self.fresh_actor()), ..typing });
        merges.follow_all(&doc, &mut objects, laid);
        let loaded = Loaded { doc, objects, merges, typing, left: None, snapshot };
        let draft = loaded.draft(document);
        self.loaded.insert(document, loaded);
        self.save(draft.iter().map(Draft::row).collect());
        self.adopt(document);
        self.attach_waiting(document);
        self.read_waiting(document);
        if self.open == Some(document) {
            self.stale.document = true;
        } else {
            self.put_away(document);
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
}
