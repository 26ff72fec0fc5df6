//! What this device hands over: of the open document the log with the relay's word for it, own changes that the relay has not vouched
//! for, to be signed, and what others handed over before.

use automerge::Change;
use serde_bytes::ByteBuf;

use super::{Device, downward::hash};
use crate::{
    ids::{DocumentId, Hash},
    records::{ledger, read},
    sync::{
        carried::{MAX_SIGNED, to_sign},
        handing::{Batch, Known, Parcel},
    },
    workflow::State,
};

/// What is to be handed over.
#[derive(Clone, Debug)]
pub struct Giving {
    /// The parcel, without files; its first batch lacks this device's signature, if `to_sign` says what is to be signed.
    pub parcel: Parcel,
    /// What this device is to sign.
    pub to_sign: Option<Vec<u8>>,
    /// The devices for which it is to be closed.
    pub readers: Vec<Known>,
    /// The files that stand in the document.
    pub files: Vec<Hash>,
    /// What it is called.
    pub name: String,
}

impl Device {
    /// The open document as this device hands it over; `log` is its log. Without it only what the relay has not confirmed is given: for
    /// somebody who has the document. `None` for a document that is not open, or that the relay does not have yet.
    #[must_use]
    pub fn giving(&self, document: DocumentId, log: &[Vec<u8>]) -> Option<Giving> {
        let (shelf, loaded, era) = (self.documents.get(&document)?, self.loaded.get(&document)?, self.era?);
        let state = ledger::state(loaded.doc()).filter(State::is_open)?;
        let voucher = self.vouched.get(&document).filter(|voucher| voucher.n <= log.len() as u64).cloned();
        let vouched = voucher.as_ref().map_or(0, |voucher| usize::try_from(voucher.n).unwrap_or(0));
        let (log, rest) = log.split_at_checked(vouched)?;
        // What was confirmed since then is handed over as own work: the author's signature stands in for the relay's word.
        let is_own = |chunk: &&Vec<u8>| {
            let change = Change::from_bytes((*chunk).clone());
            change.is_ok_and(|change| read::author(loaded.doc(), change.actor_id()) == Some(self.author))
        };
        let confirmed = rest.iter().filter(is_own).cloned();
        let waiting = shelf.outbox.iter().map(|(_, outgoing)| outgoing.chunk.clone());
        let changes: Vec<ByteBuf> = confirmed.chain(waiting).take(MAX_SIGNED).map(ByteBuf::from).collect();
        let signed: Vec<Hash> = changes.iter().map(|chunk| hash(chunk)).collect();
        let to_sign = (!changes.is_empty()).then(|| to_sign(document, self.author, &signed));
        let own = to_sign.is_some().then(|| Batch { author: self.author, signed, changes, signature: ByteBuf::new() });
        let others =
            shelf.carried.iter().map(|(_, carried)| Batch { changes: carried.standing().cloned().collect(), ..carried.batch.clone() });
        let batches = own.into_iter().chain(others.filter(|batch| !batch.changes.is_empty())).collect();
        let content = read::content(loaded.doc());
        let parcel = Parcel {
            document,
            era,
            at: self.now,
            log: log.iter().cloned().map(ByteBuf::from).collect(),
            voucher,
            batches,
            media: Vec::new(),
        };
        let summary = &shelf.listed.summary;
        let name = if summary.report_no.is_empty() { summary.title.clone() } else { summary.report_no.clone() };
        Some(Giving { parcel, to_sign, readers: self.circle.readers(&state, self.author.device), files: content.files(), name })
    }

    /// What stands in a document here, of whose log these are the rows: its beginning without gaps, and beyond it the changes that were
    /// confirmed behind others' that are not here yet, and those that are not confirmed.
    #[must_use]
    pub fn standing(&self, document: DocumentId, log: Vec<Vec<u8>>) -> (Vec<ByteBuf>, Vec<ByteBuf>) {
        let Some(shelf) = self.documents.get(&document) else { return (Vec::new(), Vec::new()) };
        let mut held: Vec<ByteBuf> = log.into_iter().map(ByteBuf::from).collect();
        let mut standing = held.split_off(usize::try_from(shelf.held).unwrap_or(usize::MAX).min(held.len()));
        standing.extend(shelf.carried.iter().flat_map(|(_, carried)| carried.standing().cloned()));
        standing.extend(shelf.outbox.iter().map(|(_, outgoing)| ByteBuf::from(outgoing.chunk.clone())));
        (held, standing)
    }

    /// The life of the relay's store of which the logs here are.
    #[must_use]
    pub const fn era(&self) -> Option<crate::ids::Era> {
        self.era
    }
}
