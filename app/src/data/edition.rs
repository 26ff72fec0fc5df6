//! New versions of the app. The service worker fetches one in the background and lets it wait; the page says when it may take over.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{EventTarget, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::clock;

/// A page that comes back to the front asks for a new version at most so often, in milliseconds.
const OFTEN: i64 = 30 * 60 * 1000;

/// What there is of a new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edition {
    /// It is here whole and waits; it did so already when this page began.
    WasReady,
    /// It is here whole and waits.
    Ready,
    /// It has taken over: this page is of the version before.
    Over,
}

/// Tells of new versions from now on.
pub(crate) fn watch(tell: Rc<dyn Fn(Edition)>) {
    let Some(container) = container() else { return };
    // The first version of all takes the page over without replacing anything.
    let is_kept = Cell::new(container.controller().is_some());
    let told = Rc::clone(&tell);
    listen(&container, "controllerchange", move || {
        if is_kept.replace(true) {
            told(Edition::Over);
        }
    });
    spawn_local(async move {
        let Some(registration) = registration(&container).await else { return };
        if registration.waiting().is_some() {
            tell(Edition::WasReady);
        }
        let found = registration.clone();
        listen(&registration, "updatefound", move || {
            let Some(installing) = found.installing() else { return };
            let (found, told) = (found.clone(), Rc::clone(&tell));
            listen(&installing, "statechange", move || {
                if found.waiting().is_some() {
                    told(Edition::Ready);
                }
            });
        });
        let asked = Cell::new(clock::now().0);
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            listen(&document.clone(), "visibilitychange", move || {
                if !document.hidden() && clock::now().0 - asked.get() > OFTEN {
                    asked.set(clock::now().0);
                    drop(registration.update());
                }
            });
        }
    });
}

/// The version that waits takes over; [`Edition::Over`] tells when it has.
pub(crate) fn take_over() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let waiting = registration(&container).await.and_then(|registration| registration.waiting());
        let word = js_sys::Object::new();
        drop(js_sys::Reflect::set(&word, &"type".into(), &"take-over".into()));
        if let Some(waiting) = waiting {
            drop(waiting.post_message(&word));
        }
    });
}

/// A browser without service workers, or an address without TLS, has none.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let has_one = js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
    has_one.then(|| navigator.service_worker())
}

async fn registration(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    JsFuture::from(container.ready().ok()?).await.ok()?.dyn_into().ok()
}

fn listen(target: &EventTarget, event: &str, hear: impl Fn() + 'static) {
    let hear = Closure::<dyn Fn()>::new(hear);
    drop(target.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref()));
    hear.forget();
}
