//! The cases by keyboard: `/` searches, arrows walk, Home and End go to the ends, Enter opens as it opens any link. Space chooses a row,
//! Shift with an arrow reaches on, Ctrl+A chooses all that the filter shows, Escape none, Ctrl+Enter leads to what is done with
//! them.

use leptos::{ev, prelude::*, web_sys};
use wasm_bindgen::JsCast;

use super::{
    selecting::Selection,
    window::{self, Window},
};

/// `/` leads into the search, wherever nobody is writing.
pub(super) fn slash_searches() {
    let listener = window_event_listener(ev::keydown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let writes = target.is_some_and(|target| target.matches("input, textarea, select, dialog *").unwrap_or(true));
        if event.key() == "/" && !writes && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            event.prevent_default();
            search().into_iter().for_each(|search| drop(search.focus()));
        }
    });
    on_cleanup(move || listener.remove());
}

/// Down out of the search, to the first that it found: drawn first, for the table may still show another part.
pub(super) fn leaves_search(event: &ev::KeyboardEvent, table: Window) {
    if event.key() == "ArrowDown" && !event.is_composing() {
        event.prevent_default();
        table.bring(0);
        request_animation_frame(|| window::drawn().first().into_iter().for_each(window::focus));
    }
}

/// Walks through the rows, and chooses among them where they are a table.
pub(super) fn walks(event: &ev::KeyboardEvent, table: Window, selection: Selection, all: usize) {
    let rows = window::drawn();
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let here = target.as_ref().and_then(|at| at.closest("li").ok().flatten());
    let Some(at) = rows.iter().position(|row| here.as_ref() == Some(row)).map(|at| at + table.first()) else { return };
    let is_tick = target.is_some_and(|target| target.tag_name().eq_ignore_ascii_case("input"));
    if table.is_table.get_untracked() && chooses(event, selection, at, is_tick) {
        event.prevent_default();
        return;
    }
    let to = match event.key().as_str() {
        "ArrowDown" => at + 1,
        "ArrowUp" if at == 0 => {
            event.prevent_default();
            search().into_iter().for_each(|search| drop(search.focus()));
            return;
        }
        "ArrowUp" => at - 1,
        "Home" => 0,
        "End" => all.saturating_sub(1),
        _ => return,
    };
    event.prevent_default();
    let to = to.min(all.saturating_sub(1));
    if let (true, Some(from), Some(to)) = (event.shift_key() && table.is_table.get_untracked(), selection.at(at), selection.at(to)) {
        selection.reach(from, to);
    }
    match to.checked_sub(table.first()).and_then(|at| rows.get(at)) {
        Some(row) => window::focus(row),
        // Drawn first, and then it can be gone to.
        None => {
            table.bring(to);
            request_animation_frame(move || {
                let rows = window::drawn();
                to.checked_sub(table.first()).and_then(|at| rows.get(at)).into_iter().for_each(window::focus);
            });
        }
    }
}

/// Whether a key chose something, or led to what is done with it.
fn chooses(event: &ev::KeyboardEvent, selection: Selection, row: usize, is_tick: bool) -> bool {
    let is_held = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        " " if !is_tick => selection.at(row).into_iter().for_each(|case| selection.turn(case)),
        "a" | "A" if is_held => selection.all(),
        "Escape" if selection.cases.with_untracked(|cases| !cases.is_empty()) => selection.none(),
        "Enter" if is_held => return to_the_bar(),
        _ => return false,
    }
    true
}

/// Leads to the bar beside what is chosen, if anything is.
fn to_the_bar() -> bool {
    let first = document().query_selector(".Chosen button").ok().flatten().and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok());
    first.is_some_and(|first| first.focus().is_ok())
}

fn search() -> Option<web_sys::HtmlElement> {
    document().get_element_by_id("cases-search")?.dyn_into().ok()
}
