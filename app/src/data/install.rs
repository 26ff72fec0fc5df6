//! Installing the app: some browsers offer it themselves, once and early; `boot.js` keeps the offer.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Where `boot.js` keeps it.
const OFFER: &str = "installOffer";

/// The app runs installed, in a window of its own.
pub(crate) fn is_installed() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let standalone = window.match_media("(display-mode: standalone)").ok().flatten().is_some_and(|query| query.matches());
    // Safari's own word for it.
    let of_safari = Reflect::get(&window.navigator(), &"standalone".into()).is_ok_and(|standalone| standalone.is_truthy());
    standalone || of_safari
}

/// The browser offers to install it.
pub(crate) fn is_offered() -> bool {
    offer().is_some()
}

/// Takes the offer: the browser asks the person. It offers once.
pub(crate) fn accept() {
    let Some(offer) = offer() else { return };
    let prompt: Option<Function> = Reflect::get(&offer, &"prompt".into()).ok().and_then(|prompt| prompt.dyn_into().ok());
    if let Some(prompt) = prompt {
        drop(prompt.call0(&offer));
    }
    drop(Reflect::set(&js_sys::global(), &OFFER.into(), &JsValue::UNDEFINED));
}

fn offer() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &OFFER.into()).ok().filter(JsValue::is_object)
}
