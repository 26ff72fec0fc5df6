//! How much the browser says is stored and allowed.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Bytes used and allowed; `None` where the browser does not tell.
pub(super) async fn ask() -> (Option<u64>, Option<u64>) {
    let Some(estimate) = request().await else { return (None, None) };
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64().map(bytes);
    (number("usage"), number("quota"))
}

async fn request() -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let storage = Reflect::get(&navigator, &"storage".into()).ok().filter(JsValue::is_object)?;
    let estimate: Function = Reflect::get(&storage, &"estimate".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = estimate.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bytes: whole and not negative")]
fn bytes(number: f64) -> u64 {
    number as u64
}
