//! The addresses of the app and the way between them.

use leptos::prelude::*;
use shared::{documents::DocumentKind, ids::DocumentId, key, words::Key};

use crate::{
    state::{use_address, use_words},
    ui::{Icon, icon},
};

/// A place that the navigation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The cases.
    Cases,
    /// All other documents.
    Documents,
    /// Where work stands.
    Sync,
    /// The person and this device.
    Me,
}

impl Place {
    const ALL: [Place; 4] = [Place::Cases, Place::Documents, Place::Sync, Place::Me];

    /// Its address.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Place::Cases => "/",
            Place::Documents => "/documents",
            // Not `/sync`: there the relay listens.
            Place::Sync => "/status",
            Place::Me => "/me",
        }
    }

    /// What it is called.
    pub(super) const fn words(self) -> Key {
        match self {
            Place::Cases => key!("nav.cases"),
            Place::Documents => key!("nav.documents"),
            Place::Sync => key!("nav.sync"),
            Place::Me => key!("nav.me"),
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Place::Cases => Icon::Cases,
            Place::Documents => Icon::Documents,
            Place::Sync => Icon::Sync,
            Place::Me => Icon::Me,
        }
    }

    fn has(self, address: &str) -> bool {
        match self {
            Place::Cases => address == "/" || address.starts_with("/cases"),
            Place::Documents => address.starts_with("/documents"),
            Place::Sync | Place::Me => address == self.address(),
        }
    }
}

/// Where invitations lead.
pub(super) const JOIN: &str = "/join";

/// Where the addresses of the cases begin, and those of the others.
const CASES: &str = "/cases/";
const DOCUMENTS: &str = "/documents/";

/// The document that a path names, whether there is one or not, and the list from which it is opened.
pub(super) fn document_in(path: &str) -> Option<(Place, &str)> {
    let of = |place, start| path.strip_prefix(start).map(|id| (place, id.trim_end_matches('/')));
    of(Place::Cases, CASES).or_else(|| of(Place::Documents, DOCUMENTS)).filter(|(_, id)| !id.is_empty())
}

/// The address of a document.
pub(super) fn of_document(kind: DocumentKind, id: DocumentId) -> String {
    let start = if kind == DocumentKind::Case { CASES } else { DOCUMENTS };
    format!("{start}{id}")
}

/// The address of what was refused in a document.
pub(super) fn of_refused(kind: DocumentKind, id: DocumentId) -> String {
    format!("{}#refused", of_document(kind, id))
}

/// How to install the app.
pub(super) const INSTALL: &str = "/install";

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
