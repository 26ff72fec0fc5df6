//! Who follows which place of a document. A word in one of three hundred rows is told to that field and that row: thousands of others that
//! follow the document do not ask what stands in theirs.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use shared::{forms::Path, ids::DocumentId};

/// The places that are followed while a page is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    /// The page's document.
    pub(super) of: DocumentId,
    followed: StoredValue<BTreeMap<Path, ArcTrigger>>,
}

impl Places {
    /// Nobody follows any yet.
    pub(super) fn new(of: DocumentId) -> Self {
        Self { of, followed: StoredValue::new(BTreeMap::new()) }
    }

    /// Whoever asks reads anew when something changes there.
    pub(super) fn track(self, place: &Path) {
        let standing = self.followed.with_value(|followed| followed.get(place).cloned());
        let trigger = standing.unwrap_or_else(|| {
            let new = ArcTrigger::new();
            self.followed.update_value(|followed| drop(followed.insert(place.clone(), new.clone())));
            new
        });
        trigger.track();
    }

    /// Something changed at these.
    pub(super) fn these(self, places: &BTreeSet<Path>) {
        let told: Vec<ArcTrigger> =
            self.followed.with_value(|followed| places.iter().filter_map(|place| followed.get(place).cloned()).collect());
        told.iter().for_each(ArcTrigger::notify);
    }

    /// Everything may have changed.
    pub(super) fn all(self) {
        let told: Vec<ArcTrigger> = self.followed.with_value(|followed| followed.values().cloned().collect());
        told.iter().for_each(ArcTrigger::notify);
    }
}
