//! The start: the store's rows as the machine left them. What this version cannot read is left alone, and told if a newer one wrote it.

use std::collections::BTreeSet;

use super::{
    CIRCLE, CONFIRMED, CURSOR, Checkpoint, DEADLINES, DIRECTORY, Deletion, Device, ERA, Effect, IMPORTING, LostDocument, RIGHTS, STRANGE,
    Show, Stale, checkpoint, era,
    shelf::{self, Shelf},
    store::{self, Carried, Draft, Outgoing, Table, Write},
    vouching,
};
use crate::{codec, ids::DocumentId, people::Directory};

/// What must wait until every row was read.
#[derive(Default)]
struct Later {
    outbox: Vec<(String, Outgoing)>,
    carried: Vec<(String, Carried)>,
    doubted: Vec<DocumentId>,
    /// Lines of a release that did not know what waits.
    before: Vec<DocumentId>,
    checkpoint: Option<Checkpoint>,
}

/// Whether this version reads a row.
#[cfg(test)]
pub(super) fn is_read(table: Table, key: &str, value: &[u8]) -> bool {
    use crate::{
        ids::{Era, Hash},
        importing::Importing,
        sync::handing::{Circle, Voucher},
        time::Timestamp,
        workflow::Deadlines,
    };
    match table {
        Table::Documents => store::read_document(value).is_some(),
        Table::Log => true, // A change is what Automerge wrote.
        Table::Outbox => store::read_words::<Outgoing>(value).is_some(),
        Table::Drafts => store::read_words::<Draft>(value).is_some(),
        Table::Refused | Table::Notes => store::read_refused(value).is_some(),
        Table::Commands => store::read_waiting(value).is_some(),
        Table::Deletions => store::read::<Deletion>(value).is_some(),
        Table::Carried => store::read::<Carried>(value).is_some(),
        Table::Snapshots => super::snapshot::Snapshot::decoded(value).is_some(),
        Table::Meta => match key {
            ERA => store::read::<Era>(value).is_some(),
            CURSOR | RIGHTS => store::read::<u64>(value).is_some(),
            STRANGE => store::read::<Hash>(value).is_some(),
            DIRECTORY => store::read::<Directory>(value).is_some(),
            DEADLINES => store::read::<Deadlines>(value).is_some(),
            CIRCLE => store::read::<Circle>(value).is_some(),
            IMPORTING => store::read::<Importing>(value).is_some(),
            CONFIRMED => store::read::<Timestamp>(value).is_some(),
            checkpoint::KEY => store::read::<Checkpoint>(value).is_some(),
            _ if LostDocument::is_key(key) => store::read::<LostDocument>(value).is_some(),
            _ if vouching::vouched(key).is_some() => store::read::<Voucher>(value).is_some(),
            _ => era::doubted(key).is_some(),
        },
    }
}

impl Device {
    pub(super) fn stored(&mut self, rows: Vec<(Table, String, Vec<u8>)>) {
        let mut later = Later::default();
        for (table, key, value) in rows {
            self.counted.row(table, &key, true);
            self.truth.unread += u32::from(table != Table::Meta && table != Table::Log && codec::is_newer(&value));
            self.row(table, key, &value, &mut later);
        }
        for (key, outgoing) in later.outbox {
            match self.documents.get_mut(&outgoing.document) {
                Some(shelf) => shelf.outbox.push((key, outgoing)),
                None => self.unplaced.push((key, outgoing)),
            }
        }
        for (key, carried) in later.carried {
            // Whoever may no longer read the document has handed in what was here of it.
            self.documents.get_mut(&carried.document).into_iter().for_each(|shelf| shelf.carried.push((key.clone(), carried.clone())));
        }
        for document in later.doubted {
            self.documents.get_mut(&document).into_iter().for_each(Shelf::doubt);
        }
        self.count(later.checkpoint);
        self.ask_what_waits(&later.before);
        let unfinished: BTreeSet<DocumentId> = self.orphans.iter().map(|draft| draft.document).collect();
        self.effects.extend(unfinished.into_iter().map(Effect::Read));
        self.stale = Stale { list: true, lines: BTreeSet::new(), document: true, refused: true, lost: true, deletions: true };
    }

    /// Lines of a release that did not know what waits are written as today's; the relay is asked for everything anew, as where rights
    /// have changed, and tells it.
    fn ask_what_waits(&mut self, before: &[DocumentId]) {
        if before.is_empty() {
            return;
        }
        self.rights = None;
        let rows = before.iter().filter_map(|document| self.documents.get(document)).map(Shelf::row);
        let writes = rows.chain([Write::delete(Table::Meta, RIGHTS.into())]).collect();
        self.save(writes);
    }

    fn row(&mut self, table: Table, key: String, value: &[u8], later: &mut Later) {
        match table {
            Table::Documents => {
                let Some((row, is_of_before)) = store::read_document(value) else { return };
                later.before.extend(is_of_before.then_some(shelf::id(&row)));
                self.documents.insert(shelf::id(&row), Shelf::stored(row));
            }
            Table::Outbox => later.outbox.extend(store::read_words::<Outgoing>(value).map(|outgoing| (key, outgoing))),
            Table::Log | Table::Snapshots => {}
            Table::Drafts => self.orphans.extend(store::read_words::<Draft>(value)),
            Table::Refused => drop(store::read_refused(value).map(|work| self.refused.insert(key, work))),
            Table::Commands => drop(store::read_waiting(value).map(|waiting| self.commands.insert(waiting.command.id, waiting))),
            Table::Notes => drop(store::read_refused(value).map(|note| self.notes.insert(key, note))),
            Table::Deletions => drop(store::read::<Deletion>(value).map(|gone| self.deletions.insert(key, gone))),
            Table::Carried => later.carried.extend(store::read::<Carried>(value).map(|carried| (key, carried))),
            Table::Meta => self.meta(&key, value, later),
        }
    }

    fn meta(&mut self, key: &str, value: &[u8], later: &mut Later) {
        match key {
            ERA => self.era = store::read(value),
            CURSOR => self.cursor = store::read(value).unwrap_or(0),
            DIRECTORY => {
                let directory = store::read::<Directory>(value);
                self.directory = directory.as_ref().map(Directory::version);
                self.effects.push(Effect::Show(Show::Directory(directory.unwrap_or_default())));
            }
            DEADLINES => self.effects.extend(store::read(value).map(|deadlines| Effect::Show(Show::Deadlines(deadlines)))),
            CONFIRMED => self.truth.confirmed_at = store::read(value),
            RIGHTS => self.rights = store::read(value),
            STRANGE => self.strange = store::read(value),
            CIRCLE => self.circle = store::read(value).unwrap_or_default(),
            IMPORTING => drop(store::read(value).map(|importing| self.importing_stored(importing))),
            checkpoint::KEY => later.checkpoint = store::read(value),
            _ if LostDocument::is_key(key) => drop(store::read::<LostDocument>(value).map(|lost| self.lost.insert(lost.document, lost))),
            _ => match vouching::vouched(key) {
                Some(document) => drop(store::read(value).map(|voucher| self.vouched.insert(document, voucher))),
                None => later.doubted.extend(era::doubted(key)),
            },
        }
    }
}
