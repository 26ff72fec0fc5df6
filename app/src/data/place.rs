//! Where the device is, when the person asks and the browser allows.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long it may take, in milliseconds.
const PATIENCE: u32 = 20_000;

/// Latitude and longitude in degrees and how far off they may be in metres, as text; `None` where nobody tells.
pub(crate) async fn here() -> Option<String> {
    let place = JsFuture::from(ask()?).await.ok()?;
    let coordinates = Reflect::get(&place, &"coords".into()).ok()?;
    let number = |name: &str| Reflect::get(&coordinates, &name.into()).ok()?.as_f64();
    Some(format!("{:.5}, {:.5} (±{:.0} m)", number("latitude")?, number("longitude")?, number("accuracy")?))
}

fn ask() -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let geolocation = Reflect::get(&navigator, &"geolocation".into()).ok().filter(JsValue::is_object)?;
    let ask: Function = Reflect::get(&geolocation, &"getCurrentPosition".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    for (name, value) in [("enableHighAccuracy", JsValue::TRUE), ("timeout", PATIENCE.into())] {
        Reflect::set(&options, &name.into(), &value).ok()?;
    }
    Some(Promise::new(&mut |resolve, reject| drop(ask.call3(&geolocation, &resolve, &reject, &options))))
}
