//! What a closed file holds: the document's log with the relay's word for it, changes that the relay has not confirmed with their
//! authors' signatures, and which files follow.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::{Circle, Flaw, Voucher, envelope, voucher::to_vouch};
use crate::{
    codec,
    files::FileKind,
    ids::{Author, DocumentId, Era, Hash},
    sync::{
        carried::{MAX_SIGNED, to_sign},
        guard::{limits, named},
        wire::digest,
    },
    time::Timestamp,
};

/// The most batches: a device hands on what some dozens of others have handed to it.
const BATCHES: usize = 1_000;

/// A document as one device hands it to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// The document.
    pub document: DocumentId,
    /// The relay's store of which the log is.
    pub era: Era,
    /// When it was made, by that device's clock.
    pub at: Timestamp,
    /// The log from its beginning; empty where only changes are handed over.
    pub log: Vec<ByteBuf>,
    /// The relay's word for it.
    pub voucher: Option<Voucher>,
    /// Changes that the relay has not confirmed to the device.
    pub batches: Vec<Batch>,
    /// The files that follow, in this order.
    pub media: Vec<Medium>,
}

/// Changes of one author with their device's signature over them, and perhaps over more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Who wrote them, and where.
    pub author: Author,
    /// Everything that the signature covers, in the order in which it was signed.
    pub signed: Vec<Hash>,
    /// Some of it, in causal order, uncompressed change chunks.
    pub changes: Vec<ByteBuf>,
    /// The author's device's signature.
    pub signature: ByteBuf,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medium {
    /// Its SHA-256, by which the document names it.
    pub hash: Hash,
    /// Its bytes.
    pub size: u64,
    /// What it is.
    pub kind: FileKind,
}

/// A signature that must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The key, an uncompressed point of P-256.
    pub key: Vec<u8>,
    /// What is signed.
    pub bytes: Vec<u8>,
    /// The signature.
    pub signature: Vec<u8>,
    /// What is to be said where it does not hold.
    pub flaw: Flaw,
}

impl Parcel {
    /// As bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads it, within its bounds; no change is opened.
    ///
    /// # Errors
    /// [`Flaw::Damaged`] or [`Flaw::TooLarge`].
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        let parcel: Self = codec::decode(bytes).ok_or(Flaw::Damaged)?;
        let changes = parcel.batches.iter().map(|batch| batch.changes.len()).sum::<usize>() + parcel.log.len();
        let is_large = changes as u64 > limits::DOCUMENT_CHANGES
            || parcel.batches.len() > BATCHES
            || parcel.batches.iter().any(|batch| batch.signed.len() > MAX_SIGNED)
            || parcel.media.len() > envelope::MEDIA
            || parcel.media.iter().any(|medium| medium.size > envelope::SECTION - envelope::TAG);
        if is_large { Err(Flaw::TooLarge) } else { Ok(parcel) }
    }

    /// What must hold of it, and the authors whose devices are not known here: their changes are taken out, since nobody can
    /// tell whether they are theirs. `from` is the device that made it.
    ///
    /// # Errors
    /// [`Flaw::OtherRelay`] or [`Flaw::WrongSignature`], which no signature could cure.
    pub fn claims(&mut self, circle: &Circle, era: Option<Era>) -> Result<(Vec<Claim>, Vec<Author>), Flaw> {
        if Some(self.era) != era {
            return Err(Flaw::OtherRelay);
        }
        let mut claims = Vec::new();
        if !self.log.is_empty() {
            let voucher = self.voucher.as_ref().filter(|voucher| voucher.n == self.log.len() as u64).ok_or(Flaw::WrongSignature)?;
            let bytes = to_vouch(self.era, self.document, voucher.n, digest(self.log.iter().map(|chunk| named(chunk))));
            let (key, signature) = (circle.vouches.to_vec(), voucher.signature.to_vec());
            claims.push(Claim { key, bytes, signature, flaw: Flaw::OtherRelay });
        }
        let (known, unknown): (Vec<Batch>, Vec<Batch>) =
            std::mem::take(&mut self.batches).into_iter().partition(|batch| circle.find(batch.author).is_some());
        self.batches = known;
        for batch in &self.batches {
            if batch.changes.iter().any(|change| !batch.signed.contains(&named(change))) {
                return Err(Flaw::WrongSignature);
            }
            let key = circle.find(batch.author).map(|known| known.signs.to_vec()).unwrap_or_default();
            let bytes = to_sign(self.document, batch.author, &batch.signed);
            claims.push(Claim { key, bytes, signature: batch.signature.to_vec(), flaw: Flaw::WrongSignature });
        }
        let mut strangers: Vec<Author> = unknown.into_iter().map(|batch| batch.author).collect();
        strangers.sort_unstable();
        strangers.dedup();
        Ok((claims, strangers))
    }
}
