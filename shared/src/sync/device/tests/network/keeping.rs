//! What a device keeps, and what its browser throws away.

use automerge::{Automerge, Change};

use super::{Backup, Network};
use crate::sync::device::{Ask, Deletion, Input, RefusedWork, Table};

impl Network {
    pub(in super::super) fn ask(&mut self, at: usize, ask: Ask) {
        self.give(at, Input::Ask(ask));
    }

    /// What the person keeps as notes.
    pub(in super::super) fn notes(&self, at: usize) -> Vec<RefusedWork> {
        self.nodes[at].screen.notes.clone()
    }

    /// What was deleted on the device, the last first.
    pub(in super::super) fn deletions(&self, at: usize) -> Vec<Deletion> {
        self.nodes[at].screen.deletions.clone()
    }

    /// The browser throws the rows away for which this holds.
    pub(in super::super) fn throw_away(&mut self, at: usize, is_gone: impl Fn(Table) -> bool) {
        self.nodes[at].rows.retain(|(table, _), _| !is_gone(*table));
    }

    /// The browser throws everything away under the running machine.
    pub(in super::super) fn empty_under(&mut self, at: usize) {
        self.throw_away(at, |_| true);
        self.give(at, Input::Emptied);
    }

    /// The rows on a device, all but the logs and what is made of them.
    pub(in super::super) fn rows_of(&self, at: usize) -> Vec<(Table, String, Vec<u8>)> {
        let rows = self.nodes[at].rows.iter().filter(|((table, _), _)| table.is_given_at_the_start());
        rows.map(|((table, key), value)| (*table, key.clone(), value.clone())).collect()
    }

    /// Puts rows on a device that is about to start.
    pub(in super::super) fn put_rows(&mut self, at: usize, rows: Vec<(Table, String, Vec<u8>)>) {
        self.nodes[at].rows = rows.into_iter().map(|(table, key, value)| ((table, key), value)).collect();
        self.nodes[at].outside = None;
    }

    /// The last row of the log is gone.
    pub(in super::super) fn lose_last_log_row(&mut self, at: usize) {
        let last = self.nodes[at].rows.keys().rfind(|(table, _)| *table == Table::Log).cloned();
        self.nodes[at].rows.remove(&last.expect("a log is held"));
    }

    /// What the relay has.
    pub(in super::super) fn back_up(&self) -> Backup {
        Backup(self.log.clone())
    }

    /// The relay has what the backup has, in a new era; nobody is connected.
    pub(in super::super) fn restore(&mut self, Backup(log): &Backup) {
        (0..self.nodes.len()).for_each(|at| self.disconnect(at));
        self.era += 1;
        self.log.clone_from(log);
        self.doc = Automerge::new();
        self.doc.apply_changes(log.iter().map(|chunk| Change::from_bytes(chunk.clone()).unwrap())).unwrap();
    }
}
