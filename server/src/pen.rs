//! Writes like a device: on a copy of the document, then submitted and checked by the guard.

use std::fmt;

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    ids::DocumentId,
    records::edit::{self, Edit},
    sync::wire::{FromRelay, MAX_CHANGES},
    workflow::Refusal,
};

use crate::{
    desk::{Asker, Batch},
    relay::Relay,
    store::StoreError,
};

/// Makes the edits as one person on their device, and hands them in.
pub(crate) async fn write(relay: &Relay, asker: &Asker, document: DocumentId, edits: &[Edit]) -> Result<(), PenError> {
    let log = relay.read(move |store| store.log(document, 0, usize::from(u16::MAX), usize::MAX)).await.map_err(PenError::Store)?;
    let wrong = |what: &dyn fmt::Display| PenError::Failed(what.to_string());
    let changes =
        log.into_iter().map(|entry| Change::from_bytes(entry.into_vec())).collect::<Result<Vec<_>, _>>().map_err(|error| wrong(&error))?;
    let mut doc = Automerge::new().with_author(Some(asker.author.to_bytes().into()));
    doc.apply_changes(changes).map_err(|error| wrong(&error))?;
    let mut made = Vec::new();
    for edit in edits {
        let change = edit::apply(&mut doc, edit, asker.now).map_err(|error| wrong(&error))?;
        made.extend(change.map(|change| ByteBuf::from(change.raw_bytes().to_vec())));
    }
    for (changes, number) in made.chunks(MAX_CHANGES).zip(1..) {
        let mut answer = None;
        relay.desks.submit(asker.clone(), Batch { number, document, changes: changes.to_vec() }, |said| answer = Some(said)).await;
        match answer {
            Some(FromRelay::Answer { accepted, mut refused, .. }) => {
                if let Some((_, refusal)) = refused.pop() {
                    return Err(PenError::Refused(refusal));
                }
                if accepted.len() != changes.len() {
                    return Err(wrong(&"changes were neither accepted nor refused"));
                }
            }
            other => return Err(PenError::Failed(format!("no answer but {other:?}"))),
        }
    }
    Ok(())
}

/// What was to be written is not, or not all of it.
#[derive(Debug)]
pub(crate) enum PenError {
    /// The store could not.
    Store(StoreError),
    /// The rules said no.
    Refused(Refusal),
    /// There is no such place, or the document cannot be read.
    Failed(String),
}
