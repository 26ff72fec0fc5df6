//! One row of a table, open or as a line that opens.

use leptos::{html, prelude::*};
use shared::{forms::Path, key};
use wasm_bindgen::JsCast;

use super::{
    super::field::{fields, in_words},
    Cells,
};
use crate::{
    state::{Case, Words, use_words},
    ui::{Icon, icon, live, says},
};

/// So many rows of a table are drawn open.
const OPEN: usize = 8;

/// Draws it; a new one takes the focus.
pub(super) fn card(case: Case, row: Path, cells: Cells, is_writable: bool, index: usize, is_new: bool) -> AnyView {
    let words = use_words();
    let is_open = RwSignal::new(index < OPEN || is_new);
    let title = title(words, case, row.clone(), cells);
    let node = NodeRef::<html::Div>::new();
    if is_new {
        Effect::new(move || {
            if let Some(first) =
                node.get().and_then(|card| card.query_selector(".Field input, .Field textarea, .Field select").ok().flatten())
            {
                focus(&first);
            }
        });
    }
    let body = {
        let row = row.clone();
        move || is_open.get().then(|| fields(case, &row, cells, is_writable))
    };
    let of_row = row.clone();
    let remove = is_writable.then(|| {
        view! { <button type="button" class="Button Button--bare" aria-label=words.t(key!("rows.remove")) on:click=move |_| case.remove(row.clone(), true)>{icon(Icon::Remove)}</button> }
    });
    view! {
        <div class="RowCard" role="group" aria-label=title node_ref=node data-row=of_row.as_str().to_owned()>
            <div class="RowCard__head">
                <button type="button" class="RowCard__title" aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                    {icon(Icon::Down)}<span>{says(move || title.get())}</span>
                </button>
                {remove}
            </div>
            {live(body)}
        </div>
    }
    .into_any()
}

/// What names a row: the first words in it.
pub(super) fn title(words: Words, case: Case, row: Path, cells: Cells) -> Memo<String> {
    Memo::new(move |_| {
        let text = case.read(|view| {
            cells
                .iter()
                .map(|cell| in_words(cell, view.content.text(&row.cell(cell.key)), |key| words.t(key)))
                .find(|text| !text.trim().is_empty())
        });
        text.flatten().unwrap_or_else(|| words.t(key!("rows.empty")).to_owned())
    })
}

fn focus(element: &leptos::web_sys::Element) {
    if let Some(element) = element.dyn_ref::<leptos::web_sys::HtmlElement>() {
        drop(element.focus());
    }
}
