//! One tab at a time works with the store: two machines on the same rows would each send, and rebuild, the same words.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

const NAME: &str = "liandong";

/// Waits until no other tab holds the lock, then holds it until this tab ends. `tell` hears whether it has to wait.
pub(super) async fn hold(tell: impl Fn(bool)) {
    let Some(locks) = manager() else { return };
    if !granted(&locks, true).await {
        tell(true);
        granted(&locks, false).await;
        tell(false);
    }
}

fn manager() -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

/// Resolves when the lock is granted, or at once to `false` when `only_if_free` and it is not.
async fn granted(locks: &JsValue, only_if_free: bool) -> bool {
    let answer = Promise::new(&mut |resolve, _| {
        let on_lock = Closure::once_into_js(move |lock: JsValue| -> Promise {
            let is_granted = !lock.is_null();
            drop(resolve.call1(&JsValue::NULL, &is_granted.into()));
            // The lock is held for as long as this promise is not settled.
            if is_granted { Promise::new(&mut |_, _| {}) } else { Promise::resolve(&JsValue::NULL) }
        });
        let options = Object::new();
        drop(Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into()));
        let request = Reflect::get(locks, &"request".into()).ok().and_then(|request| request.dyn_into::<Function>().ok());
        if let Some(request) = request {
            drop(request.call3(locks, &NAME.into(), &options, &on_lock));
        }
    });
    JsFuture::from(answer).await.is_ok_and(|granted| granted.is_truthy())
}
