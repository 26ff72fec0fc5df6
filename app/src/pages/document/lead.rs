//! The way to a place of this document: what is folded around it opens, then the screen goes there.

use std::time::Duration;

use leptos::prelude::*;
use shared::forms::{self, Path};
use wasm_bindgen::JsCast;

use crate::state::{Document, use_files};

/// By then what was folded has been drawn.
const DRAWN: Duration = Duration::from_millis(80);

/// Whether a place is in the forms of this document.
pub(super) fn is_here(document: Document, place: &Path) -> bool {
    let (key, _) = forms::round_of(place.section());
    document.read(|view| forms::of(view.state.kind).iter().any(|section| section.key == key)) == Some(true)
}

/// Leads the person there, unless they have gone into another field by then.
pub(in crate::pages) fn lead_to(document: Document, place: Path) {
    document.goal.set(Some(place.clone()));
    let before = hand();
    let lead = move || {
        let is_busy = hand().is_some_and(|hand| Some(&hand) != before.as_ref() && matches!(hand.tag_name().as_str(), "INPUT" | "TEXTAREA"));
        if !is_busy {
            go(place);
        }
    };
    set_timeout(lead, DRAWN);
}

/// Where the person's hand is.
fn hand() -> Option<leptos::web_sys::Element> {
    leptos::prelude::document().active_element()
}

/// Whoever comes back after the browser ended the page behind the camera stands where the camera was opened.
pub(super) fn back_to_camera(document: Document) {
    let spot = use_files().interrupted.get_untracked();
    if let Some(spot) = spot.filter(|spot| spot.document == document.id) {
        lead_to(document, spot.path);
    }
}

/// To the place, or to the nearest thing around it that is on the screen.
fn go(place: Path) {
    let mut at = Some(place);
    while let Some(path) = at {
        let text = path.as_str();
        let css = format!("[data-path='{text}'],[data-row='{text}'],[data-table='{text}'],[data-section='{text}']");
        if let Ok(Some(there)) = leptos::prelude::document().query_selector(&css) {
            there.scroll_into_view();
            let control = there.query_selector("input, textarea, select, button").ok().flatten();
            if let Some(control) = control.as_ref().and_then(|control| control.dyn_ref::<leptos::web_sys::HtmlElement>()) {
                drop(control.focus());
            }
            return;
        }
        at = path.parent();
    }
}
