//! The documents that the person may read.

use leptos::prelude::*;
use shared::sync::device::DocumentLine;

/// The list; `None` until the device has read it.
pub(crate) type Documents = RwSignal<Option<Vec<DocumentLine>>>;

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
