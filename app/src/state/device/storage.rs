//! How the device's storage stands.

use leptos::{prelude::*, task::spawn_local};

use crate::data::storage::{self, Storage};

#[derive(Clone, Copy)]
struct Held(RwSignal<Storage>);

pub(in crate::state) fn provide() -> RwSignal<Storage> {
    let held = RwSignal::new(Storage::default());
    provide_context(Held(held));
    spawn_local(async move {
        let is_persistent = storage::persist().await;
        held.update(|storage| storage.is_persistent = is_persistent);
    });
    held
}

/// The worker can save, or cannot.
pub(in crate::state) fn stands(held: RwSignal<Storage>, is_failing: bool) {
    held.update(|storage| storage.is_failing = is_failing);
    spawn_local(async move {
        let (used, quota) = storage::estimate().await;
        held.update(|storage| (storage.used, storage.quota) = (used, quota));
    });
}

/// How the device's storage stands.
pub(crate) fn use_storage() -> RwSignal<Storage> {
    expect_context::<Held>().0
}
