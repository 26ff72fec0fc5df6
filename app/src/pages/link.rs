//! The addresses of the app and the way between them.

use leptos::prelude::*;
use shared::{ids::DocumentId, key, words::Key};

use crate::{
    state::{use_address, use_words},
    ui::{Icon, icon},
};

/// A place that the navigation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The cases.
    Cases,
    /// Where work stands.
    Sync,
    /// The person and this device.
    Me,
}

impl Place {
    const ALL: [Place; 3] = [Place::Cases, Place::Sync, Place::Me];

    /// Its address.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Place::Cases => "/",
            // Not `/sync`: there the relay listens.
            Place::Sync => "/status",
            Place::Me => "/me",
        }
    }

    const fn words(self) -> Key {
        match self {
            Place::Cases => key!("nav.cases"),
            Place::Sync => key!("nav.sync"),
            Place::Me => key!("nav.me"),
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Place::Cases => Icon::Cases,
            Place::Sync => Icon::Sync,
            Place::Me => Icon::Me,
        }
    }

    fn has(self, address: &str) -> bool {
        match self {
            Place::Cases => address == "/" || address.starts_with("/cases"),
            Place::Sync | Place::Me => address == self.address(),
        }
    }
}

/// Where the addresses of the cases begin.
const CASES: &str = "/cases/";

/// The case that a path names, whether there is one or not.
pub(super) fn case_in(path: &str) -> Option<&str> {
    path.strip_prefix(CASES).map(|case| case.trim_end_matches('/')).filter(|case| !case.is_empty())
}

/// The address of a case.
pub(super) fn of_case(case: DocumentId) -> String {
    format!("{CASES}{case}")
}

/// The navigation: tabs at the bottom of a phone, a rail at the left of wider screens.
pub(super) fn nav() -> AnyView {
    let words = use_words();
    let address = use_address();
    let tabs = Place::ALL.map(|place| {
        let current = move || place.has(&address.path()).then_some("page");
        view! {
            <a class="Nav__tab" href=place.address() aria-current=current>
                {icon(place.icon())}
                <span>{words.t(place.words())}</span>
            </a>
        }
        .into_any()
    });
    view! { <nav class="Nav" aria-label=words.t(key!("nav.label"))>{tabs.into_iter().collect_view()}</nav> }.into_any()
}
