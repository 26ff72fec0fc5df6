//! What lists say of a single document: saved on this device, sent, confirmed, refused; and that its product is watched closely.

use leptos::prelude::*;
use shared::{key, records::summary::Summary, sync::device::DocumentLine};

use crate::{
    state::{Words, use_watched},
    ui::{Icon, icon, live},
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

/// That the product of a case is in the catalogue of key products (7.4).
pub(super) fn key_product(words: Words, summary: &Summary) -> Option<AnyView> {
    let watched = use_watched();
    let (class, product) = (summary.case.as_ref()?.product_class.clone(), summary.product.clone());
    let badge = move || {
        let is_watched = watched.watching(&class, &product).is_some();
        is_watched.then(|| view! { <span class="Badge Badge--waiting" data-watched="true">{words.t(key!("catalogue.watched"))}</span> })
    };
    Some(live(badge))
}
