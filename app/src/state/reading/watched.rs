//! The catalogue of key products (7.4) as this device holds it: read once somebody looks at a product.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    library::catalogue::{Listing, watching},
    time::Timestamp,
    vocab::ProductClass,
};

use crate::state::reading::documents::Documents;
use crate::state::reading::readings::Readings;
use crate::{data::clock, memo::Memo};

/// The catalogue.
#[derive(Clone, Copy)]
pub(crate) struct Watched {
    /// Its entries.
    pub(crate) listings: Memo<Arc<Vec<Listing>>>,
    is_wanted: RwSignal<bool>,
}

pub(in crate::state) fn provide(documents: Documents, readings: Readings) {
    let held = Memo::new(move |_| {
        documents.with(|lines| {
            let all = lines.iter().flatten().filter(|line| line.summary.kind == DocumentKind::Catalogue);
            all.map(|line| (line.summary.id, line.is_complete.then_some(line.summary.moved_at))).collect::<Vec<_>>()
        })
    });
    let is_wanted = RwSignal::new(false);
    Effect::new(move || {
        if is_wanted.get() {
            // What has not come whole is read when it has.
            readings.watches(held.get().into_iter().filter_map(|(id, at)| Some((id, at?))).collect());
        }
    });
    let listings = Memo::new(move |_| {
        let read = |(id, _): &(DocumentId, Option<Timestamp>)| readings.of(*id).map(|read| Listing::of(*id, &read.content, &read.state));
        Arc::new(held.with(|held| held.iter().filter_map(read).collect::<Vec<_>>()))
    });
    provide_context(Watched { listings, is_wanted });
}

/// The catalogue.
pub(crate) fn use_watched() -> Watched {
    let watched: Watched = expect_context();
    watched.is_wanted.set(true);
    watched
}

impl Watched {
    /// The entry in force today that speaks of a product.
    pub(crate) fn watching(self, class: &str, product: &str) -> Option<Listing> {
        let class = ProductClass::of_code(class)?;
        self.listings.with(|all| watching(all, class, product, clock::now().day()).cloned())
    }
}
