//! One row of a table, open or as a line that opens.

use leptos::{html, prelude::*};
use shared::{forms::Path, key};
use wasm_bindgen::JsCast;

use super::{
    super::field::{fields, id, row_in_words},
    Cells,
};
use crate::{
    memo::Memo,
    state::Document,
    ui::{Icon, Nearness, icon, live, says},
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
    /// It is drawn when it comes near.
    pub(super) far: Option<Nearness>,
}

/// What can be done with a row as a whole, beside removing it.
pub(super) struct Tools {
    pub(super) mover: Box<dyn Fn() -> AnyView + Send>,
}

/// Draws it.
pub(super) fn card(it: Card) -> AnyView {
    let Card { document, row, title, cells, is_writable, is_open, is_new, tools, far } = it;
    let opened = RwSignal::new(is_open);
    let is_led = led(document, row.clone());
    let node = NodeRef::<html::Div>::new();
    if is_new {
        Effect::new(move || {
            let first = node.get().and_then(|card| card.query_selector(".Field input, .Field textarea, .Field select").ok().flatten());
            if let Some(first) = first.as_ref().and_then(|first| first.dyn_ref::<leptos::web_sys::HtmlElement>()) {
                drop(first.focus());
            }
        });
    }
    let come = RwSignal::new(far.is_none());
    if let Some(nearness) = far {
        Effect::new(move || node.get().into_iter().for_each(|card| nearness.waits(&card, come)));
    }
    // Whoever is led to a row finds it.
    let is_near = Memo::new(move |before| before == Some(&true) || come.get() || is_led.get());
    let (here, named) = (row.as_str().to_owned(), format!("row-{}", id(&row)));
    let part = Part { document, row, title, cells, is_writable, opened, is_led, tools };
    let inside = move || is_near.get().then(|| inside(&part));
    view! {
        <div class="RowCard" class:RowCard--far=move || !is_near.get() role="group" aria-labelledby=named node_ref=node data-row=here>
            {live(inside)}
        </div>
    }
    .into_any()
}

/// A row that is drawn.
struct Part {
    document: Document,
    row: Path,
    title: Option<&'static str>,
    cells: Cells,
    is_writable: bool,
    opened: RwSignal<bool>,
    is_led: Memo<bool>,
    tools: Option<Tools>,
}

fn inside(part: &Part) -> AnyView {
    let Part { document, row, title, cells, is_writable, opened, is_led, tools } = part;
    let (document, title, cells, is_writable, opened, is_led) = (*document, *title, *cells, *is_writable, *opened, *is_led);
    let words = document.words;
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
    let body = {
        let row = row.clone();
        move || is_open.get().then(|| fields(document, &row, cells, is_writable))
    };
    let (id, here, of_remove) = (format!("row-{}", id(row)), row.as_str().to_owned(), row.clone());
    let tools = tools.as_ref().map(|Tools { mover }| {
        view! {
            {mover()}
            <button type="button" class="Button Button--bare" data-remove=here aria-label=words.t(key!("rows.remove")) on:click=move |_| document.remove(of_remove.clone(), true)>{icon(Icon::Remove)}</button>
        }
    });
    view! {
        <div class="RowCard__head">
            <button type="button" class="RowCard__title" id=id aria-expanded=move || is_open.get().to_string() on:click=turn>
                {icon(Icon::Down)}<span>{says(move || title.get())}</span>
            </button>
            {tools}
        </div>
        {live(body)}
    }
    .into_any()
}

/// Whether the person is being led into a place.
pub(in crate::pages::document) fn led(document: Document, place: Path) -> Memo<bool> {
    Memo::new(move |_| document.goal.with(|goal| goal.as_ref().is_some_and(|goal| goal.is_in(&place))))
}
