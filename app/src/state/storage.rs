//! How the device's storage stands.

use leptos::prelude::*;

use crate::data::Storage;

#[derive(Clone, Copy)]
struct Held(RwSignal<Storage>);

pub(super) fn provide() -> RwSignal<Storage> {
    let storage = RwSignal::new(Storage::default());
    provide_context(Held(storage));
    storage
}

/// How the device's storage stands.
pub(crate) fn use_storage() -> RwSignal<Storage> {
    expect_context::<Held>().0
}
