//! What waits, by keyboard: arrows walk from line to line, through all parts of the page; Enter opens as it opens any link.

use leptos::{ev, prelude::*, web_sys};
use wasm_bindgen::JsCast;

/// Walks.
pub(super) fn walks(event: &ev::KeyboardEvent) {
    let is_down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let to = match target.and_then(|at| at.closest(".TodoLine").ok().flatten()) {
        Some(line) => beside(&line, is_down),
        // From the head of the page into it.
        None if is_down => document().query_selector(".TodoLine").ok().flatten(),
        None => None,
    };
    let link = to.and_then(|line| line.query_selector("a").ok().flatten()).and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        event.prevent_default();
        drop(link.focus());
    }
}

/// The line before or after this one, if need be in another part.
fn beside(line: &web_sys::Element, is_down: bool) -> Option<web_sys::Element> {
    let next = |of: &web_sys::Element| if is_down { of.next_element_sibling() } else { of.previous_element_sibling() };
    if let Some(line) = next(line) {
        return Some(line);
    }
    let part = line.closest(".Todo").ok().flatten()?;
    let end = if is_down { ".TodoLine" } else { ".TodoLine:last-child" };
    std::iter::successors(next(&part), next).find_map(|part| part.query_selector(end).ok().flatten())
}
