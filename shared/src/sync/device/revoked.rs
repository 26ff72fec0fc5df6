//! The session of this device was ended from elsewhere: what the relay does not have is handed over, then everything leaves.

use super::{
    Deletion, Device, Gone, Held, Loss, RefusedWork, Work,
    store::{Draft, Outgoing, Table, Write},
};
use crate::{records::edit::Edit, sync::handover::Piece, time::Timestamp};

impl Device {
    /// Everything of this person that the relay does not have, by the rows in which it is.
    #[must_use]
    pub fn unsent(&self) -> Vec<Piece> {
        let placed = self.documents.values().flat_map(|shelf| &shelf.outbox);
        let changes = placed.chain(&self.unplaced).map(|(key, outgoing)| of_change(key, outgoing));
        let typing = self.loaded.iter().filter_map(|(document, loaded)| loaded.draft(*document));
        let drafts = typing.chain(self.orphans.iter().cloned()).map(of_draft);
        let commands = self.commands.values().map(|waiting| Piece {
            name: name(Table::Commands, &waiting.command.id.to_string()),
            document: waiting.document,
            written_at: waiting.asked.0,
            work: Work::Act(waiting.command.clone()),
        });
        let refused = self.refused.iter().map(|(key, work)| of_refused(Table::Refused, key, work));
        let notes = self.notes.iter().map(|(key, work)| of_refused(Table::Notes, key, work));
        changes.chain(drafts).chain(commands).chain(refused).chain(notes).collect()
    }

    /// The row that says that everything left, in an emptied store: so many pieces were handed over.
    #[must_use]
    pub fn revoked(&self, now: Timestamp) -> Write {
        let held = self.held();
        Deletion::of_all(Gone::Revoked(Loss { since: now, held, missing: held, confirmed_at: self.truth.confirmed_at }), now)
    }

    fn held(&self) -> Held {
        self.counted.held()
    }
}

fn name(table: Table, key: &str) -> String {
    format!("{}/{key}", table.name())
}

fn of_change(key: &str, Outgoing { document, edit, at, .. }: &Outgoing) -> Piece {
    Piece { name: name(Table::Outbox, key), document: *document, written_at: *at, work: Work::Edit(edit.clone()) }
}

fn of_draft(draft: Draft) -> Piece {
    let key = Draft::key(draft.document, &draft.path);
    let Draft { document, path, text, at, .. } = draft;
    Piece { name: name(Table::Drafts, &key), document, written_at: at, work: Work::Edit(Edit::Write { path, text }) }
}

fn of_refused(table: Table, key: &str, work: &RefusedWork) -> Piece {
    Piece { name: name(table, key), document: work.document, written_at: work.written_at, work: work.work.clone() }
}
