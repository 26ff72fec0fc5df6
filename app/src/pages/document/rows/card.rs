//! One row of a table, open or as a line that opens.

use leptos::{html, prelude::*};
use shared::{forms::Path, key};
use wasm_bindgen::JsCast;

use super::{
    super::field::{fields, row_in_words},
    Cells,
};
use crate::{
    memo::Memo,
    state::Document,
    ui::{Icon, icon, live, says},
};

/// A row.
pub(super) struct Card {
    pub(super) document: Document,
    /// Where it stands.
    pub(super) row: Path,
    /// What it is called; else the first words in it.
    pub(super) title: Option<&'static str>,
    pub(super) cells: Cells,
    pub(super) is_writable: bool,
    pub(super) is_open: bool,
    /// It was just added here and takes the focus.
    pub(super) is_new: bool,
    /// What can be done with it as a whole.
    pub(super) tools: Option<Tools>,
}

/// What can be done with a row as a whole, beside removing it.
pub(super) struct Tools {
    pub(super) mover: AnyView,
}

/// Draws it.
pub(super) fn card(it: Card) -> AnyView {
    let Card { document, row, title, cells, is_writable, is_open, is_new, tools } = it;
    let words = document.words;
    let opened = RwSignal::new(is_open);
    let is_led = led(document, row.clone());
    let is_open = Memo::new(move |_| opened.get() || is_led.get());
    let turn = move |_| {
        let was_open = is_open.get_untracked();
        if is_led.get_untracked() {
            document.goal.set(None);
        }
        opened.set(!was_open);
    };
    let of_title = row.clone();
    let title = Memo::new(move |_| title.map_or_else(|| row_in_words(document, &of_title, cells), str::to_owned));
    let node = NodeRef::<html::Div>::new();
    if is_new {
        Effect::new(move || {
            let first = node.get().and_then(|card| card.query_selector(".Field input, .Field textarea, .Field select").ok().flatten());
            if let Some(first) = first.as_ref().and_then(|first| first.dyn_ref::<leptos::web_sys::HtmlElement>()) {
                drop(first.focus());
            }
        });
    }
    let body = {
        let row = row.clone();
        move || is_open.get().then(|| fields(document, &row, cells, is_writable))
    };
    let here = row.as_str().to_owned();
    let tools = tools.map(|Tools { mover }| {
        view! {
            {mover}
            <button type="button" class="Button Button--bare" data-remove=here.clone() aria-label=words.t(key!("rows.remove")) on:click=move |_| document.remove(row.clone(), true)>{icon(Icon::Remove)}</button>
        }
    });
    view! {
        <div class="RowCard" role="group" aria-label=move || title.get() node_ref=node data-row=here>
            <div class="RowCard__head">
                <button type="button" class="RowCard__title" aria-expanded=move || is_open.get().to_string() on:click=turn>
                    {icon(Icon::Down)}<span>{says(move || title.get())}</span>
                </button>
                {tools}
            </div>
            {live(body)}
        </div>
    }
    .into_any()
}

/// Whether the person is being led into a place.
pub(in crate::pages::document) fn led(document: Document, place: Path) -> Memo<bool> {
    Memo::new(move |_| document.goal.with(|goal| goal.as_ref().is_some_and(|goal| goal.is_in(&place))))
}
