//! What a text box remembers of the hand that types in it.

use gloo_timers::callback::Timeout;
use leptos::web_sys::HtmlDivElement;
use wasm_bindgen::JsValue;

/// The hand, and what the box reads.
#[derive(Default)]
pub(super) struct Hand {
    pub(super) is_here: bool,
    pub(super) is_composing: bool,
    /// The box reads what no value has shown yet.
    pub(super) is_ahead: bool,
    pub(super) reads: String,
    pub(super) pause: Option<Timeout>,
}

impl Hand {
    /// The value was told anew, or the box was left.
    pub(super) fn follow(&mut self, frame: &HtmlDivElement, text: String, is_held: bool) {
        if self.is_here || (self.is_ahead && is_held) {
            return;
        }
        self.is_ahead = false;
        if self.reads != text
            && let Some(control) = frame.first_element_child()
        {
            // Both kinds of control have this property; setting it cannot fail.
            drop(js_sys::Reflect::set(&control, &JsValue::from_str("value"), &JsValue::from_str(&text)));
            mirror(frame, &text);
            self.reads = text;
        }
    }
}

/// The frame grows with a copy of the text that its style sheet draws invisibly.
pub(super) fn mirror(frame: &HtmlDivElement, text: &str) {
    drop(frame.set_attribute("data-value", text));
}
