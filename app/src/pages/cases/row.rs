//! A case of the list, with what the table tells of it and what is searched in; a case that did not move is the same row as before.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    people::Person,
    records::waits,
    sync::device::DocumentLine,
    workflow::{Deadline, Deadlines},
};

use crate::{
    data::clock,
    memo::Memo,
    state::{Names, use_deadlines, use_documents, use_names, use_session},
};

/// A case with what a table tells of it besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: Arc<DocumentLine>,
    /// What it is called.
    pub(super) title: String,
    /// What is due next, from whomever.
    pub(super) due: Option<Deadline>,
    /// It asks something of the person who works here.
    pub(super) is_mine: bool,
    /// What is searched in, in small letters.
    said: String,
}

impl Row {
    pub(super) fn id(&self) -> DocumentId {
        self.line.summary.id
    }

    pub(super) fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due.as_ref().is_some_and(|due| due.is_overdue(today))
    }

    /// Whether it says this, in small letters.
    pub(super) fn says(&self, needle: &str) -> bool {
        needle.is_empty() || self.said.contains(needle)
    }
}

/// What rows are made with, beside their lines.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ground {
    person: Person,
    deadlines: Deadlines,
    today: NaiveDate,
}

impl Ground {
    fn row(&self, names: Names, line: &Arc<DocumentLine>) -> Row {
        let summary = &line.summary;
        let told = line.waits.as_deref();
        let due = told.and_then(|told| waits::owed(told, &self.deadlines).min());
        let mine = told.map(|told| waits::mine(summary, told, &self.person, &self.deadlines, self.today));
        let title = names.title(summary);
        // A line between them: nobody finds the end of one with the beginning of the next.
        let said = [&title, &summary.product, &summary.model, &summary.report_no].map(|text| text.to_lowercase()).join("\n");
        let is_mine = mine.is_some_and(|mine| !mine.next.is_empty() || mine.overdue(self.today).is_some());
        Row { line: line.clone(), title, due, is_mine, said }
    }
}

/// The rows, and with what they were made.
type Made = Option<(Ground, Vec<Arc<Row>>)>;

/// All cases, with what is due in them and whether they ask something of the person who works here; `None` until the list is read.
pub(super) fn rows() -> Memo<Option<Vec<Arc<Row>>>> {
    let (documents, deadlines, session, names) = (use_documents(), use_deadlines(), use_session(), use_names());
    let all = Memo::new(move |before: Option<&Made>| {
        let ground = Ground { person: session.person()?, deadlines: deadlines.get(), today: clock::now().day() };
        let before = before.and_then(Option::as_ref).filter(|(of, _)| *of == ground).map_or(&[][..], |(_, rows)| rows);
        let known: BTreeMap<DocumentId, &Arc<Row>> = before.iter().map(|row| (row.id(), row)).collect();
        let row = |line: &Arc<DocumentLine>| {
            // Whoever has no name of its own is called by the directory, which may have changed.
            let same = known.get(&line.summary.id).filter(|row| Arc::ptr_eq(&row.line, line) && !line.summary.title.is_empty());
            same.map_or_else(|| Arc::new(ground.row(names, line)), |row| Arc::clone(row))
        };
        let is_case = |line: &&Arc<DocumentLine>| line.summary.kind == DocumentKind::Case;
        let rows = documents.with(|lines| lines.as_ref().map(|lines| lines.iter().filter(is_case).map(row).collect()))?;
        Some((ground, rows))
    });
    Memo::new(move |_| all.with(|all| all.as_ref().map(|(_, rows)| rows.clone())))
}
