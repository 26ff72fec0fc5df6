//! The cases that the person may read.

use leptos::prelude::*;
use shared::sync::device::CaseLine;

/// The list; `None` until the device has read it.
pub(crate) type Cases = RwSignal<Option<Vec<CaseLine>>>;

#[derive(Clone, Copy)]
struct Held(Cases);

pub(super) fn provide() -> Cases {
    let lines = RwSignal::new(None);
    provide_context(Held(lines));
    lines
}

/// The list.
pub(crate) fn use_cases() -> Cases {
    expect_context::<Held>().0
}
