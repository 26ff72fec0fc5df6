//! The three states on a single document: saved on this device, sent, confirmed; and what was refused.

use leptos::prelude::*;
use shared::{key, sync::device::DocumentLine};

use crate::{
    state::Words,
    ui::{Icon, icon},
};

/// Draws the worst of them.
pub(super) fn mark(words: Words, line: &DocumentLine) -> AnyView {
    let (state, picture, text) = if line.refused > 0 {
        ("refused", Icon::Stop, words.count(key!("truth.refused"), line.refused))
    } else if line.summary.people.is_empty() {
        // Who opened it is among its people as soon as the relay has taken it.
        ("begun", Icon::Device, words.t(key!("truth.begun")).to_owned())
    } else if line.saved > 0 {
        ("saved", Icon::Device, words.count(key!("truth.saved"), line.saved))
    } else if line.sent > 0 {
        ("sent", Icon::Sent, words.count(key!("truth.sent"), line.sent))
    } else {
        ("confirmed", Icon::Tick, words.t(key!("truth.all_confirmed")).to_owned())
    };
    view! { <span class="Mark" data-state=state>{icon(picture)}{text}</span> }.into_any()
}
