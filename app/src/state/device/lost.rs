//! What this person may not read any more and had on this device.

use leptos::prelude::*;
use shared::{
    ids::DocumentId,
    sync::device::{Ask, LostDocument},
};

use crate::state::tell::Tell;

/// Lost documents.
#[derive(Clone, Copy)]
pub(crate) struct Lost {
    /// The last loss first.
    pub(crate) documents: RwSignal<Vec<LostDocument>>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> RwSignal<Vec<LostDocument>> {
    let documents = RwSignal::new(Vec::new());
    provide_context(Lost { documents, tell });
    documents
}

/// Lost documents.
pub(crate) fn use_lost() -> Lost {
    expect_context()
}

impl Lost {
    /// What is told of a document, if it is lost.
    pub(crate) fn of(self, document: DocumentId) -> Option<LostDocument> {
        self.documents.with(|lost| lost.iter().find(|lost| lost.document == document).cloned())
    }

    /// The person has seen it.
    pub(crate) fn forget(self, document: DocumentId) {
        self.tell.ask(Ask::Forget { document });
    }
}
