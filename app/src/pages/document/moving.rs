//! Up and down: two buttons that move a thing among others, without a drag.

use std::time::Duration;

use leptos::prelude::*;
use shared::key;

use crate::{
    memo::Memo,
    state::Words,
    ui::{Icon, icon},
};

/// When the moved thing has been drawn at its new place, the hand finds its button again.
const DRAWN: Duration = Duration::from_millis(200);

/// The buttons of the thing with this name at this place.
pub(super) fn mover(words: Words, id: &str, name: String, place: Memo<usize>, is_last: Memo<bool>, go: Callback<usize>) -> AnyView {
    let (up, down) = (format!("{id}-up"), format!("{id}-down"));
    let of_up = words.fill(key!("rows.up"), &[("what", &name)]);
    let of_down = words.fill(key!("rows.down"), &[("what", &name)]);
    let step = move |id: String, to: Option<usize>| {
        if let Some(to) = to {
            go.run(to);
            set_timeout(move || focus(&id), DRAWN);
        }
    };
    let (to_up, to_down) = (up.clone(), down.clone());
    let go_up = move |_| step(to_up.clone(), place.get_untracked().checked_sub(1));
    let go_down = move |_| step(to_down.clone(), (!is_last.get_untracked()).then(|| place.get_untracked() + 1));
    view! {
        <span class="Mover">
            <button type="button" class="Button Button--bare" id=up data-move="up" aria-label=of_up aria-disabled=move || (place.get() == 0).to_string() on:click=go_up>
                {icon(Icon::Up)}
            </button>
            <button type="button" class="Button Button--bare" id=down data-move="down" aria-label=of_down aria-disabled=move || is_last.get().to_string() on:click=go_down>
                {icon(Icon::Down)}
            </button>
        </span>
    }
    .into_any()
}

fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let button = document().get_element_by_id(id);
    if let Some(button) = button.as_ref().and_then(|button| button.dyn_ref::<leptos::web_sys::HtmlElement>()) {
        drop(button.focus());
    }
}
