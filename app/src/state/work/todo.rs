//! What waits for the person who works here, in all documents: from what lists know, none is opened.

use std::{cmp::Reverse, sync::Arc};

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use shared::{
    records::waits::{self, Mine},
    sync::device::DocumentLine,
    workflow::{Act, Deadline},
};

use crate::data::clock;
use crate::memo::Memo;
use crate::state::reading::documents::use_documents;
use crate::state::session::use_session;
use crate::state::work::deadlines::use_deadlines;
use crate::state::work::news::use_news;

/// What is due within so many days is due soon.
const SOON: Days = Days::new(7);

/// Why a document is on the start page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// A day was missed.
    Overdue,
    /// A day is near.
    Soon,
    /// A step may be done, or something is to be filled in for it.
    Now,
    /// Own work waits for the relay.
    Unsent,
    /// It moved since it was last looked at.
    New,
}

impl Group {
    /// In the order of the page.
    pub(crate) const ALL: [Group; 5] = [Group::Overdue, Group::Soon, Group::Now, Group::Unsent, Group::New];

    /// Its name in the page.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Group::Overdue => "overdue",
            Group::Soon => "soon",
            Group::Now => "now",
            Group::Unsent => "unsent",
            Group::New => "new",
        }
    }
}

/// A document with what it asks of this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Todo {
    /// The document.
    pub(crate) line: Arc<DocumentLine>,
    /// The steps, but for those that were asked for already.
    pub(crate) next: Vec<(Act, bool)>,
    /// What is due first.
    pub(crate) due: Option<Deadline>,
    is_new: bool,
}

impl Todo {
    /// Whether it belongs in a part of the page. What is overdue stands nowhere else; what waits here alone stands there as well.
    pub(crate) fn is_in(&self, group: Group, today: NaiveDate) -> bool {
        let (is_overdue, is_soon) = (self.is_overdue(today), self.is_soon(today));
        match group {
            Group::Overdue => is_overdue,
            Group::Soon => is_soon && !is_overdue,
            Group::Now => !is_overdue && !is_soon && !self.next.is_empty(),
            Group::Unsent => is_unsent(&self.line),
            Group::New => self.is_new && !is_overdue && !is_soon && self.next.is_empty(),
        }
    }

    fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due.as_ref().is_some_and(|due| due.is_overdue(today))
    }

    fn is_soon(&self, today: NaiveDate) -> bool {
        self.due.as_ref().is_some_and(|due| is_soon(due, today))
    }
}

/// Whether its day is near, or over.
pub(crate) fn is_soon(due: &Deadline, today: NaiveDate) -> bool {
    due.due <= today.checked_add_days(SOON).unwrap_or(today)
}

/// Own work in it is not confirmed: words, acts, or the document itself.
fn is_unsent(line: &DocumentLine) -> bool {
    line.saved + line.sent > 0 || !line.asked.is_empty() || line.summary.people.is_empty()
}

/// Everything that asks something of this person or is news to them, what is due first first; `None` until the device has read its list.
pub(crate) fn use_todo() -> Memo<Option<Vec<Todo>>> {
    let (documents, deadlines, session, news) = (use_documents(), use_deadlines(), use_session(), use_news());
    Memo::new(move |_| {
        let (person, today) = (session.person()?, clock::now().day());
        let todo = |line: &Arc<DocumentLine>| {
            let told = line.waits.as_deref();
            let Mine { next, due } = told
                .map_or_else(Mine::default, |told| deadlines.with(|deadlines| waits::mine(&line.summary, told, &person, deadlines, today)));
            let next: Vec<_> = next.into_iter().filter(|(act, _)| !line.asked.contains(act)).collect();
            let is_new = news.has(&line.summary);
            let is_here = is_new || !next.is_empty() || !due.is_empty() || is_unsent(line);
            is_here.then(|| Todo { line: line.clone(), next, due: due.into_iter().next(), is_new })
        };
        documents.with(|lines| {
            let mut todo: Vec<Todo> = lines.as_ref()?.iter().filter_map(todo).collect();
            todo.sort_by_key(|todo| (todo.due.as_ref().map_or(NaiveDate::MAX, |due| due.due), Reverse(todo.line.summary.moved_at)));
            Some(todo)
        })
    })
}
