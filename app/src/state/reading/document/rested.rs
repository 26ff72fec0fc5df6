//! The open document as it was when nobody typed. What asks the rules about all of it (what is missing, what may be done next) takes time
//! that the next key would wait for, and nobody reads it while they type.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use shared::sync::device::DocumentView;

use crate::state::tell::Tell;

type View = RwSignal<Option<Arc<DocumentView>>>;

/// So long after a look at the hand it is looked at again, in milliseconds.
const AGAIN: u32 = 150;

/// That view.
#[derive(Clone, Copy)]
pub(super) struct Rested {
    pub(super) view: View,
    of: View,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    tell: Tell,
}

impl Rested {
    /// Of the view that is shown.
    pub(super) fn of(of: View, tell: Tell) -> Self {
        Self { view: RwSignal::new(None), of, timer: StoredValue::new_local(None), tell }
    }

    /// Another document is shown, or none: this shows it at once.
    pub(super) fn is_fresh(self) {
        self.timer.set_value(None);
        self.view.set(self.of.get_untracked());
    }

    /// The document is another than before: this shows it once the hand rests.
    pub(super) fn waits(self) {
        if !self.tell.is_typing() {
            self.is_fresh();
        } else if self.timer.with_value(Option::is_none) {
            self.timer.set_value(Some(Timeout::new(AGAIN, move || {
                drop(self.timer.try_update_value(|timer| timer.take().map(Timeout::forget))); // It is over, and this is its end.
                self.waits();
            })));
        }
    }
}
