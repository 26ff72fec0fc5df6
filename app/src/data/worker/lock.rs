//! One tab at a time works with the store: two machines on the same rows would each send, and rebuild, the same words.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Event, Events, tabs::News};

const NAME: &str = "liandong";

/// How the lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Only if no tab holds it.
    IfFree,
    /// After whoever holds it now.
    Waiting,
    /// Out of the hands of a tab that does not answer any more.
    Stealing,
}

/// The right to work with the store, until it is dropped or stolen.
pub(super) struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            drop(release.call0(&JsValue::NULL));
        }
    }
}

/// The lock; `None` when it was asked for only if it is free, and is not. A browser without locks grants it to everybody. Should it be
/// stolen, the worker is told.
pub(super) async fn ask(how: How, events: &Events) -> Option<Lock> {
    let Some(locks) = manager() else { return Some(Lock(None)) };
    // Nobody may wait for the answer any more when it comes: the lock then goes on to the next.
    let wanted = Rc::new(());
    let release = Rc::new(RefCell::new(None));
    let held = Rc::clone(&release);
    let events = events.clone();
    let answer = Promise::new(&mut |resolve, _| {
        let (held, wanted) = (Rc::clone(&held), Rc::downgrade(&wanted));
        let on_lock = Closure::once_into_js(move |lock: JsValue| -> Promise {
            let is_granted = !lock.is_null() && wanted.strong_count() > 0;
            // The lock is held for as long as this promise is not settled.
            let until = if is_granted {
                Promise::new(&mut |release, _| drop(held.replace(Some(release))))
            } else {
                Promise::resolve(&JsValue::NULL)
            };
            drop(resolve.call1(&JsValue::NULL, &is_granted.into()));
            until
        });
        let options = Object::new();
        drop(Reflect::set(&options, &"ifAvailable".into(), &(how == How::IfFree).into()));
        drop(Reflect::set(&options, &"steal".into(), &(how == How::Stealing).into()));
        let request = Reflect::get(&locks, &"request".into()).ok().and_then(|request| request.dyn_into::<Function>().ok());
        let asked = request.and_then(|request| request.call3(&locks, &NAME.into(), &options, &on_lock).ok());
        if let Some(asked) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) {
            let events = events.clone();
            spawn_local(async move {
                if JsFuture::from(asked).await.is_err() {
                    drop(events.unbounded_send(Event::Tabs(News::Stolen)));
                }
            });
        }
    });
    let is_granted = JsFuture::from(answer).await.is_ok_and(|granted| granted.is_truthy());
    is_granted.then(|| Lock(release.take()))
}

fn manager() -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}
