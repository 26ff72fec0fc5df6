//! Documents that begin with words in them: the rows of a list, each a wish and the edits that a person would make behind it. All of one
//! document is in one transaction, so that an import that is interrupted leaves no half of a case.

use serde::{Deserialize, Serialize};

use super::{
    Device, Effect, IMPORTING, Show,
    editing::Loaded,
    shelf::Shelf,
    store::{Outgoing, Table, Write},
};
use crate::{
    documents::DocumentKind,
    ids::DocumentId,
    importing::Importing,
    records::{edit::Edit, read},
    sync::wire::Listed,
    workflow::{Command, State},
};

/// A document that is to begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// 16 fresh random bytes.
    pub document: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// The opening act.
    pub command: Command,
    /// What is written in it.
    pub edits: Vec<Edit>,
}

impl Device {
    /// Begins a document and writes in it; nothing where it is here already, so that whoever was interrupted may ask again.
    pub(super) fn begin(&mut self, Beginning { document, kind, command, edits }: Beginning) {
        if self.documents.contains_key(&document) {
            return;
        }
        let (actor, now) = (self.fresh_actor(), self.now);
        let mut loaded = Loaded::begun(kind, self.author, actor);
        let written = |edit: Edit| {
            let change = loaded.write(&edit, now).ok().flatten()?;
            Some(Outgoing { document, hash: change.hash().into(), chunk: change.raw_bytes().to_vec(), edit, at: now })
        };
        let changes: Vec<Outgoing> = edits.into_iter().filter_map(written).collect();
        // Until the relay has taken it, nobody else says what the list shows of it.
        let (content, state) = (read::content(loaded.doc()), State::of(kind, vec![self.opening(&command)]));
        let shelf = Shelf::new(Listed::of(document, &content, &state, now, Vec::new(), 0));
        let mut writes = vec![shelf.row()];
        self.documents.insert(document, shelf);
        for outgoing in changes {
            let key = self.outbox_key(document);
            writes.push(Write::put(Table::Outbox, key.clone(), &outgoing));
            self.documents.get_mut(&document).into_iter().for_each(|shelf| shelf.outbox.push((key.clone(), outgoing.clone())));
        }
        self.save(writes);
        self.stale.lines.insert(document);
        self.act(document, command);
    }

    /// Keeps the import that is under way as its person left it.
    pub(super) fn keep_importing(&mut self, importing: Importing) {
        let row = Write::put(Table::Meta, IMPORTING.into(), &importing);
        self.importing = importing;
        self.save(vec![row]);
    }

    /// What an earlier start kept of it.
    pub(super) fn importing_stored(&mut self, importing: Importing) {
        self.effects.push(Effect::Show(Show::Importing(Box::new(importing.clone()))));
        self.importing = importing;
    }
}
