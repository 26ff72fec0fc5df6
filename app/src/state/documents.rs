//! The documents that the person may read.

use std::sync::Arc;

use leptos::prelude::*;
use shared::sync::device::DocumentLine;

/// The list; `None` until the device has read it. Lines that did not move are the same ones as before, so that thousands of them are not
/// compared by what they say each time one moves.
pub(crate) type Documents = RwSignal<Option<Vec<Arc<DocumentLine>>>>;

#[derive(Clone, Copy)]
struct Held(Documents);

pub(super) fn provide() -> Documents {
    let lines = RwSignal::new(None);
    provide_context(Held(lines));
    lines
}

/// The list.
pub(crate) fn use_documents() -> Documents {
    expect_context::<Held>().0
}
