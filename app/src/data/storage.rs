//! The device's storage, as the browser tells it. The page asks and never the worker: Chromium (156 at least) ends the whole
//! tab when a worker goes that waits for the estimate, and every page that is left takes its worker along.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Storage {
    /// The browser promised not to evict: `None` while it has not answered or cannot.
    pub is_persistent: Option<bool>,
    /// Bytes used, by the browser's estimate.
    pub used: Option<u64>,
    /// Bytes allowed.
    pub quota: Option<u64>,
    /// The last attempt to save failed: what is on the screen is not saved; tried again.
    pub is_failing: bool,
}

impl Storage {
    /// How full it is, in percent, once that is worth a warning: from four fifths.
    pub(crate) fn is_short(&self) -> Option<u64> {
        let (used, quota) = (self.used?, self.quota?);
        (quota > 0 && used.saturating_mul(5) >= quota.saturating_mul(4)).then(|| used.saturating_mul(100) / quota)
    }
}

/// Asks the browser not to evict what is stored; its answer, where it gives one.
pub(crate) async fn persist() -> Option<bool> {
    ask("persist").await?.as_bool()
}

/// Bytes used and allowed; `None` where the browser does not tell.
pub(crate) async fn estimate() -> (Option<u64>, Option<u64>) {
    let Some(estimate) = ask("estimate").await else { return (None, None) };
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64().map(bytes);
    (number("usage"), number("quota"))
}

/// Bytes that can still be stored, as far as the browser tells.
pub(crate) async fn room() -> Option<u64> {
    let (used, quota) = estimate().await;
    Some(quota?.saturating_sub(used?))
}

/// Not every browser has a manager of storage, or all that it can do.
async fn ask(question: &str) -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let storage = Reflect::get(&navigator, &"storage".into()).ok().filter(JsValue::is_object)?;
    let question: Function = Reflect::get(&storage, &question.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = question.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bytes: whole and not negative")]
fn bytes(number: f64) -> u64 {
    number as u64
}
