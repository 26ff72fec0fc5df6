//! The address of the screen: the path in the browser's bar, kept by the router, which also takes clicks on links.
//!
//! Pages are chosen by matching on the path: the router's own tables of typed routes cost a tenth of the download.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};

type Go = Rc<dyn Fn(&str)>;

/// The path, and the way to another.
#[derive(Clone, Copy)]
pub(crate) struct Address {
    path: Memo<String>,
    go: StoredValue<Go, LocalStorage>,
}

/// The address; to be asked for inside the router.
pub(crate) fn use_address() -> Address {
    let navigate = use_navigate();
    Address { path: use_location().pathname, go: StoredValue::new_local(Rc::new(move |to: &str| navigate(to, Default::default()))) }
}

impl Address {
    /// The path.
    pub(crate) fn path(self) -> String {
        self.path.get()
    }

    /// Goes there.
    pub(crate) fn go(self, to: &str) {
        if let Some(go) = self.go.try_get_value() {
            go(to);
        }
    }
}
