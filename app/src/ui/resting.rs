//! What is drawn beside a field rests while somebody types in it: a picture that grows would push the field away from under the hand.

use std::time::Duration;

use crate::memo::Memo;
use leptos::{
    ev,
    prelude::*,
    web_sys::{Element, HtmlInputElement},
};
use wasm_bindgen::JsCast;

/// A hand that goes from one field to the next is in none for a moment; and a tap is over before anything moves.
const BETWEEN: Duration = Duration::from_millis(300);

/// The value as it was when somebody began to type, and as it is when nobody does.
pub(crate) fn resting<T: Clone + PartialEq + Send + Sync + 'static>(value: Memo<T>) -> Memo<T> {
    let is_typing = is_typing();
    Memo::new(move |last: Option<&T>| match last {
        Some(last) if is_typing.get() => last.clone(),
        Some(_) | None => value.get(),
    })
}

/// Whether a hand is in a field in which it types.
fn is_typing() -> RwSignal<bool> {
    let is_typing = RwSignal::new(is_in_text());
    let enters = window_event_listener(ev::focusin, move |_| is_typing.set(is_in_text()));
    let leaves = window_event_listener(ev::focusout, move |_| {
        set_timeout(
            move || {
                is_typing.try_set(is_in_text());
            },
            BETWEEN,
        );
    });
    on_cleanup(move || {
        enters.remove();
        leaves.remove();
    });
    is_typing
}

fn is_in_text() -> bool {
    document().active_element().is_some_and(|element: Element| match element.dyn_ref::<HtmlInputElement>() {
        Some(input) => !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "file"),
        None => element.tag_name() == "TEXTAREA",
    })
}
