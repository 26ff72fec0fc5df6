//! An address may lead to an act (`#act-…`): what may be done is begun, what may not shows its reason. It is followed once, and leaves the
//! address: whoever comes back, or reads the page in another language, is not asked again.

use leptos::prelude::*;
use shared::workflow::{Act, Choice};
use wasm_bindgen::JsCast;

use super::super::super::link::act_in;
use crate::state::use_address;

/// The act to which the address leads, if it is among those that this person's role knows here.
pub(super) fn led(known: &[Choice]) -> Option<Choice> {
    let address = use_address();
    let act: Act = untrack(|| act_in(&address.fragment()))?;
    let path = untrack(|| address.path());
    request_animation_frame(move || address.is_now(&path));
    let choice = known.iter().find(|choice| choice.act == act).cloned()?;
    if choice.refused.is_some() {
        request_animation_frame(move || show(act));
    }
    Some(choice)
}

/// Brings the reason against an act into sight.
fn show(act: Act) {
    let css = format!(".Next__later > [data-act='{}']", act.code());
    let Ok(Some(line)) = document().query_selector(&css) else { return };
    if let Some(fold) = line.closest("details").ok().flatten() {
        drop(fold.set_attribute("open", ""));
        let summary = fold.query_selector("summary").ok().flatten();
        if let Some(summary) = summary.as_ref().and_then(|summary| summary.dyn_ref::<leptos::web_sys::HtmlElement>()) {
            drop(summary.focus());
        }
    }
    line.scroll_into_view();
}
