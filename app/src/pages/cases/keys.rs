//! The cases by keyboard: `/` searches, arrows walk, Home and End go to the ends, Enter opens as it opens any link.

use leptos::{ev, prelude::*, web_sys};
use wasm_bindgen::JsCast;

use super::window::{self, Window};

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

/// Down out of the search, into what it found.
pub(super) fn leaves_search(event: ev::KeyboardEvent) {
    if event.key() == "ArrowDown" && !event.is_composing() {
        event.prevent_default();
        window::drawn().first().into_iter().for_each(window::focus);
    }
}

/// Walks through the rows.
pub(super) fn walks(event: &ev::KeyboardEvent, table: Window, all: usize) {
    let rows = window::drawn();
    let here = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).and_then(|at| at.closest("li").ok().flatten());
    let Some(at) = rows.iter().position(|row| here.as_ref() == Some(row)).map(|at| at + table.first()) else { return };
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

fn search() -> Option<web_sys::HtmlElement> {
    document().get_element_by_id("cases-search")?.dyn_into().ok()
}
