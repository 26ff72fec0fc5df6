//! The address of the screen: the path in the browser's bar. Links within the app change it without loading the page.

use leptos::{ev, prelude::*, web_sys};
use wasm_bindgen::{JsCast, JsValue};

/// The path.
#[derive(Clone, Copy)]
pub(crate) struct Address(RwSignal<String>);

pub(super) fn provide() {
    let address = Address(RwSignal::new(in_the_bar()));
    provide_context(address);
    let clicks = window_event_listener(ev::click, move |click| address.follow(&click));
    let turns = window_event_listener(ev::popstate, move |_| address.shows(in_the_bar()));
    on_cleanup(move || {
        clicks.remove();
        turns.remove();
    });
}

/// The address.
pub(crate) fn use_address() -> Address {
    expect_context()
}

impl Address {
    /// The path.
    pub(crate) fn path(self) -> String {
        self.0.get()
    }

    /// Goes there.
    pub(crate) fn go(self, to: String) {
        let history = window().history();
        if to != self.0.get_untracked()
            && let Ok(history) = history
        {
            // Fails only where a page floods its history; the screen changes all the same.
            drop(history.push_state_with_url(&JsValue::NULL, "", Some(&to)));
        }
        self.shows(to);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    fn shows(self, path: String) {
        if path != self.0.get_untracked() {
            self.0.set(path);
        }
    }

    /// A plain click on a link that begins with `/` stays in the app; all others belong to the browser.
    fn follow(self, click: &web_sys::MouseEvent) {
        let is_plain = click.button() == 0 && !(click.meta_key() || click.alt_key() || click.ctrl_key() || click.shift_key());
        if !is_plain || click.default_prevented() {
            return;
        }
        let clicked = click.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = clicked.and_then(|clicked| clicked.closest("a").ok().flatten());
        if let Some(to) = link.and_then(|link| link.get_attribute("href")).filter(|to| to.starts_with('/')) {
            click.prevent_default();
            self.go(to);
        }
    }
}

fn in_the_bar() -> String {
    window().location().pathname().unwrap_or_default()
}
