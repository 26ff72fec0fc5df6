//! A pen for those who have no device of ours: the survey's plain page, lists that an operator hands in, the demo city. What they
//! write is made on a copy of the document, as a device does it, and goes over the same desk.

use std::fmt;

use automerge::Automerge;
use serde_bytes::ByteBuf;
use shared::{
    ids::DocumentId,
    people::Person,
    records::edit::{self, Edit},
    sync::wire::{FromRelay, MAX_CHANGES},
    workflow::{Code, Refusal},
};

use crate::{
    desk::{Asker, Batch, Desks},
    store::StoreError,
};

/// The document as it stands; `None` where there is none, or not for this person.
pub(crate) async fn open(desks: &Desks, person: &Person, document: DocumentId) -> Result<Option<Automerge>, StoreError> {
    desks.read(person, document, |doc| doc).await
}

/// Makes the edits as one person on their device, and hands them in.
pub(crate) async fn write(desks: &Desks, asker: &Asker, document: DocumentId, edits: &[Edit]) -> Result<(), PenError> {
    let doc = open(desks, &asker.person, document).await.map_err(PenError::Store)?;
    let doc = doc.ok_or_else(|| PenError::Refused(Code::NoSuchDocument.into()))?;
    write_on(desks, asker, document, doc, edits).await
}

/// As [`write`], on the document as the person saw it.
pub(crate) async fn write_on(desks: &Desks, asker: &Asker, document: DocumentId, seen: Automerge, edits: &[Edit]) -> Result<(), PenError> {
    let wrong = |what: &dyn fmt::Display| PenError::Failed(what.to_string());
    let mut doc = seen.fork().with_author(Some(asker.author.to_bytes().into()));
    let mut made = Vec::new();
    for edit in edits {
        let change = edit::apply(&mut doc, edit, asker.now).map_err(|error| wrong(&error))?;
        made.extend(change.map(|change| ByteBuf::from(change.raw_bytes().to_vec())));
    }
    for (changes, number) in made.chunks(MAX_CHANGES).zip(1..) {
        let mut answer = None;
        desks.submit(asker.clone(), Batch { number, document, changes: changes.to_vec() }, |said| answer = Some(said)).await;
        match answer {
            Some(FromRelay::Answer { accepted, mut refused, .. }) => {
                if let Some((_, refusal)) = refused.pop() {
                    return Err(PenError::Refused(refusal));
                }
                if accepted.len() != changes.len() {
                    return Err(wrong(&"changes were neither accepted nor refused"));
                }
            }
            answer => return Err(wrong(&told(answer.as_ref()))),
        }
    }
    Ok(())
}

/// Why there is no answer, in a word for the log: what else a desk says may hold what people wrote.
pub(crate) fn told(answer: Option<&FromRelay>) -> &'static str {
    if let Some(FromRelay::Trouble { code, .. }) = answer { code.code() } else { "no answer" }
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
