//! The address of the screen: the path in the browser's bar, kept by the router.
//!
//! Pages are chosen by matching on the path: the router's own tables of typed routes cost a tenth of the download. Without
//! them it does not finish what a click on a link begins, so clicks are taken here and handed to it whole.

use std::rc::Rc;

use leptos::{prelude::*, web_sys};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use wasm_bindgen::{JsCast, closure::Closure};

/// To an address; in place of the one that is there, or after it.
type Go = Rc<dyn Fn(&str, bool)>;

/// The path, and the way to another.
#[derive(Clone, Copy)]
pub(crate) struct Address {
    path: Memo<String>,
    fragment: Memo<String>,
    search: Memo<String>,
    go: StoredValue<Go, LocalStorage>,
}

/// The address; to be asked for inside the router.
pub(crate) fn use_address() -> Address {
    let navigate = use_navigate();
    let location = use_location();
    Address {
        path: location.pathname,
        fragment: location.hash,
        search: location.search,
        go: StoredValue::new_local(Rc::new(move |to: &str, is_instead| {
            let options = NavigateOptions { replace: is_instead, scroll: !is_instead, ..NavigateOptions::default() };
            navigate(to, options);
        })),
    }
}

/// From now on a plain click on a link that begins with `/` stays in the app; all others belong to the browser.
pub(crate) fn follow_links() {
    let address = use_address();
    let click = Closure::<dyn Fn(web_sys::MouseEvent)>::new(move |click: web_sys::MouseEvent| {
        let is_plain = click.button() == 0 && !(click.meta_key() || click.alt_key() || click.ctrl_key() || click.shift_key());
        let clicked = click.target().filter(|_| is_plain).and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = clicked.and_then(|clicked| clicked.closest("a").ok().flatten()).filter(|link| !link.has_attribute("download"));
        if let Some(to) = link.and_then(|link| link.get_attribute("href")).filter(|to| to.starts_with('/')) {
            click.prevent_default();
            address.go(&to);
        }
    });
    // On the document: the router listens behind it, on the window, and leaves alone what was taken.
    drop(document().add_event_listener_with_callback("click", click.as_ref().unchecked_ref()));
    click.forget();
}

impl Address {
    /// The path.
    pub(crate) fn path(self) -> String {
        self.path.get()
    }

    /// What stands behind `#`: no server ever sees it.
    pub(crate) fn fragment(self) -> String {
        self.fragment.get().trim_start_matches('#').to_owned()
    }

    /// What the address that led here says under this name, asked once; codes of ours, which need no decoding.
    pub(crate) fn query(self, name: &str) -> String {
        self.search.with_untracked(|search| {
            let pairs = search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).unwrap_or_default()
        })
    }

    /// Goes there.
    pub(crate) fn go(self, to: &str) {
        if let Some(go) = self.go.try_get_value() {
            go(to, false);
        }
    }

    /// The address of what is on the screen is this from now on; the way back leads past the one that it had.
    pub(crate) fn is_now(self, to: &str) {
        if let Some(go) = self.go.try_get_value() {
            go(to, true);
        }
    }
}
