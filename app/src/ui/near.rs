//! Parts of a long page that are drawn when they come near what is seen. Until then an empty place stands for each; what was drawn once stays,
//! with whatever somebody has written in it.

use std::{cell::RefCell, rc::Rc};

use leptos::{prelude::*, web_sys};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// What is not further from the screen than this is drawn: two screens of a tablet.
const NEAR: &str = "1600px 0px";

type Waiting = Rc<RefCell<Vec<(web_sys::Element, RwSignal<bool>)>>>;

/// Watches which parts come near, for as long as the asking component lives.
#[derive(Clone, Copy)]
pub(crate) struct Nearness(StoredValue<Option<Watch>, LocalStorage>);

struct Watch {
    observer: IntersectionObserver,
    waiting: Waiting,
    /// What the observer calls.
    _comes: Closure<dyn Fn(Vec<IntersectionObserverEntry>)>,
}

/// Begins to watch; where the browser cannot, everything is near.
pub(crate) fn nearness() -> Nearness {
    let waiting = Waiting::default();
    let of_closure = Rc::clone(&waiting);
    let comes = Closure::<dyn Fn(Vec<IntersectionObserverEntry>)>::new(move |entries: Vec<IntersectionObserverEntry>| {
        for target in entries.into_iter().filter(IntersectionObserverEntry::is_intersecting).map(|entry| entry.target()) {
            let come = of_closure.borrow().iter().position(|(one, _)| *one == target);
            if let Some(at) = come {
                let (_, is_near) = of_closure.borrow_mut().swap_remove(at);
                // A part that has left the page meanwhile is drawn nowhere.
                let _has_left = is_near.try_set(true);
            }
        }
    });
    let how = IntersectionObserverInit::new();
    how.set_root_margin(NEAR);
    let observer = IntersectionObserver::new_with_options(comes.as_ref().unchecked_ref(), &how).ok();
    let watch = StoredValue::new_local(observer.map(|observer| Watch { observer, waiting, _comes: comes }));
    on_cleanup(move || {
        watch.with_value(|watch| watch.iter().for_each(|watch| watch.observer.disconnect()));
    });
    Nearness(watch)
}

impl Nearness {
    /// Waits until this part comes near.
    pub(crate) fn waits(self, part: &web_sys::Element, is_near: RwSignal<bool>) {
        self.0.with_value(|watch| match watch {
            Some(Watch { observer, waiting, .. }) => {
                waiting.borrow_mut().push((part.clone(), is_near));
                observer.observe(part);
            }
            None => is_near.set(true),
        });
    }
}
