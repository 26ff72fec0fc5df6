//! The way to the data worker.

use leptos::prelude::*;
use shared::{sync::device::Ask, time::Timestamp};

use web_sys::HtmlInputElement;

use crate::data::{Data, ToWorker, clock, files::Picked};

/// So long after a key a hand is at rest, in milliseconds.
const REST: i64 = 500;

/// Says things to the data worker.
#[derive(Clone, Copy)]
pub(super) struct Tell {
    data: StoredValue<Option<Data>, LocalStorage>,
    typed_at: StoredValue<Timestamp>,
}

impl Tell {
    /// A way that leads nowhere until [`Tell::leads_to`].
    pub(super) fn new() -> Self {
        Self { data: StoredValue::new_local(None), typed_at: StoredValue::new(Timestamp::default()) }
    }

    /// The worker runs.
    pub(super) fn leads_to(self, data: Data) {
        self.data.set_value(Some(data));
    }

    /// Says this.
    pub(super) fn say(self, message: ToWorker) {
        self.data.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").tell(message));
    }

    /// Loads the page again once everything is durable.
    pub(super) fn reload(self) {
        self.data.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").reload());
    }

    /// Closes the lock, once everything is durable.
    pub(super) fn close_lock(self) {
        self.data.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").close_lock());
    }

    /// Asks this.
    pub(super) fn ask(self, ask: Ask) {
        if let Ask::Type { .. } = ask {
            self.typed_at.set_value(clock::now());
        }
        self.say(ToWorker::Ask(ask));
    }

    /// A hand writes in a field: what only shows others' work can wait.
    pub(super) fn is_typing(self) -> bool {
        let typed_at = self.typed_at.get_value().0;
        (typed_at..typed_at + REST).contains(&clock::now().0)
    }

    /// Hands over a file that a colleague's device made.
    pub(super) fn give(self, input: &HtmlInputElement) {
        self.data.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").give(input));
    }

    /// Hands over what was picked.
    pub(super) fn hand_over(self, picked: &Picked) {
        self.data.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").hand_over(picked));
    }
}
