//! How long everything takes, as the relay said last; the standard's defaults until it has.

use leptos::prelude::*;
use shared::workflow::Deadlines;

pub(in crate::state) fn provide() -> RwSignal<Deadlines> {
    let deadlines = RwSignal::new(Deadlines::default());
    provide_context(deadlines);
    deadlines
}

/// How long everything takes.
pub(crate) fn use_deadlines() -> RwSignal<Deadlines> {
    expect_context()
}
