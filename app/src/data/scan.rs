//! Reading QR codes with the camera, where the browser itself can: it brings the reader, and we only ask.

use std::{cell::Cell, rc::Rc};

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlVideoElement;

/// A look at the camera's picture after so many milliseconds: codes of a series follow each other four times a second.
const PAUSE: u32 = 60;

/// A camera that looks; it stops when this is dropped.
pub(crate) struct Scan(Rc<Cell<bool>>);

impl Drop for Scan {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

/// Whether this browser reads QR codes.
pub(crate) fn can_scan() -> bool {
    Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).is_ok_and(|detector| detector.is_function())
}

/// Shows the camera in `video` and tells each code that it sees; `failed` where there is no camera, or the person denies it.
pub(crate) fn scan(video: HtmlVideoElement, seen: impl Fn(String) + 'static, failed: impl FnOnce() + 'static) -> Scan {
    let is_over = Rc::new(Cell::new(false));
    let over = is_over.clone();
    spawn_local(async move {
        match camera().await {
            Ok(stream) => {
                drop(Reflect::set(&video, &"srcObject".into(), &stream));
                drop(video.play());
                look(&video, &over, &seen).await;
                stop(&stream);
            }
            Err(error) => {
                web_sys::console::warn_1(&error);
                failed();
            }
        }
    });
    Scan(is_over)
}

async fn look(video: &HtmlVideoElement, over: &Cell<bool>, seen: &impl Fn(String)) {
    let Ok(detector) = detector() else { return };
    while !over.get() {
        TimeoutFuture::new(PAUSE).await;
        // A picture that is not there yet is an error, and the next one is looked at.
        let Ok(found) = asked(&detector, "detect", video).await else { continue };
        for code in Array::from(&found).iter() {
            let text = Reflect::get(&code, &"rawValue".into()).ok().and_then(|text| text.as_string());
            text.into_iter().filter(|_| !over.get()).for_each(seen);
        }
    }
}

fn detector() -> Result<JsValue, JsValue> {
    let detector: Function = Reflect::get(&js_sys::global(), &"BarcodeDetector".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into()))?;
    Reflect::construct(&detector, &Array::of1(&options))
}

async fn camera() -> Result<JsValue, JsValue> {
    let navigator = web_sys::window().map(|window| window.navigator()).ok_or(JsValue::NULL)?;
    let devices = Reflect::get(&navigator, &"mediaDevices".into())?;
    let (wish, facing) = (Object::new(), Object::new());
    Reflect::set(&facing, &"facingMode".into(), &"environment".into())?;
    Reflect::set(&wish, &"video".into(), &facing)?;
    asked(&devices, "getUserMedia", &wish).await
}

/// The camera's light goes out.
fn stop(stream: &JsValue) {
    let tracks = call(stream, "getTracks", &JsValue::UNDEFINED).map(|tracks| Array::from(&tracks)).unwrap_or_default();
    tracks.iter().for_each(|track| drop(call(&track, "stop", &JsValue::UNDEFINED)));
}

async fn asked(of: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(call(of, name, with)?.dyn_into::<Promise>()?).await
}

fn call(of: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    Reflect::get(of, &name.into())?.dyn_into::<Function>()?.call1(of, with)
}
