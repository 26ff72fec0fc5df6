//! The way to the data worker.

use leptos::prelude::*;
use shared::sync::device::Ask;

use web_sys::HtmlInputElement;

use crate::data::{Data, ToWorker, files::Picked};

/// Says things to the data worker.
#[derive(Clone, Copy)]
pub(super) struct Tell(StoredValue<Option<Data>, LocalStorage>);

impl Tell {
    /// A way that leads nowhere until [`Tell::leads_to`].
    pub(super) fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The worker runs.
    pub(super) fn leads_to(self, data: Data) {
        self.0.set_value(Some(data));
    }

    /// Says this.
    pub(super) fn say(self, message: ToWorker) {
        self.0.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").tell(message));
    }

    /// Loads the page again once everything is durable.
    pub(super) fn reload(self) {
        self.0.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").reload());
    }

    /// Closes the lock, once everything is durable.
    pub(super) fn close_lock(self) {
        self.0.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").close_lock());
    }

    /// Asks this.
    pub(super) fn ask(self, ask: Ask) {
        self.say(ToWorker::Ask(ask));
    }

    /// Hands over a file that a colleague's device made.
    pub(super) fn give(self, input: &HtmlInputElement) {
        self.0.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").give(input));
    }

    /// Hands over what was picked.
    pub(super) fn hand_over(self, picked: &Picked) {
        self.0.with_value(|data| data.as_ref().expect("the worker is started before anything is drawn").hand_over(picked));
    }
}
