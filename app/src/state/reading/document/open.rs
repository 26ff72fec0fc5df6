//! What the worker shows of the open document, as the screen keeps it.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    forms::Path,
    ids::{DocumentId, Hash},
    records::{
        read::{Changed, Content},
        review::Question,
    },
    sync::device::{Ask, DocumentView, Look, Seen},
};

use super::{places::Places, rested::Rested};
use crate::{memo::Memo, state::tell::Tell};

/// What the worker shows of the open document.
#[derive(Clone, Copy)]
pub(in crate::state) struct Open {
    pub(super) view: RwSignal<Option<Arc<DocumentView>>>,
    /// The view as it was when nobody typed: for what asks the rules about the whole document.
    pub(super) rested: Rested,
    /// Those who follow single places of it.
    pub(super) places: StoredValue<Vec<Places>>,
    pub(super) missing: RwSignal<Option<DocumentId>>,
    pub(super) goal: RwSignal<Option<Path>>,
    /// How often a field was left.
    pub(super) turns: StoredValue<u32>,
    /// The last of these times that the view knows of.
    pub(super) left: Memo<u32>,
    /// An input method composes: what stands in the field is no word yet.
    pub(super) is_composing: StoredValue<bool>,
    /// An earlier version that was asked for, and what it said.
    pub(super) earlier: RwSignal<Option<Earlier>>,
    /// What is looked at of its past, and what is seen; a version of it stands in `then`.
    pub(super) look: StoredValue<Option<Look>>,
    pub(super) seen: RwSignal<Option<(DocumentId, Arc<Seen>)>>,
    pub(super) then: RwSignal<Option<Arc<DocumentView>>>,
    /// What this person decided and may take back.
    pub(super) decided: RwSignal<Vec<(DocumentId, Question)>>,
    pub(super) tell: Tell,
}

/// A version, and what it said; `None` where it is not known here.
pub(super) type Earlier = (Vec<Hash>, Option<Arc<Content>>);

pub(in crate::state) fn provide(tell: Tell) -> Open {
    let view = RwSignal::new(None::<Arc<DocumentView>>);
    let open = Open {
        view,
        rested: Rested::of(view, tell),
        places: StoredValue::new(Vec::new()),
        missing: RwSignal::new(None),
        goal: RwSignal::new(None),
        earlier: RwSignal::new(None),
        turns: StoredValue::new(0),
        left: Memo::new(move |_| view.with(|view| view.as_deref().map_or(0, |view| view.left))),
        is_composing: StoredValue::new(false),
        look: StoredValue::new(None),
        seen: RwSignal::new(None),
        then: RwSignal::new(None),
        decided: RwSignal::new(Vec::new()),
        tell,
    };
    provide_context(open);
    open
}

impl Open {
    pub(in crate::state) fn shows(self, view: DocumentView) {
        self.view.set(Some(Arc::new(view)));
        self.rested.is_fresh();
        self.living(Places::all);
    }

    /// The same document with what is other in its content. Only who reads that place, or the whole, reads anew.
    pub(in crate::state) fn follows(self, view: DocumentView, changed: Changed) {
        let document = view.line.summary.id;
        let is_its = |before: &mut Arc<DocumentView>| before.line.summary.id == document;
        let Some(before) = self.view.write_untracked().take_if(is_its) else {
            // What it goes on from is not here: it is asked for whole.
            if self.places.with_value(|all| all.iter().any(|living| living.of == document)) {
                self.tell.ask(Ask::Open { document });
            }
            return;
        };
        let places = changed.places();
        let mut content = Arc::unwrap_or_clone(before).content;
        content.follow(changed);
        self.view.set(Some(Arc::new(DocumentView { content, ..view })));
        self.rested.waits();
        self.living(|living| living.these(&places));
    }

    fn living(self, tell: impl Fn(Places)) {
        self.places.with_value(|all| all.iter().for_each(|living| tell(*living)));
    }

    pub(in crate::state) fn has_not(self, document: DocumentId) {
        self.missing.set(Some(document));
    }

    pub(in crate::state) fn said(self, heads: Vec<Hash>, content: Option<Content>) {
        self.earlier.set(Some((heads, content.map(Arc::new))));
    }

    pub(in crate::state) fn sees(self, document: DocumentId, seen: Seen) {
        if let Seen::Then(_, then) = &seen {
            self.then.set(then.as_ref().map(|then| Arc::new(then.view.clone())));
        }
        self.seen.set(Some((document, Arc::new(seen))));
    }

    pub(in crate::state) fn forget(self) {
        self.view.set(None);
        self.rested.is_fresh();
        self.earlier.set(None);
        self.missing.set(None);
        self.seen.set(None);
        self.then.set(None);
        self.decided.set(Vec::new());
        self.turns.set_value(0);
    }
}
