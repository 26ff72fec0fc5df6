//! The case on the screen and what a hand does to it.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use shared::{
    forms::Path,
    ids::DocumentId,
    records::{edit::Edit, read::Said},
    sync::device::{Ask, CaseView},
};

use super::tell::Tell;
use crate::data::{clock, draw};

/// What the worker shows of the open case.
#[derive(Clone, Copy)]
pub(super) struct Open {
    view: RwSignal<Option<Arc<CaseView>>>,
    missing: RwSignal<Option<DocumentId>>,
    tell: Tell,
}

pub(super) fn provide(tell: Tell) -> Open {
    let open = Open { view: RwSignal::new(None), missing: RwSignal::new(None), tell };
    provide_context(open);
    open
}

impl Open {
    pub(super) fn shows(self, view: CaseView) {
        self.view.set(Some(Arc::new(view)));
    }

    pub(super) fn has_not(self, case: DocumentId) {
        self.missing.set(Some(case));
    }

    pub(super) fn forget(self) {
        self.view.set(None);
        self.missing.set(None);
    }
}

/// An open case.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    /// Its document.
    pub(crate) id: DocumentId,
    open: Open,
}

/// Opens a case for as long as the asking component lives. When the page hides, what is typed becomes a change at once.
pub(crate) fn use_case(id: DocumentId) -> Case {
    let case = Case { id, open: expect_context() };
    case.open.tell.ask(Ask::Open { case: id });
    let hides = window_event_listener(ev::pagehide, move |_| case.keep());
    let turns = window_event_listener_untyped("visibilitychange", move |_| case.keep());
    on_cleanup(move || {
        hides.remove();
        turns.remove();
        case.open.tell.ask(Ask::Close { case: id });
    });
    case
}

impl Case {
    /// Reads the view, and again whenever it changes; `None` while there is none.
    pub(crate) fn read<T>(self, read: impl FnOnce(&CaseView) -> T) -> Option<T> {
        self.open.view.with(|view| view.as_deref().filter(|view| view.line.summary.id == self.id).map(read))
    }

    /// The case is not on this device.
    pub(crate) fn is_missing(self) -> bool {
        self.open.missing.get() == Some(self.id)
    }

    /// The text of a field.
    pub(crate) fn text(self, path: &Path) -> String {
        self.read(|view| view.content.text(path).to_owned()).unwrap_or_default()
    }

    /// The values that stand in a short field when there are several.
    pub(crate) fn concurrent(self, path: &Path) -> Vec<Said> {
        self.read(|view| view.content.concurrent(path).to_vec()).unwrap_or_default()
    }

    /// Typing begins in a field that shows what the view shows.
    pub(crate) fn focus(self, path: Path) {
        let heads = self.open.view.with_untracked(|view| view.as_deref().map(|view| view.heads.clone())).unwrap_or_default();
        self.open.tell.ask(Ask::Focus { case: self.id, path, heads });
    }

    /// A keystroke.
    pub(crate) fn typed(self, path: Path, text: String) {
        self.open.tell.ask(Ask::Type { case: self.id, path, text });
    }

    /// A pause.
    pub(crate) fn keep(self) {
        self.open.tell.ask(Ask::Keep { case: self.id });
    }

    /// The field is left.
    pub(crate) fn leave(self) {
        self.open.tell.ask(Ask::Leave { case: self.id });
    }

    /// A field now holds this.
    pub(crate) fn write(self, path: Path, text: String) {
        self.edit(Edit::Write { path, text });
    }

    /// Adds a row and tells its id.
    pub(crate) fn add(self, path: Path) -> String {
        let (row, order) = draw::row(clock::now());
        self.edit(Edit::Add { path, row: row.clone(), order });
        row
    }

    /// Removes a row or brings it back.
    pub(crate) fn remove(self, path: Path, removed: bool) {
        self.edit(Edit::Remove { path, removed });
    }

    fn edit(self, edit: Edit) {
        self.open.tell.ask(Ask::Edit { case: self.id, edit });
    }
}
