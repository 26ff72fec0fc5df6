//! What lies on a device of a document's log, and how much of it is read when the document is opened.

use super::{CASE, Network};
use crate::{
    ids::DocumentId,
    sync::device::{DocumentView, Input, Table, Write, log_prefix, log_start, snapshot::Snapshot, snapshot_key},
};

impl Network {
    /// The answer of a device's store that is asked for a document.
    pub(super) fn read(&mut self, at: usize, document: DocumentId) -> Input {
        let rows = &self.nodes[at].rows;
        let snapshot = rows.get(&(Table::Snapshots, snapshot_key(document))).cloned();
        let (start, prefix) = (log_start(document, snapshot.as_deref()), log_prefix(document));
        let log = rows.range((Table::Log, start)..).take_while(|((table, key), _)| *table == Table::Log && key.starts_with(&prefix));
        let entries: Vec<Vec<u8>> = log.map(|(_, chunk)| chunk.clone()).collect();
        self.nodes[at].read = entries.len();
        Input::Log { document, snapshot, entries }
    }

    /// The page of the case is left and opened again; what it shows then, and how many entries of the log were read for it.
    pub(in super::super) fn open_again(&mut self, at: usize) -> (DocumentView, usize) {
        self.close(at);
        self.nodes[at].screen.document = None;
        self.open(at);
        (self.nodes[at].screen.document.clone().expect("it is on the device"), self.nodes[at].read)
    }

    /// The snapshot on a device.
    pub(in super::super) fn snapshot(&self, at: usize) -> Option<Snapshot> {
        Snapshot::decoded(self.nodes[at].rows.get(&(Table::Snapshots, snapshot_key(CASE)))?)
    }

    /// The relay's document, as the library saves it.
    pub(in super::super) fn relay_saved(&self) -> Vec<u8> {
        self.doc.save()
    }

    /// Puts a row in the place of the snapshot on a device.
    pub(in super::super) fn put_snapshot(&mut self, at: usize, row: Vec<u8>) {
        self.write(at, vec![Write { table: Table::Snapshots, key: snapshot_key(CASE), value: Some(row) }]);
    }
}
