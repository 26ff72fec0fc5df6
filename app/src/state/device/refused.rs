//! What the relay refused, kept until the person has dealt with it.

use leptos::prelude::*;
use shared::sync::device::{Ask, RefusedWork};

use crate::state::tell::Tell;

/// Refused work.
#[derive(Clone, Copy)]
pub(crate) struct Refused {
    /// The pieces.
    pub(crate) work: RwSignal<Vec<RefusedWork>>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> RwSignal<Vec<RefusedWork>> {
    let work = RwSignal::new(Vec::new());
    provide_context(Refused { work, tell });
    work
}

/// Refused work.
pub(crate) fn use_refused() -> Refused {
    expect_context()
}

impl Refused {
    /// The person keeps it as a note on this device.
    pub(crate) fn note(self, id: String) {
        self.tell.ask(Ask::Note { id });
    }

    /// The person no longer needs it.
    pub(crate) fn discard(self, id: String) {
        self.tell.ask(Ask::Discard { id });
    }
}
