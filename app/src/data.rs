//! The only place that knows bytes, storage, sockets and the clock. Documents live in a worker; the page sends wishes and
//! is sent what to show.

pub(crate) mod account;
pub(crate) mod administration;
pub(crate) mod beside;
pub(crate) mod clock;
pub(crate) mod draw;
pub(crate) mod edition;
pub(crate) mod files;
pub(crate) mod handing;
pub(crate) mod install;
mod messages;
pub(crate) mod place;
pub(crate) mod preferences;
pub(crate) mod scan;
pub(crate) mod still;
pub(crate) mod storage;
pub(crate) mod table;
pub(crate) mod worker;

use std::{cell::Cell, rc::Rc};

use js_sys::{Array, Function, Reflect, Uint8Array};
use shared::sync::device::Show;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlInputElement, MessageEvent, PageTransitionEvent, Worker};

use files::{Picked, Seen, Wanted};
use handing::Made;
pub(crate) use messages::{LockAsk, Tab, ToPage, ToWorker};

/// The page's end of the line to the data worker.
#[derive(Clone)]
pub(crate) struct Data {
    worker: Rc<Worker>,
    /// The page is loaded again once everything is durable.
    reloads: Rc<Cell<bool>>,
}

impl Data {
    /// Listens to the worker; `show` is called with everything it says, `see` with what it hands over to be looked at, `made` when a file is
    /// made that can be handed over.
    pub(crate) fn start(show: impl Fn(ToPage) + 'static, see: impl Fn(Wanted, Seen) + 'static, made: impl Fn(Made) + 'static) -> Self {
        let keeper = Keeper::started();
        let data = Self { worker: Rc::new(keeper.worker), reloads: Rc::default() };
        let answering = data.clone();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((wanted, seen)) = event.data().dyn_ref::<Array>().and_then(files::of_answer) {
                see(wanted, seen);
                return;
            }
            if let Some(file) = event.data().dyn_ref::<Array>().and_then(handing::of_made) {
                made(file);
                return;
            }
            if let Some(message) = of_js(&event.data()) {
                answering.answer(&message);
                show(message);
            }
        });
        data.worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        hear.forget();
        drop(keeper.release.call0(&JsValue::NULL));
        data.listen_for_network();
        data.yield_when_put_aside();
        data
    }

    /// Says something to the worker.
    pub(crate) fn tell(&self, message: ToWorker) {
        // Fails only when memory is exhausted, in which case the page is lost anyhow.
        drop(self.worker.post_message(&to_js(&message)));
    }

    /// Loads the page again, once the hand is out of the field and everything is durable.
    pub(crate) fn reload(&self) {
        self.reloads.set(true);
        leave_field();
        self.tell(ToWorker::Rest);
    }

    /// Closes the lock: what is typed is told before, and stored before it closes.
    pub(crate) fn close_lock(&self) {
        leave_field();
        self.tell(ToWorker::Lock(LockAsk::Close));
    }

    /// What needs no screen.
    fn answer(&self, message: &ToPage) {
        match message {
            ToPage::Tab(Tab::Here) => self.tell(ToWorker::Kept(preferences::kept())),
            ToPage::Finish => {
                leave_field();
                self.tell(ToWorker::Finished);
            }
            ToPage::Revoked => {
                leave_field();
                self.tell(ToWorker::HandOver);
            }
            ToPage::HandedOver { person, files } => {
                preferences::forget(*person);
                preferences::set_revoked(Some(*files));
            }
            ToPage::Rested if self.reloads.get() => drop(web_sys::window().map(|window| window.location().reload())),
            ToPage::Show(Show::Checkpoint(checkpoint)) => preferences::keep(checkpoint),
            ToPage::Rested
            | ToPage::Tab(_)
            | ToPage::Me { .. }
            | ToPage::Lock(..)
            | ToPage::Show(_)
            | ToPage::Files(_)
            | ToPage::Hand(_)
            | ToPage::IsFailing(_) => {}
        }
    }

    /// Hands over what was picked; the browser gives the worker the files themselves.
    pub(crate) fn hand_over(&self, picked: &Picked) {
        if let Some(message) = picked.message() {
            drop(self.worker.post_message(&message));
        }
    }

    /// Hands over a file that a colleague's device made.
    pub(crate) fn give(&self, input: &HtmlInputElement) {
        if let Some(message) = handing::given_message(input) {
            drop(self.worker.post_message(&message));
        }
    }

    /// A page that comes back to the front, or a network that does, is worth an attempt to connect.
    fn listen_for_network(&self) {
        let data = self.clone();
        let listen = Closure::<dyn Fn()>::new(move || data.tell(ToWorker::MaybeOnline));
        if let Some(window) = web_sys::window() {
            for event in ["online", "focus", "pageshow"] {
                drop(window.add_event_listener_with_callback(event, listen.as_ref().unchecked_ref()));
            }
        }
        listen.forget();
    }

    /// A browser may put a page aside whole when it is left, for coming back to it. Its worker would keep the store's lock
    /// in its sleep, and the app could not be opened anew: it ends, and who comes back to this page starts it anew.
    fn yield_when_put_aside(&self) {
        let data = self.clone();
        let aside = Closure::<dyn Fn(PageTransitionEvent)>::new(move |event: PageTransitionEvent| {
            if event.persisted() {
                leave_field();
                data.tell(ToWorker::End);
            }
        });
        let back = Closure::<dyn Fn(PageTransitionEvent)>::new(|event: PageTransitionEvent| {
            if let Some(window) = web_sys::window().filter(|_| event.persisted()) {
                drop(window.location().reload());
            }
        });
        if let Some(window) = web_sys::window() {
            drop(window.add_event_listener_with_callback("pagehide", aside.as_ref().unchecked_ref()));
            drop(window.add_event_listener_with_callback("pageshow", back.as_ref().unchecked_ref()));
        }
        aside.forget();
        back.forget();
    }
}

/// Takes the hand out of whatever field it is in: what is typed there, composed or not, is told before this returns.
fn leave_field() {
    let active = web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
    if let Some(active) = active.and_then(|active| active.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(active.blur());
    }
}

/// The worker, which `boot.js` has started beside the app, and what hands on what it has said meanwhile.
struct Keeper {
    worker: Worker,
    release: Function,
}

impl Keeper {
    fn started() -> Self {
        let of = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).expect("boot.js starts the worker before the app");
        let keeper = of(&js_sys::global(), "keeper");
        Self { worker: of(&keeper, "worker").unchecked_into(), release: of(&keeper, "release").unchecked_into() }
    }
}

fn to_js(message: &impl serde::Serialize) -> Uint8Array {
    Uint8Array::from(shared::codec::encode(message).as_slice())
}

fn of_js<T: serde::de::DeserializeOwned>(value: &JsValue) -> Option<T> {
    let bytes = value.dyn_ref::<Uint8Array>()?.to_vec();
    shared::codec::decode(&bytes)
}
