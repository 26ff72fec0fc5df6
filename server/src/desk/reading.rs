//! Looking at documents without sitting down.

use automerge::Automerge;
use shared::{access::may_read, ids::DocumentId, people::Person};
use tokio::sync::broadcast;

use super::{Desks, blocking, document::Document};
use crate::store::StoreError;

/// How many moves are told to one who is busy; whoever is busy for longer learns that there were more.
pub(super) const MOVES: usize = 256;

impl Desks {
    /// Looks at a copy of a document as it stands; `None` where there is none, or not for this person. The store is asked
    /// first: whoever asks for what is not there takes nobody's seat.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        person: &Person,
        document: DocumentId,
        look: impl FnOnce(Automerge) -> T + Send + 'static,
    ) -> Result<Option<T>, StoreError> {
        let (store, reader) = (self.store.clone(), person.clone());
        let is_there = blocking(move || Ok(store.document(document)?.is_some_and(|kept| may_read(&reader, &kept.state)))).await?;
        if !is_there {
            return Ok(None);
        }
        let (seat, reader) = (self.sit(person.id, document).await?, person.clone());
        blocking(move || {
            let copy = seat.as_ref().filter(|standing| may_read(&reader, &standing.kept.state)).map(Document::look);
            drop(seat); // Whoever writes does not wait for whoever reads.
            Ok(copy.map(look))
        })
        .await
    }

    /// Tells from now on which documents move.
    pub(crate) fn moves(&self) -> broadcast::Receiver<DocumentId> {
        self.moves.subscribe()
    }
}
