//! Lists that are taken in: what was read, what its person has decided about it, and the cases that are being begun. Every decision is kept
//! on the device; leaving the page interrupts nothing.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use leptos::prelude::*;
use shared::{
    ids::DocumentId,
    importing::{Importing, Known, Line, Table, Unreadable, beginning, tables::csv},
    people::Person,
    sync::device::{Ask, Beginning, DocumentLine},
};

use crate::data::{clock, draw, table::Picked};
use crate::state::tell::Tell;

/// So many cases are begun in one step of the worker: a key that is pressed meanwhile waits for no more than these.
const AT_ONCE: usize = 8;

/// How far reading a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It is being read.
    UnderWay,
    /// It is none.
    Failed(Unreadable),
    /// It has several tables, of which the person chooses one.
    Several(String, Arc<Vec<Table>>),
}

/// Imports.
#[derive(Clone, Copy)]
pub(crate) struct Imports {
    /// What this device keeps.
    pub(crate) kept: RwSignal<Importing>,
    /// The file that is being read.
    pub(crate) reading: RwSignal<Option<Reading>>,
    /// Cases are being begun.
    pub(crate) is_going: RwSignal<bool>,
    line: StoredValue<(VecDeque<Beginning>, BTreeSet<DocumentId>)>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> Imports {
    let kept = RwSignal::new(Importing::default());
    let (reading, is_going) = (RwSignal::new(None), RwSignal::new(false));
    let imports = Imports { kept, reading, is_going, line: StoredValue::new(Default::default()), tell };
    provide_context(imports);
    imports
}

/// Imports.
pub(crate) fn use_imports() -> Imports {
    expect_context()
}

impl Imports {
    pub(in crate::state) fn hears(self, kept: Importing) {
        self.kept.set(kept);
    }

    pub(in crate::state) fn forget(self) {
        self.kept.set(Importing::default());
        self.reading.set(None);
        self.is_going.set(false);
        self.line.set_value(Default::default());
    }

    /// Reads a file that was picked.
    pub(crate) fn take(self, picked: Picked, person: Person) {
        self.reading.set(Some(Reading::UnderWay));
        leptos::task::spawn_local(async move {
            match picked.tables().await {
                Err(why) => self.reading.set(Some(Reading::Failed(why))),
                Ok(tables) => self.read(picked.name(), tables, &person),
            }
        });
    }

    /// Reads a table that was pasted.
    pub(crate) fn take_text(self, name: &str, text: &str, person: &Person) {
        match csv::read(name, text) {
            Ok(table) => self.begin(name, table, person),
            Err(why) => self.reading.set(Some(Reading::Failed(why))),
        }
    }

    fn read(self, file: String, mut tables: Vec<Table>, person: &Person) {
        if tables.len() > 1 {
            self.reading.set(Some(Reading::Several(file, Arc::new(tables))));
        } else if let Some(table) = tables.pop() {
            self.begin(&file, table, person);
        }
    }

    /// This table is the one.
    pub(crate) fn begin(self, file: &str, table: Table, person: &Person) {
        self.reading.set(None);
        self.change(|kept| kept.begin(file, table, person));
    }

    /// Changes what is kept, here and on the device.
    pub(crate) fn change(self, change: impl FnOnce(&mut Importing)) {
        self.kept.update(change);
        self.tell.ask(Ask::KeepImporting { importing: Box::new(self.kept.get_untracked()) });
    }

    /// Begins the cases of all rows that are to be taken in.
    pub(crate) fn start(self, lines: &[Line], known: &Known) {
        self.change(|kept| {
            kept.remember();
            kept.import.iter_mut().for_each(|import| import.start(lines, &mut draw::document));
        });
        self.go_on(known, |_| false);
    }

    /// Begins those that are not here yet.
    pub(crate) fn go_on(self, known: &Known, is_here: impl Fn(DocumentId) -> bool) {
        let queue = self.kept.with_untracked(|kept| {
            let import = kept.import.as_ref()?;
            let rows = import.unfinished(is_here);
            Some(beginning(import, known, &rows, &mut draw::command, &mut || draw::row(clock::now())))
        });
        self.line.set_value((queue.unwrap_or_default().into(), BTreeSet::new()));
        self.is_going.set(true);
        self.next();
    }

    /// These stand in the list, so they are on the disk.
    pub(in crate::state) fn saved(self, lines: &[DocumentLine]) {
        if !self.is_going.get_untracked() {
            return;
        }
        self.line.update_value(|(_, awaited)| {
            for line in lines {
                awaited.remove(&line.summary.id);
            }
        });
        if self.line.with_value(|(_, awaited)| awaited.is_empty()) {
            self.next();
        }
    }

    fn next(self) {
        let beginnings = self.line.try_update_value(|(queue, awaited)| {
            let next: Vec<Beginning> = queue.drain(..queue.len().min(AT_ONCE)).collect();
            awaited.extend(next.iter().map(|beginning| beginning.document));
            next
        });
        match beginnings.unwrap_or_default() {
            next if next.is_empty() => self.is_going.set(false),
            beginnings => self.tell.ask(Ask::Begin { beginnings }),
        }
    }
}
