//! A person decides what several wrote at once, and may take the decision back.

use super::{
    Device,
    editing::{Loaded, branch_at},
};
use crate::{
    ids::{Author, DocumentId, Hash},
    records::{
        edit::{self, Edit, NoSuchPlace},
        review::{self, Question},
    },
    time::Timestamp,
};
use automerge::{ActorId, Change};

impl Device {
    /// Records a decision on the version that the person saw: what arrived since then is not decided with it.
    pub(super) fn decide(&mut self, document: DocumentId, edit: Edit, heads: &[Hash]) {
        self.leave(document);
        let (actor, author, now) = (self.fresh_actor(), self.author, self.now);
        let Some(loaded) = self.loaded.get_mut(&document) else { return };
        if let Ok(Some(change)) = loaded.write_at(heads, &edit, now, author, actor) {
            self.outgoing(document, edit, now, change, None);
        }
    }

    /// Takes a decision back: each answer stands there again, beside the others.
    pub(super) fn reopen(&mut self, document: DocumentId, question: &Question) {
        self.leave(document);
        let Some(heads) = self.loaded.get(&document).map(Loaded::heads) else { return };
        for edit in review::reopened(question) {
            self.decide(document, edit, &heads);
        }
    }
}

impl Loaded {
    fn write_at(
        &mut self,
        heads: &[Hash],
        edit: &Edit,
        at: Timestamp,
        author: Author,
        actor: ActorId,
    ) -> Result<Option<Change>, NoSuchPlace> {
        let is_current = self.heads() == heads;
        let Some(mut branch) = (if is_current { None } else { branch_at(&self.doc, heads, author, actor) }) else {
            return self.write(edit, at);
        };
        let change = edit::apply(&mut branch, edit, at)?;
        if let Some(change) = &change {
            self.take(change);
        }
        Ok(change)
    }
}
